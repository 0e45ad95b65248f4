"""A first draft of the report's words out of its figures.

It is a paper of a Chinese organ: its words are Chinese whoever reads them, and the office
changes them as it sees fit. What the figures cannot know stays empty.
"""

from huiyin.law.vocabulary import CANONICAL_CLASSES
from huiyin.reports import figures
from huiyin.reports.counting import LATE, OPEN_LATE, days_taken
from huiyin.reports.outline import SECTIONS


def title(congress, year):
    return f"{congress.name}{year}年代表建议、批评和意见办理情况报告"


def drafted(counts, parts, before):
    """Return ``{section: words}``.

    ``counts``  the year's count, see ``counting.added``
    ``parts``   ``[(words of the series, number of suggestions)]``
    ``before``  the count of the year before, for its promises
    """
    marks = counts["whole"]
    written = {
        "overview": _overview(marks, parts, counts),
        "timeliness": _timeliness(marks),
        "results": _results(marks),
        "satisfaction": _satisfaction(marks),
        "commitments": _commitments(marks, before["whole"]),
        "key_items": _key_items(marks),
        "publicity": _publicity(marks),
    }
    return {name: written.get(name, "") for name in SECTIONS}


def _share(figure):
    if not figure.whole:
        return "尚无可以统计的"
    return f"{figure.part} / {figure.whole}，占 {100 * figure.part / figure.whole:.1f}%"


def _overview(marks, parts, counts):
    listed = "，".join(f"{words} {number} 件" for words, number in parts)
    return (
        f"本年度共受理代表建议、批评和意见 {marks['total']} 件（{listed}），"
        f"交由 {len(counts['units'])} 个单位主办。"
        f"已经答复 {marks['replied']} 件，办结 {marks['closed']} 件。"
    )


def _timeliness(marks):
    days = days_taken(marks)
    words = f"法定期限内答复 {_share(figures.on_time(marks))}。"
    if marks["extended"]:
        words += f"其中经同意延期的 {marks['extended']} 件。"
    if marks[f"reply.{LATE}"] or marks[f"reply.{OPEN_LATE}"]:
        words += (
            f"超期以后才答复 {marks[f'reply.{LATE}']} 件，"
            f"期限已过仍未答复 {marks[f'reply.{OPEN_LATE}']} 件。"
        )
    if days is not None:
        words += f"从交办到答复的用时中位数为 {days:g} 天。"
    return f"{words}答复以前与代表沟通联系的 {_share(figures.contact(marks))}。"


def _results(marks):
    replied = marks["replied"]
    listed = "；".join(
        f"{label.zh}的 {marks[f'canonical.{key}']} 件" for key, label in CANONICAL_CLASSES.items()
    )
    return f"已经答复的 {replied} 件中，{listed}。已经解决的 {_share(figures.solved(marks))}。"


def _satisfaction(marks):
    words = ""
    for name, what in (("attitude", "办理态度"), ("result", "办理结果")):
        good, fair, bad = figures.rated(marks, name).values()
        words += f"对{what}，评价满意 {good} 件、基本满意 {fair} 件、不满意 {bad} 件。"
    return f"{words}期限内没有评价的 {marks['unrated']} 件，不计入满意度。"


def _commitments(marks, before):
    words = ""
    for when, of in (("本年度", marks), ("上一年度", before)):
        words += (
            f"{when}的答复作出承诺 {of['promise.made']} 项，"
            f"到期或者已经报告 {of['promise.due']} 项，"
            f"其中按期落实 {of['promise.in_time']} 项、逾期落实 {of['promise.late']} 项、"
            f"说明未能落实 {of['promise.explained']} 项、"
            f"逾期没有报告 {of['promise.open_late']} 项。"
        )
    return words


def _key_items(marks):
    return f"列为重点督办的建议 {marks['key']} 件。" if marks["key"] else ""


def _publicity(marks):
    return (
        f"全文公开 {marks['public.full']} 件，公开删减本 {marks['public.redacted']} 件，"
        f"只公开标题 {marks['public.title']} 件，"
        f"不公开 {marks['public.none']} 件。"
        "公开的建议、办理经过、答复和评价都在本站“办理公开”栏目。"
    )
