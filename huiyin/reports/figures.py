"""The figures as people read them: a part, what it is a part of, and how both were counted."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huiyin.kit.charts import share
from huiyin.law.vocabulary import CANONICAL_CLASSES
from huiyin.reports.counting import GIVEN_UP, IN_TIME, LATE, OPEN_LATE, days_taken

SATISFIED, BASICALLY, DISSATISFIED = "satisfied", "basically", "dissatisfied"


@dataclass(frozen=True)
class Figure:
    """``part`` of ``whole``, or a ``value`` alone; ``asks`` narrows the public list to it."""

    name: str
    label: object
    unit: object
    how: object
    part: int | None = None
    whole: int | None = None
    value: float | None = None
    asks: str = ""

    @property
    def share(self):
        """Per cent, or None where there is nothing to be a part of."""
        return share(self.part, self.whole) if self.whole else None


PIECES, DAYS, PROMISES = _("件"), _("天"), _("项")


def headline(marks):
    """The figures that stand first."""
    return [
        Figure(
            "total",
            _("受理编号的建议"),
            PIECES,
            _(
                "有正式编号的建议，每件只计一次，分别办理的也只计一次；"
                "不予受理的和受理以前撤回的没有编号，不在其中。"
            ),
            value=marks["total"],
            asks="?",
        ),
        on_time(marks),
        Figure(
            "days",
            _("答复用时中位数"),
            DAYS,
            _("从交办之日到第一次答复之日的天数；还没有答复的不计。"),
            value=days_taken(marks),
        ),
        *ratings(marks)[1:],
        first_round(marks),
        promises(marks),
    ]


def ended(marks):
    """How many of all are over: handled to the end, or taken back."""
    return [
        Figure(
            "closed",
            _("已经办结"),
            PIECES,
            _(
                "分母：受理编号的全部建议。分子：办结的，不含撤回的；"
                "分别办理的，各部分全部办结才算一件。"
            ),
            part=marks["closed"],
            whole=marks["total"],
            asks="?state=closed",
        ),
        Figure(
            "withdrawn",
            _("代表撤回"),
            PIECES,
            _("分母：受理编号的全部建议。分子：受理以后代表撤回的。"),
            part=marks["withdrawn"],
            whole=marks["total"],
        ),
    ]


def on_time(marks):
    return Figure(
        "on_time",
        _("法定期限内答复"),
        PIECES,
        _(
            "分母：已经答复的，加上期限已过仍未答复的。分子：在期限内（含经同意的延期）答复的。"
            "期限未到、还没有答复的不计；中途退回改办的，先前已经超期的仍算超期；"
            "分别办理的，每一部分是一份应当作出的答复。"
        ),
        part=marks[f"reply.{IN_TIME}"],
        whole=marks["reply.due"],
        asks="?late=kept",
    )


def timeliness(marks):
    late = _late(marks)
    return [on_time(marks), *late, contact(marks), first_contact(marks), again(marks)]


def _late(marks):
    return [
        Figure(
            "open_late",
            _("已超期、仍未答复"),
            PIECES,
            _("答复期限已过、今天还没有答复的。它们已经计入“法定期限内答复”的分母。"),
            value=marks[f"reply.{OPEN_LATE}"],
            asks="?late=1",
        ),
        Figure(
            "late",
            _("超期以后才答复"),
            PIECES,
            _("答复了，但是晚于期限。超期以后改办或者撤回的另有 %(count)s 件。")
            % {"count": marks[f"reply.{GIVEN_UP}"]},
            value=marks[f"reply.{LATE}"],
            asks="?late=after",
        ),
        Figure(
            "extended",
            _("经同意延期答复"),
            PIECES,
            _(
                "法律只允许涉及面广、处理难度大的延期，最长六个月；在同意延长到的日期以前答复的算按期。"
            ),
            value=marks["extended"],
        ),
    ]


def contact(marks):
    return Figure(
        "contact",
        _("答复前与代表沟通"),
        PIECES,
        _("分母：已经答复的。分子：第一次答复以前（含当天）有沟通联系记录的。"),
        part=marks["contact.before"],
        whole=marks["replied"],
    )


def first_contact(marks):
    return Figure(
        "first_contact",
        _("按期首次沟通"),
        PIECES,
        _("分母：规则定有首次沟通期限，并且已经沟通或者期限已过的。分子：在期限内首次沟通的。"),
        part=marks[f"first_contact.{IN_TIME}"],
        whole=marks["first_contact.due"],
    )


def again(marks):
    return Figure(
        "again",
        _("重新办理按期答复"),
        PIECES,
        _("分母：重新办理以后已经答复的，加上重新办理期限已过的。分子：在期限内的。"),
        part=marks[f"again.{IN_TIME}"],
        whole=marks["again.due"],
    )


def canonical(marks):
    """The four classes every local set is counted as; of the newest reply of each item."""
    return [
        Figure(
            f"class.{key}",
            label.words(get_language() or "zh"),
            PIECES,
            _(
                "分母：已经答复的，分别办理的逐份计。"
                "每份按最近一次答复的类别计一次；各地的类别对应到这四类。"
            ),
            part=marks[f"canonical.{key}"],
            whole=marks["replied"],
            asks=f"?class={key}",
        )
        for key, label in CANONICAL_CLASSES.items()
    ]


def own_classes(marks, language):
    """``[(code, label, canonical, number)]`` by the words of the rules of each reply's day."""
    english = language.startswith("en")
    rows = []
    for key, number in marks.items():
        if key.startswith("class|"):
            _class, kind, code, label, label_en = key.split("|")
            rows.append((code, label_en if english else label, kind, number))
    return sorted(rows)


