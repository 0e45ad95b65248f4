"""The lists of the desk as tables to take out: the columns a page shows, and no more.

Messages whose review is not done are no list: their words may hold what nobody looked at yet.
Law: PIPL art. 6.
"""

from dataclasses import dataclass, field

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiyin.desk import queries
from huiyin.suggestions import workbench
from huiyin.suggestions.procedure import State
from huiyin.suggestions.queries import promises
from huiyin.voices.models import Voice

#: Rows of one table at most, and rows asked for at a time.
MOST, AT_A_TIME = 10_000, 500


@dataclass
class Table:
    """``rows`` is an iterable; once it was read, ``people`` holds the ids of whose masked names
    stand in it, and ``cut`` says whether there was more than ``MOST``."""

    title: str
    columns: list
    rows: object = ()
    people: set = field(default_factory=set)
    cut: bool = False


def table(name, user, congress, asked):
    """Return the ``Table`` called ``name`` as ``user`` sees it; ``asked`` is the page's query.

    ``name``  suggestions, inbox or commitments; another raises ``KeyError``
    """
    return TABLES[name](user, congress, asked)


def _bounded(found, pages):
    """Yield the rows of ``pages`` up to ``MOST`` and one line that says so if there were more."""
    count = 0
    for rows in pages:
        for row in rows:
            if count >= MOST:
                found.cut = True
                yield [_("只导出了前 %(most)s 行，请缩小筛选范围") % {"most": f"{MOST:,}"}]
                return
            count += 1
            yield row


def _suggestions(user, congress, asked):
    filters = workbench.Filters.read(asked)
    today = localdate()
    columns = [_("编号"), _("标题"), _("进展"), _("领衔代表"), _("附议人数"), _("分类")]
    columns += [_("主办单位"), _("会议"), _("提出时间"), _("期限")]
    found = Table(_("代表建议清单"), columns)
    who = workbench.reader(user, congress)
    rows = workbench.narrowed(workbench.listed(who, congress), filters, today, congress)
    found.rows = _bounded(found, _pages_of_suggestions(rows, filters, few=not who.serves))
    return found


def _pages_of_suggestions(rows, filters, *, few):
    after = None
    while page := workbench.page(rows, filters, after=after, limit=AT_A_TIME - 1, few=few):
        yield [_suggestion(line) for line in workbench.lines(page)]
        after = workbench.place_of(page[-1], filters.order)


def _suggestion(line):
    it, docket = line.it, line.it.docket
    held = str(it.session) if it.session else _("闭会期间")
    return [
        docket.number or docket.code,
        docket.title,
        State(docket.state).label,
        it.lead.person.shown,
        line.signed,
        it.get_subject_display(),
        line.unit,
        held if it.declared_at else "",
        it.declared_at,
        docket.due_on,
    ]


def _inbox(user, congress, asked):
    columns = [_("种类"), _("编号"), _("标题"), _("谁"), _("进展"), _("待办"), _("期限")]
    found = Table(_("待办清单"), columns)
    base = queries.narrowed(
        queries.waiting_for(user, congress),
        queue=asked.get("queue", "")[:40],
        kind=asked.get("kind", ""),
        text=asked.get("q", "").strip()[:60],
        today=localdate(),
    )
    found.rows = _bounded(found, _pages_of_dockets(base, found))
    return found


def _pages_of_dockets(base, found):
    after, more = None, True
    while more:
        dockets, _before, more = queries.listed(base, after=after, limit=AT_A_TIME)
        if not dockets:
            return
        found.people |= _authors(dockets)
        yield [
            [row.kind, row.number, row.docket.title, row.who, row.state, row.what, row.due_on]
            for row in queries.rows_of(dockets)
        ]
        after = queries.Cursor(dockets[-1].due_on, dockets[-1].pk)


def _authors(dockets):
    ids = [docket.pk for docket in dockets if docket.kind == "voice"]
    rows = Voice.objects.filter(docket__in=ids, words__author__isnull=False)
    return set(rows.values_list("words__author", flat=True))


def _commitments(user, congress, asked):
    columns = [_("承诺"), _("建议"), _("编号"), _("承办单位"), _("结果"), _("说明"), _("期限")]
    found = Table(_("承诺台账"), columns)
    done = asked.get("show") == "done"
    found.rows = _bounded(found, _pages_of_promises(user, congress, done))
    return found


def _pages_of_promises(user, congress, done):
    after, more = None, True
    while more:
        rows = promises(user, congress, done=done, after=after, limit=AT_A_TIME)
        more, rows = len(rows) > AT_A_TIME, rows[:AT_A_TIME]
        yield [_promise(row) for row in rows]
        after = (rows[-1].due_on, rows[-1].pk) if rows else None


def _promise(row):
    docket = row.reply.suggestion.docket
    return [
        row.text,
        docket.title,
        docket.number,
        str(row.reply.organ),
        row.get_outcome_display(),
        row.evidence,
        row.due_on,
    ]


TABLES = {"suggestions": _suggestions, "inbox": _inbox, "commitments": _commitments}
