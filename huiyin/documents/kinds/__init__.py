"""The kinds of document a suggestion gives rise to, each with its readers and its paper."""

from huiyin.documents.kinds.assignment_letter import ASSIGNMENT_LETTER
from huiyin.documents.kinds.co_opinion import CO_OPINION
from huiyin.documents.kinds.commitment_ledger import COMMITMENT_LEDGER
from huiyin.documents.kinds.face_to_face import FACE_TO_FACE
from huiyin.documents.kinds.opinion_form import OPINION_FORM
from huiyin.documents.kinds.reply_letter import REPLY_LETTER
from huiyin.documents.kinds.return_request import RETURN_REQUEST
from huiyin.documents.kinds.suggestion_form import SUGGESTION_FORM

#: In the order in which a case brings them about.
KINDS = {
    sort.kind.value: sort
    for sort in (
        SUGGESTION_FORM,
        ASSIGNMENT_LETTER,
        RETURN_REQUEST,
        CO_OPINION,
        FACE_TO_FACE,
        REPLY_LETTER,
        OPINION_FORM,
        COMMITMENT_LEDGER,
    )
}

__all__ = ["KINDS"]
