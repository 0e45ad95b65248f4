"""What of a suggestion everybody may take away as data: public fields only, in a fixed order.

Values do not depend on the day or on the reader: two people who ask get the same bytes.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.timezone import localdate, localtime
from django.utils.translation import override

from huiyin.contributions.models import Contribution
from huiyin.procedure.models import Move
from huiyin.suggestions.figures import Promise
from huiyin.suggestions.models import Assignment, Commitment, Cosign, PublicText, Reply, Suggestion
from huiyin.suggestions.phases import phase
from huiyin.suggestions.procedure import REPLY, REPLY_MAX

#: Rows of one page.
PAGE = 500


@dataclass(frozen=True)
class Field:
    """``kind`` string, date, datetime, integer or list; ``says`` what it holds, in Chinese."""

    name: str
    kind: str
    says: str


FIELDS = (
    Field("code", "string", "回执编号，永不改变；办理页面的地址是 /matters/编号/"),
    Field("number", "string", "建议的正式编号"),
    Field("title", "string", "标题"),
    Field("kind", "string", "suggestion 建议、criticism 批评、opinion 意见"),
    Field("subject", "string", "内容分类的代号，没有分类的为空"),
    Field("term", "integer", "届"),
    Field("session", "integer", "会议的次数；闭会期间提出的为空"),
    Field("lead", "string", "领衔代表姓名"),
    Field("cosigners", "list", "已确认的附议代表姓名"),
    Field("part_of", "string", "分别办理的部分：整件建议的编号"),
    Field("state", "string", "对外公布的办理状态"),
    Field("lead_units", "list", "现在的主办单位"),
    Field("co_units", "list", "现在的会办单位"),
    Field("key_item_on", "date", "列为重点督办的日期"),
    Field("submitted_on", "date", "提交日期"),
    Field("assigned_on", "date", "最近一次交办的日期，答复期限由此起算"),
    Field("reply_due_on", "date", "答复的期限，经同意延期的为延期后的期限"),
    Field("replied_on", "date", "第一次答复的日期"),
    Field("replies", "integer", "答复的次数"),
    Field("reply_class", "string", "最近一次答复的类别，用本级规则的代号"),
    Field("reply_counted_as", "string", "solved、committed、not_now、reference，统计用的四类"),
    Field("attitude", "string", "对办理态度最近一次评价：satisfied、basically、dissatisfied"),
    Field("result", "string", "对办理结果最近一次评价"),
    Field("promises", "integer", "答复中承诺的项数"),
    Field("promises_kept", "integer", "其中已落实、代表没有评价不满意的"),
    Field("promises_overdue", "integer", "其中日期已过、还没有报告结果的"),
    Field("closed_on", "date", "办结日期"),
    Field("text", "string", "建议全文，或者经审查的删减本；不公开的为空"),
    Field("text_form", "string", "full 全文、redacted 删减本、none 不公开"),
    Field("reply", "string", "最近一次公开的答复全文，或者删减本；不公开的为空"),
    Field("changed_at", "datetime", "最近一次办理记录的时间"),
)
NAMES = tuple(field.name for field in FIELDS)


def rows(congress, *, after=0, limit=PAGE):
    """Return ``[(id, {field: value})]`` of public suggestions after ``after``, oldest first.

    In a fixed number of queries. Dates are ISO 8601, lists are lists of names, what is unknown is
    None.
    """
    found = _public(congress).filter(pk__gt=after).order_by("pk")
    with override("zh-hans"):
        return [(one.pk, _row(one)) for one in found[:limit]]


def _public(congress):
    moves = Move.objects.filter(docket=OuterRef("docket")).order_by("-pk")
    return (
        Suggestion.objects.shown()
        .filter(congress=congress, docket__public=True)
        .select_related("words", "part_of__docket")
        .annotate(changed=Subquery(moves.values("at")[:1]))
        .prefetch_related(
            Prefetch("cosigns", Cosign.objects.select_related("mandate__person").order_by("pk")),
            Prefetch(
                "assignments",
                Assignment.objects.current().select_related("organ").order_by("pk"),
            ),
            Prefetch(
                "replies",
                Reply.objects.exclude(issued_at=None)
                .select_related("rating", "words")
                .prefetch_related("commitments"),
            ),
            Prefetch("public_texts", PublicText.objects.select_related("words").order_by("pk")),
            "docket__deadlines",
        )
    )


def _row(one):
    replies = list(one.replies.all())
    text, form = shown_text(one)
    values = _facts(one) | _handling(one) | _answered(replies)
    values |= {"text": text, "text_form": form, "reply": shown_reply(one, replies)}
    values["changed_at"] = localtime(one.changed).isoformat() if one.changed else None
    return {name: values[name] for name in NAMES}


def _day(at):
    return localdate(at).isoformat() if at else None


def _facts(one):
    docket = one.docket
    signed = [each for each in one.cosigns.all() if each.answer == Cosign.Answer.CONFIRMED]
    return {
        "code": docket.code,
        "number": docket.number,
        "title": docket.title,
        "kind": one.kind,
        "subject": one.subject or None,
        "term": one.term.number,
        "session": one.session.number if one.session else None,
        "lead": one.lead.person.shown,
        "cosigners": [each.mandate.person.shown for each in signed],
        "part_of": one.part_of.docket.number if one.part_of else None,
        "key_item_on": one.key_on.isoformat() if one.key_on else None,
        "submitted_on": _day(one.declared_at),
        "closed_on": _day(docket.closed_at),
    }


def _handling(one):
    clocks = [
        each
        for each in sorted(one.docket.deadlines.all(), key=lambda each: each.pk)
        if each.name in (REPLY.name, REPLY_MAX.name) and each.void_on is None
    ]
    units = list(one.assignments.all())
    replies = list(one.replies.all())
    rating = getattr(replies[-1], "rating", None) if replies else None
    stage = phase(
        one.docket.state, rating.result if rating else "", deadlines=one.docket.deadlines.all()
    )
    return {
        "state": str(stage.words),
        "lead_units": [u.organ.name for u in units if u.role == Assignment.Role.LEAD],
        "co_units": [u.organ.name for u in units if u.role == Assignment.Role.CO],
        "assigned_on": clocks[-1].started_on.isoformat() if clocks else None,
        "reply_due_on": clocks[-1].due_on.isoformat() if clocks else None,
    }


def _answered(replies):
    newest = replies[-1] if replies else None
    rating = getattr(newest, "rating", None)
    promises = [each for reply in replies for each in reply.commitments.all()]
    open_ = [each for each in promises if each.outcome == Commitment.Outcome.OPEN]
    today = localdate()
    return {
        "replied_on": _day(replies[0].issued_at) if replies else None,
        "replies": len(replies),
        "reply_class": newest.reply_class if newest else None,
        "reply_counted_as": newest.canonical if newest else None,
        "attitude": rating.attitude if rating else None,
        "result": rating.result if rating else None,
        "promises": len(promises),
        "promises_kept": sum(Promise.of(each).held for each in promises),
        "promises_overdue": sum(each.due_on < today for each in open_),
    }


def shown_text(one):
    """``(text, form)`` of what anybody reads of the suggestion: full, redacted or none."""
    words = one.words
    if words and words.visibility == Contribution.Visibility.PUBLIC:
        return words.body, "full"
    copy = newest_copy(one.public_texts.all(), None)
    return (copy.body, "redacted") if copy else (None, "none")


def shown_reply(one, replies):
    """The newest reply of which anybody reads the whole or a redacted copy, or None."""
    for reply in reversed(replies):
        if reply.words and reply.words.visibility == Contribution.Visibility.PUBLIC:
            return reply.words.body
        if copy := newest_copy(one.public_texts.all(), reply.pk):
            return copy.body
    return None


def newest_copy(texts, reply_id):
    """The redacted copy in force: of the newest review of that text, if it is one."""
    reviews = [each for each in texts if each.reply_id == reply_id]
    newest = max(reviews, key=lambda each: each.pk, default=None)
    return newest.words if newest and newest.words_id else None
