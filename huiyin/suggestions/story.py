"""What the desk's page of a suggestion tells of it, put into words. Asks the database nothing."""

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from huiyin.procedure.table import PRACTICE
from huiyin.suggestions.models import Cosign, Rating, Suggestion
from huiyin.suggestions.procedure import SUGGESTION, State

TONES = {
    State.DRAFTING: "plain",
    State.COSIGNING: "plain",
    State.RETURNED_FOR_EDIT: "amber",
    State.DECLINED: "plain",
    State.WITHDRAWN: "plain",
    State.REDO: "over",
    State.DISPUTED: "over",
    State.IDEA: "plain",
    State.RETURN_REQUESTED: "amber",
    State.ARCHIVED: "plain",
    State.TRACKING: "green",
    State.CLOSED: "green",
}
#: What the role of an act is called in its history.
ROLES = {
    "mover": gettext_lazy("领衔代表"),
    "lead_deputy": gettext_lazy("领衔代表"),
    "rater": gettext_lazy("领衔代表"),
    "drafter": gettext_lazy("代表助理"),
    "late_withdrawer": gettext_lazy("领衔代表"),
    "late_cosigner": gettext_lazy("联名代表"),
    "relayer": gettext_lazy("领衔代表"),
    "confirmed_cosigner": gettext_lazy("联名代表"),
    "consultation_reviewer": gettext_lazy("代表工作机构"),
    "dispatcher": gettext_lazy("转办机关"),
    "urger": gettext_lazy("交办机构"),
    "extension_approver": gettext_lazy("延期审批人"),
    "last_co_unit": gettext_lazy("会办单位"),
    "asker": gettext_lazy("代表助理"),
    "inviter": gettext_lazy("领衔代表"),
    "invited": gettext_lazy("受邀代表"),
    "deputy_affairs": gettext_lazy("代表工作机构"),
    "impartial_affairs": gettext_lazy("代表工作机构"),
    "closer_after_term": gettext_lazy("代表工作机构"),
    "unit_receiver": gettext_lazy("主办单位收文"),
    "unit_handler": gettext_lazy("主办单位承办人"),
    "unit_reviewer": gettext_lazy("主办单位审核人"),
    "redo_reviewer": gettext_lazy("主办单位审核人"),
    "unit_head": gettext_lazy("主办单位负责人"),
    "co_unit": gettext_lazy("会办单位"),
    "system": gettext_lazy("平台"),
}


def of(suggestion, classes):
    """Everything the page shows besides its forms, as a context. Needs ``queries.whole``.

    ``classes``  the reply classes of the rules that bind the congress
    """
    replies = list(suggestion.replies.all())
    labels = {one.code: one.label.words(get_language()) for one in classes}
    reviews = _reviews(suggestion)
    for reply in replies:
        label = labels.get(reply.reply_class, "")
        reply.class_words = f"{reply.reply_class}　{label}".strip()
        reply.review = reviews.get(reply.pk)
        for promise in reply.commitments.all():
            promise.judged_words = dict(Rating.Value.choices).get(promise.judged, "")
    return {
        "state": state_of(suggestion.docket),
        "facts": _facts(suggestion),
        "clocks": _clocks(suggestion),
        "history": _history(suggestion),
        "cosigns": list(suggestion.cosigns.all()),
        "assignments": list(suggestion.assignments.all()),
        "contacts": list(suggestion.contacts.all()),
        "returns": list(suggestion.returns.all()),
        "extensions": list(suggestion.extensions.all()),
        "coordinations": list(suggestion.coordinations.all()),
        "photos": _photos(suggestion),
        "text_review": reviews.get(None),
        "parts": [_beside(part, part.assignments.all()) for part in suggestion.parts.all()],
        "grouped": _grouped(suggestion),
        "issued": [reply for reply in replies if reply.issued_at],
        "pending": next((reply for reply in replies if not reply.issued_at), None),
    }


def _photos(suggestion):
    """Its photographs; a part has those of the whole."""
    return list((suggestion.part_of or suggestion).photos.all())


def _reviews(suggestion):
    """The newest review of the text (``None``) and of each reply, by its id."""
    return {review.reply_id: review for review in suggestion.public_texts.all()}


def _beside(other, assignments=()):
    """Another suggestion as the page of this one names it."""
    units = _("、").join(str(each.organ) for each in assignments)
    return {"it": other, "state": state_of(other.docket), "units": units}


def _grouped(suggestion):
    """The others it is handled together with."""
    if not suggestion.group_id:
        return []
    others = suggestion.group.grouped.all()
    return [_beside(other) for other in others if other.pk != suggestion.pk]


def state_of(docket):
    """The state in words, and its tone."""
    return {"words": State(docket.state).label, "tone": TONES.get(docket.state, "blue")}


def _facts(suggestion):
    signed = [
        cosign.mandate.person.shown
        for cosign in suggestion.cosigns.all()
        if cosign.answer == Cosign.Answer.CONFIRMED
    ]
    pairs = [
        (_("领衔代表"), suggestion.lead.person.shown),
        (_("附议代表"), _("、").join(signed) or _("无")),
        (_("类别"), suggestion.get_kind_display()),
        (_("怎样形成"), suggestion.get_formed_by_display()),
        (_("希望承办"), suggestion.proposed_unit or _("没有指定")),
        (_("代表希望"), suggestion.get_openness_display()),
        (_("是否公开"), _public(suggestion)),
        (_("回执编号"), suggestion.docket.code),
    ]
    if suggestion.subject:
        pairs.append((_("分类"), suggestion.get_subject_display()))
    if suggestion.declared_at:
        when = _("会议期间") if suggestion.session_id else _("闭会期间")
        pairs.append((_("提出时间"), when))
    return pairs + _marks(suggestion)


def _marks(suggestion):
    """What sets it apart: key supervision, a leader who took it on, another term."""
    pairs = []
    if suggestion.key_on:
        facts = {"day": _day(suggestion.key_on), "organ": suggestion.key_committee}
        pairs.append((_("重点督办"), _("%(organ)s督办，%(day)s起") % facts))
    if suggestion.leader:
        pairs.append((_("领办领导"), suggestion.leader))
    if suggestion.carried_on:
        words = _("%(day)s本届任期届满后继续办理，仍答复原提出人")
        pairs.append((_("跨届办理"), words % {"day": _day(suggestion.carried_on)}))
    return pairs


def _day(day):
    return date_format(day, _("Y 年 n 月 j 日"))


def _public(suggestion):
    if not suggestion.docket.public:
        return _("未公开")
    return _("已公开") if suggestion.openness == Suggestion.Openness.FULL else _("只公开标题")


def _clocks(suggestion):
    """Deadlines, running ones first, each with its name in words."""
    rows = sorted(
        (one for one in suggestion.docket.deadlines.all() if one.void_on is None),
        key=lambda one: (one.met_on is not None, one.due_on, one.pk),
    )
    return [{"deadline": one, "label": SUGGESTION.clocks[one.name].label} for one in rows]


def _role(move, suggestion):
    """Whoever wrote a draft: the deputy, or somebody who writes for them."""
    own = move.by_id == suggestion.lead.person.user_id
    return "mover" if own and move.role in ("drafter", "asker") else move.role


def _history(suggestion):
    """Every step, newest first: what, when, by whom, under which article."""
    return [
        {
            "at": move.at,
            "says": move.said("suggestion"),
            "by": move.by or "",
            "role": ROLES[_role(move, suggestion)],
            "law": _("工作惯例") if move.law == PRACTICE else move.law,
        }
        for move in reversed(list(suggestion.docket.moves.all()))
    ]