def solved(marks):
    return Figure(
        "solved",
        _("已经解决"),
        PIECES,
        _(
            "分母：已经答复的。分子：“已经解决或采纳”的，加上承诺已经全部落实、代表没有评价不满意的。"
        ),
        part=marks["solved"],
        whole=marks["replied"],
    )


def ratings(marks):
    """Attitude and result apart; who did not rate is not counted, and said."""
    how = _(
        "分母：代表已经评价的，按最近一次评价计。分子：满意和基本满意。"
        "期限内没有评价的 %(unrated)s 件和还在等待评价的 %(waiting)s 件不计。"
    ) % {"unrated": marks["unrated"], "waiting": marks["waiting"]}
    found = []
    for name, label in (("attitude", _("对办理态度满意")), ("result", _("对办理结果满意"))):
        given = [marks[f"{name}.{value}"] for value in (SATISFIED, BASICALLY, DISSATISFIED)]
        found.append(Figure(name, label, PIECES, how, part=sum(given[:2]), whole=sum(given)))
    return found


def first_round(marks):
    """How the first reply was judged, whatever came of a second one."""
    given = [marks[f"first.{value}"] for value in (SATISFIED, BASICALLY, DISSATISFIED)]
    return Figure(
        "first_round",
        _("第一次答复即满意"),
        PIECES,
        _("分母：代表评价过第一次答复的。分子：对第一次答复的办理结果满意和基本满意。"),
        part=sum(given[:2]),
        whole=sum(given),
    )


def rated(marks, name):
    """``{value: number}`` of one dimension: satisfied, basically, dissatisfied."""
    return {value: marks[f"{name}.{value}"] for value in (SATISFIED, BASICALLY, DISSATISFIED)}


def promises(marks):
    how = _(
        "分母：答复中的承诺已经到期或者已经报告结果的。分子：在承诺的日期以前落实的。"
        "晚于日期才落实的 %(late)s 项，已说明未能落实的 %(explained)s 项，"
        "报告已落实而代表评价不满意的 %(refuted)s 项，"
        "逾期没有报告的 %(open)s 项；还没有到期的 %(running)s 项不计。"
    ) % {
        "late": marks["promise.late"],
        "explained": marks["promise.explained"],
        "refuted": marks["promise.refuted"],
        "open": marks["promise.open_late"],
        "running": marks["promise.running"],
    }
    return Figure(
        "promises",
        _("承诺按期落实"),
        PROMISES,
        how,
        part=marks["promise.in_time"],
        whole=marks["promise.due"],
    )


def all_promises(marks):
    """Of all that were made: in time, kept in the end, overdue."""
    made = marks["promise.made"]
    return [
        promises(marks),
        Figure(
            "promises_kept",
            _("承诺已经落实"),
            PROMISES,
            _(
                "分母：答复中作出的全部承诺。分子：报告已经落实、代表没有评价不满意的，含逾期落实的。"
            ),
            part=marks["promise.in_time"] + marks["promise.late"],
            whole=made,
        ),
        Figure(
            "promises_overdue",
            _("承诺逾期没有报告"),
            PROMISES,
            _("分母：答复中作出的全部承诺。分子：承诺的日期已过，今天还没有报告结果的。"),
            part=marks["promise.open_late"],
            whole=made,
        ),
    ]


def followed(marks):
    """What is followed with more than the usual care."""
    return [
        Figure(
            "key",
            _("重点督办"),
            PIECES,
            _("由主任会议确定、专门委员会督办的建议，每件只计一次。"),
            value=marks["key"],
            asks="?key=1",
        ),
        Figure(
            "carried",
            _("跨届继续办理"),
            PIECES,
            _("提出那一届任期届满时还没有办结、继续办理并答复原提出人的建议。"),
            value=marks["carried"],
        ),
    ]


def publicity(marks):
    return Figure(
        "publicity",
        _("向社会公开"),
        PIECES,
        _(
            "分母：受理编号的全部建议。分子：公开的，其中全文公开 %(full)s 件，公开删减本 "
            "%(redacted)s 件，只公开标题 %(title)s 件。"
            "是否公开由代表的意愿、承办单位的意见和审查决定。"
        )
        % {name: marks[f"public.{name}"] for name in ("full", "redacted", "title")},
        part=marks["total"] - marks["public.none"],
        whole=marks["total"],
        asks="?",
    )
