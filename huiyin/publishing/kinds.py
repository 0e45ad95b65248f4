"""The kinds of article: what each is called and what it is in the words of schema.org."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """``schema`` is its type in schema.org, given to machines with every page."""

    key: str
    label: object
    schema: str = "Article"


KINDS = {
    one.key: one
    for one in (
        Kind("news", _("消息"), "NewsArticle"),
        Kind("notice", _("公告")),
        Kind("appointment", _("任免")),
        Kind("decision", _("决议决定"), "Legislation"),
        Kind("law_note", _("法规解读")),
        Kind("meeting", _("会议"), "Event"),
        Kind("plan", _("计划")),
        Kind("gazette", _("公报"), "PublicationIssue"),
        Kind("leaders", _("领导和机构"), "Organization"),
        Kind("speech", _("审议发言")),
        Kind("media", _("图片和音视频"), "MediaObject"),
    )
}
