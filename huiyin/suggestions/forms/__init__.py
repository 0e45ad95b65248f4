"""What each step of a suggestion asks for. One form a verb.

``offers`` are the choices the view has asked for; a form itself asks the database nothing.
"""

from huiyin.suggestions.forms.base import (
    PickForm,
    ReasonForm,
    StepForm,
)
from huiyin.suggestions.forms.consulting import (
    AnswerOpinionForm,
    ConsultForm,
    WriteForm,
)
from huiyin.suggestions.forms.drafting import (
    ConfirmForm,
    DraftForm,
    DropPhotoForm,
    EditForm,
    InviteForm,
    NewForm,
    PhotoForm,
    SubmitForm,
    TextForm,
    UninviteForm,
)
from huiyin.suggestions.forms.handling import (
    ContactForm,
    DispatchForm,
    ExtensionForm,
    IssueForm,
    OpinionForm,
    ProgressForm,
    RejectOpinionForm,
    ReplyForm,
    ReportForm,
    ReturnForm,
)
from huiyin.suggestions.forms.office import (
    AcceptForm,
    AssignForm,
    ClassifyForm,
    ConveneForm,
    DeclineForm,
    LeaderForm,
    MergeForm,
    PublishForm,
    SplitForm,
    SuperviseForm,
    UnmergeForm,
)
from huiyin.suggestions.forms.rating import (
    AdviseForm,
    JudgeForm,
    RateForm,
    RecheckForm,
)

__all__ = [
    "AcceptForm",
    "AdviseForm",
    "AnswerOpinionForm",
    "AssignForm",
    "ClassifyForm",
    "ConfirmForm",
    "ConsultForm",
    "ContactForm",
    "ConveneForm",
    "DeclineForm",
    "DispatchForm",
    "DraftForm",
    "DropPhotoForm",
    "EditForm",
    "ExtensionForm",
    "InviteForm",
    "IssueForm",
    "JudgeForm",
    "LeaderForm",
    "MergeForm",
    "NewForm",
    "OpinionForm",
    "PhotoForm",
    "PickForm",
    "ProgressForm",
    "PublishForm",
    "RateForm",
    "ReasonForm",
    "RecheckForm",
    "RejectOpinionForm",
    "ReplyForm",
    "ReportForm",
    "ReturnForm",
    "SplitForm",
    "StepForm",
    "SubmitForm",
    "SuperviseForm",
    "TextForm",
    "UninviteForm",
    "UnmergeForm",
    "WriteForm",
]
