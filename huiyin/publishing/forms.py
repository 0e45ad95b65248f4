"""What writing, reviewing and releasing ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.kit.forms import DayInput, Form, Picks
from huiyin.publishing.kinds import KINDS
from huiyin.publishing.models import Asset, Review
from huiyin.publishing.services.reviewing import KEPT_BACK, MAY_GO_OUT

#: Characters of a text; more than any gazette has.
LONGEST = 200_000


class StepForm(Form):
    """A form of one step. Its ids carry the verb, for several stand on one page."""

    def __init__(self, data=None, *, article, verb, offers=None, **options):
        self.article, self.offers = article, offers or {}
        if data is None and article.revisions.all():
            options["initial"] = {"seen": list(article.revisions.all())[-1].number}
        super().__init__(data, auto_id=f"{verb}_%s", **options)


class SeenForm(StepForm):
    """Goes with the text that was read: another one is not judged by it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9_999)


class TextForm(Form):
    """What an article says."""

    title = forms.CharField(label=_("标题"), max_length=200)
    column = forms.ChoiceField(label=_("栏目"))
    summary = forms.CharField(
        label=_("摘要"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("列表和搜索结果里显示的一两句话"),
    )
    body = forms.CharField(
        label=_("正文"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "tall"}),
        help_text=_("可以从 Word 或者 WPS 粘贴；空一行就是另起一段"),
    )
    source = forms.CharField(
        label=_("来源"), max_length=100, required=False, help_text=_("例如：常委会办公室")
    )
    byline = forms.CharField(label=_("作者"), max_length=100, required=False)
    keywords = forms.CharField(
        label=_("关键词"), max_length=100, required=False, help_text=_("用逗号隔开")
    )

    def __init__(self, *args, columns, **options):
        super().__init__(*args, **options)
        self.fields["column"].choices = columns

    @property
    def said(self):
        names = ("title", "summary", "source", "byline", "keywords")
        return {name: self.cleaned_data[name] for name in names}


class NewForm(TextForm):
    kind = forms.ChoiceField(
        label=_("类型"), choices=[(one.key, one.label) for one in KINDS.values()]
    )
    field_order = ["kind", "column"]


class EditForm(TextForm):
    """``seen`` is the number of the revision they began from; it stays so when the form is shown
    again, so that what somebody else saved since is not overwritten by a second try."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=5)
    note = forms.CharField(
        label=_("改了什么"), max_length=200, required=False, help_text=_("留给审核的人看")
    )

    def __init__(self, *args, kind, **options):
        super().__init__(*args, **options)
        self.kind = kind
        for fact in kind.facts:
            self.fields[f"fact_{fact.name}"] = _field_of(fact)

    @property
    def facts(self):
        """What the kind says beside its text, as JSON values; what was left empty is not in it."""
        found = {one.name: self.cleaned_data[f"fact_{one.name}"] for one in self.kind.facts}
        return {name: str(value) for name, value in found.items() if value}

    def clean_seen(self):
        seen = self.cleaned_data["seen"]
        return int(seen) if seen.isascii() and seen.isdigit() else 0


def _field_of(fact):
    """The field of one fact. What is needed is asked for when the article is handed in."""
    common = {"label": fact.label, "required": False, "help_text": fact.help}
    if fact.look == "day":
        return forms.DateField(widget=DayInput(), **common)
    if fact.look == "lines":
        return forms.CharField(
            max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}), **common
        )
    return forms.CharField(max_length=200, **common)


def _words(required=False):
    return forms.CharField(
        label=_("审核意见"),
        max_length=500,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PassForm(SeenForm):
    words = _words()


class FinalForm(SeenForm):
    """The last review: both verdicts, the one on secrets with its basis."""

    secrecy = forms.ChoiceField(
        label=_("保密审查结论"),
        choices=[(one.value, one.label) for one in MAY_GO_OUT],
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(
        label=_("保密审查依据"),
        max_length=200,
        help_text=_("例如：保守国家秘密法第三十五条，内容不涉及国家秘密和工作秘密"),
    )
    privacy = forms.ChoiceField(
        label=_("个人信息审查结论"), choices=Review.Privacy, widget=forms.RadioSelect
    )
    words = _words()


class ReturnForm(SeenForm):
    reason = forms.ChoiceField(
        label=_("退回的理由"), choices=Review.Reason, widget=forms.RadioSelect
    )
    words = _words(required=True)


class WithholdForm(SeenForm):
    secrecy = forms.ChoiceField(
        label=_("保密审查结论"),
        choices=[(one.value, one.label) for one in KEPT_BACK],
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(label=_("保密审查依据"), max_length=200)
    words = _words()


class ScheduleForm(StepForm):
    when = forms.DateTimeField(
        label=_("什么时候发布"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )


class AnswerForm(StepForm):
    """``offers["findings"]``: those that block and have no answer."""

    key = forms.ChoiceField(label=_("哪一项"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("为什么可以这样发布"),
        min_length=2,
        max_length=300,
        help_text=_("会写进审核记录，例如：是公开的值班手机"),
    )

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        found = self.offers["findings"]
        self.fields["key"].choices = [(one.key, f"{one.label}：{one.where}") for one in found]


class AttachForm(StepForm):
    """``offers["videos"]``: films of the article, which captions may belong to."""

    file = forms.FileField(
        label=_("文件"),
        max_length=100,
        help_text=_("图片、PDF、DOCX、XLSX、音视频或者 VTT 字幕，不超过 2 MB"),
    )
    words = forms.CharField(
        label=_("图片里是什么"),
        max_length=200,
        required=False,
        help_text=_("图片必填：读屏软件会读给看不见图片的人听"),
    )
    shows = forms.ChoiceField(
        label=_("图片里有没有国旗、国徽或者地图"), choices=Asset.Shows, initial="neither"
    )
    approval = forms.CharField(label=_("批准文号或者审图号"), max_length=60, required=False)
    video = forms.ChoiceField(label=_("是哪一段视频的字幕"), required=False)

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.videos = {str(one.pk): one for one in self.offers["videos"]}
        films = [(pk, one.name) for pk, one in self.videos.items()]
        self.fields["video"].choices = [("", _("不是字幕")), *films]
        self.fields["file"].error_messages["max_length"] = _(
            "文件名太长（%(length)d 个字），请改到 %(max)d 个字以内再上传"
        )

    def clean(self):
        cleaned = super().clean()
        cleaned["video"] = self.videos.get(cleaned.get("video") or "")
        if sent := cleaned.pop("file", None):
            cleaned |= {"data": sent.read(), "name": sent.name}
        return cleaned


class DetachForm(Picks, StepForm):
    PICKED, FROM = "asset", "assets"
    asset = forms.ChoiceField(label=_("去掉哪一个文件"), widget=forms.RadioSelect)


class RecallForm(StepForm):
    reason = forms.CharField(
        label=_("撤下的理由"),
        max_length=300,
        min_length=2,
        help_text=_("会写在这篇文章原来的页面上"),
    )


class NoteForm(StepForm):
    note = forms.CharField(
        label=_("更正说明"),
        max_length=300,
        min_length=2,
        help_text=_("会和更正后的文章一起公开，例如：更正会议日期"),
    )
