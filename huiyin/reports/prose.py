"""A first draft of the report's words out of its figures.

It is a paper of a Chinese organ: its words are Chinese whoever reads them, and the office
changes them as it sees fit. What the figures cannot know stays empty.
"""

from huiyin.law.vocabulary import CANONICAL_CLASSES
from huiyin.reports import figures
from huiyin.reports.counting import GIVEN_UP, LATE, OPEN_LATE, days_taken
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
        f"其中办结 {marks['closed']} 件，代表撤回 {marks['withdrawn']} 件，"
        f"正在办理 {marks['open']} 件。"
        f"分别办理的逐份计，已经作出答复 {marks['replied']} 份。"
    )


def _timeliness(marks):
    days = days_taken(marks)
    words = f"法定期限内答复 {_share(figures.on_time(marks))}。"
    if marks["extended"]:
        words += f"其中经同意延期的 {marks['extended']} 份。"
    late = [marks[f"reply.{how}"] for how in (LATE, OPEN_LATE, GIVEN_UP)]
    if any(late):
        words += (
            f"超期以后才答复 {late[0]} 份，期限已过仍未答复 {late[1]} 份，"
            f"超期以后改办或者撤回 {late[2]} 份。"
        )
    if days is not None:
        words += f"从交办到答复的用时中位数为 {days:g} 天。"
    return f"{words}答复以前与代表沟通联系的 {_share(figures.contact(marks))}。"


def _results(marks):
    replied = marks["replied"]
    listed = "；".join(
        f"{label.zh}的 {marks[f'canonical.{key}']} 份" for key, label in CANONICAL_CLASSES.items()
    )
    return f"已经答复的 {replied} 份中，{listed}。已经解决的 {_share(figures.solved(marks))}。"


def _satisfaction(marks):
    words = ""
    for figure, what in zip(figures.ratings(marks), ("办理态度", "办理结果"), strict=True):
        good, fair, bad = figures.rated(marks, figure.name).values()
        words += (
            f"对{what}，代表已经评价 {figure.whole} 份，其中满意 {good} 份、基本满意 {fair} 份、"
            f"不满意 {bad} 份，满意和基本满意的 {_share(figure)}。"
        )
    return (
        f"{words}期限内没有评价的 {marks['unrated']} 份和还在等待评价的 {marks['waiting']} 份，"
        "不计入满意度。"
    )


def _commitments(marks, before):
    words = ""
    for when, of in (("本年度", marks), ("上一年度", before)):
        words += (
            f"{when}的答复作出承诺 {of['promise.made']} 项，"
            f"到期或者已经报告 {of['promise.due']} 项，"
            f"其中按期落实 {of['promise.in_time']} 项、逾期落实 {of['promise.late']} 项、"
            f"说明未能落实 {of['promise.explained']} 项、"
            f"报告已落实而代表评价不满意 {of['promise.refuted']} 项、"
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
