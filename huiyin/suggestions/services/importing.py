"""Filing what deputies' offices bring on paper and in a table: hundreds of items before a session.

First every row is read and judged, and nothing is written. Then, once somebody has looked at
that, each good row becomes a suggestion of its lead deputy, registered from the signed paper by
the office that holds it. A row is filed whole or not at all, and once however often it is asked.
"""

import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from huiyin.congresses.queries import serves_deputies
from huiyin.deputies.models import Mandate
from huiyin.deputies.procedure import State as MandateState
from huiyin.kit.forms import UNREADABLE, clean_text, visible
from huiyin.kit.sheets import BadSheet, read_xlsx
from huiyin.law.errors import LawError
from huiyin.ledger.acts import recorded
from huiyin.suggestions.models import Suggestion
from huiyin.suggestions.services.bulk import Outcome, why_not
from huiyin.suggestions.services.drafting import Incomplete, file_paper

#: Rows of one table.
MOST = 500
#: field → what a heading may call it, the better name first
HEADINGS = {
    "title": ("标题", "建议标题", "建议名称", "题目", "案由", "title"),
    "problem": ("情况和问题", "问题", "存在问题", "基本情况", "现状", "案据", "problem"),
    "advice": ("具体建议", "建议内容", "意见建议", "建议", "办法", "advice"),
    "lead": ("领衔代表", "提出代表", "代表姓名", "领衔人", "代表", "姓名", "lead"),
    "card": ("代表证号", "代表证编号", "证号", "card"),
    "signers": ("附议代表", "联名代表", "附议人", "联名人", "cosigners"),
    "kind": ("类别", "种类", "kind"),
    "subject": ("分类", "审查分类", "内容分类", "subject"),
    "proposed_unit": ("希望由谁办理", "建议承办单位", "建议主办单位", "proposed_unit"),
    "openness": ("是否公开", "公开意愿", "openness"),
    "formed_by": ("怎样形成", "形成方式", "formed_by"),
    "handed_on": ("提出日期", "提交日期", "日期", "date"),
}
NEEDED = ("title", "problem", "advice")
LONGEST = {"title": 200, "problem": 20_000, "advice": 20_000, "proposed_unit": 100}
CHOICES = {
    "kind": Suggestion.Kind,
    "subject": Suggestion.Subject,
    "openness": Suggestion.Openness,
    "formed_by": Suggestion.FormedBy,
}
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
BETWEEN_NAMES = re.compile(r"[、，,;；/\n]+")
#: Blanks that pad a name of two characters to the width of three: 王　刚.
PADDING = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


@dataclass
class Reading:
    """What a table says: ``items`` that can be filed, ``faults`` of rows, ``notes`` on all of it.

    An item is a dict of JSON values with ``row``; a fault is ``(row, title, why)``.
    """

    items: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def read(file, congress, *, today):
    """Return the ``Reading`` of a workbook for ``congress``. Writes nothing.

    Raises ``BadSheet`` for a file that cannot be taken as a whole.
    """
    source = read_xlsx(file, most_rows=MOST)
    columns = _columns(source.columns)
    deputies, found = _Deputies(congress), Reading()
    kept = set(columns.values())
    if others := [name for name in source.columns if name and name not in kept]:
        found.notes.append(_("这些栏没有保留：%(names)s") % {"names": "、".join(others)})
    if "handed_on" in columns:
        found.notes.append(_("提出日期只用于核对；期限从登记之日起算"))
    for row in source.rows:
        said = {name: clean_text(row.cells.get(column, "")) for name, column in columns.items()}
        item, why = _item(row, said, deputies, today)
        if why:
            found.faults.append([row.number, said["title"][:60], why])
        else:
            found.items.append(item)
    if not (found.items or found.faults):
        raise BadSheet(_("表里只有栏目名，没有建议"))
    _leave_out_twins(found, congress)
    return found


def _leave_out_twins(found, congress):
    """What stands twice in the table, or was handed in before, is a fault of its row."""
    before, seen, items = _filed_before(found.items, congress), {}, []
    for item in found.items:
        twin, why = (item["title"], item["lead"]), ""
        if twin in seen:
            why = _("与第 %(row)s 行重复") % {"row": seen[twin]}
        elif twin in before:
            why = _("已经登记过：%(number)s") % {"number": before[twin]}
        if why:
            found.faults.append([item["row"], item["title"][:60], why])
        else:
            seen[twin] = item["row"]
            items.append(item)
    found.items = items
    found.faults.sort()


def _filed_before(items, congress):
    """``{(title, lead id): number}`` of those among ``items`` that were handed in already."""
    rows = Suggestion.objects.filter(
        congress=congress,
        lead__in={item["lead"] for item in items},
        docket__title__in={item["title"] for item in items},
        declared_at__isnull=False,
    ).values_list("docket__title", "lead", "docket__number", "docket__code")
    return {(title, lead): number or code for title, lead, number, code in rows}


def _columns(named):
    """Return ``{field: column}`` whatever their order; raises ``BadSheet`` for those missing."""
    here = {name.casefold().rstrip("*＊ "): name for name in named if name}
    found = {}
    for wanted, names in HEADINGS.items():
        column = next((here[name] for name in names if name in here), None)
        if column and column not in found.values():
            found[wanted] = column
    missing = [HEADINGS[name][0] for name in NEEDED if name not in found]
    if not found.keys() & {"lead", "card"}:
        missing.append(_("领衔代表或者代表证号"))
    if missing:
        raise BadSheet(
            _("缺少这些栏：%(missing)s；表里有：%(here)s")
            % {"missing": "、".join(missing), "here": "、".join(here.values())[:200]}
        )
    return found


def _item(row, said, deputies, today):
    """Return ``(item, why not)``: the item may be short of what could not be read."""
    item = {"row": row.number}
    if row.fault:
        return item, row.fault
    if why := _unreadable(said):
        return item, why
    lead, why = deputies.find(said.get("lead", ""), said.get("card", ""))
    if why:
        return item, why
    signers, why = deputies.signers(said.get("signers", ""), lead)
    why = why or _wrong_day(said.get("handed_on", ""), today)
    chosen, wrong = _chosen(said)
    texts = {name: said.get(name, "") for name in LONGEST}
    return item | texts | chosen | {"lead": lead.pk, "signers": signers}, why or wrong


def _unreadable(said):
    """Why the texts of a row cannot be taken, or ""."""
    names = {name: HEADINGS[name][0] for name in said}
    if empty := [names[name] for name in NEEDED if not visible(said[name])]:
        return _("没有填：%(names)s") % {"names": "、".join(empty)}
    for name, text in said.items():
        if UNREADABLE.search(text):
            return _("“%(name)s”里有无法显示的控制字符") % {"name": names[name]}
        if len(text) > LONGEST.get(name, 500):
            most = LONGEST.get(name, 500)
            return _("“%(name)s”超过 %(most)s 字") % {"name": names[name], "most": most}
    if "\n" in said["title"]:
        return _("标题里有换行")
    return ""


def _wrong_day(text, today):
    """Why a day cannot be taken, or ""; a bare number is no day."""
    if not text:
        return ""
    if text.isdigit():
        return _("提出日期是数字 %(text)s：请设成日期格式，或者写成 2026-03-09") % {"text": text}
    match = DAY.match(text)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        return _("看不懂提出日期“%(text)s”：请写成 2026-03-09") % {"text": text[:20]}
    return _("提出日期晚于今天") if day > today else ""


def _chosen(said):
    """Return the values of the listed fields and, for a word that is not listed, what to do."""
    found = {}
    for name, choices in CHOICES.items():
        text = said.get(name, "")
        if not text:
            continue
        values = {str(label): value for value, label in choices.choices}
        values |= {value: value for value in choices.values}
        if text not in values:
            allowed = "、".join(str(label) for label in choices.labels)
            facts = {"name": HEADINGS[name][0], "text": text[:20], "allowed": allowed}
            return found, _("“%(name)s”只能是 %(allowed)s，不能是“%(text)s”") % facts
        found[name] = values[text]
    return found, ""


class _Deputies:
    """Who is meant by a name or a card; equal names are different people."""

    def __init__(self, congress):
        rows = Mandate.objects.filter(congress=congress).select_related("person", "docket")
        # Somebody in office is meant before a namesake of an earlier term.
        rows = sorted(rows, key=lambda each: each.docket.state != MandateState.ACTIVE)
        self.by_card, self.by_name = {}, {}
        for each in rows:
            if each.card_number:
                self.by_card.setdefault(each.card_number, each)
            self.by_name.setdefault(each.person.name, []).append(each)

    def find(self, name, card):
        """Return ``(mandate, "")`` or ``(None, why not)``."""
        name = PADDING.sub("", name.strip())
        if card:
            return self._with_card(card, name)
        if not name:
            return None, _("没有填：领衔代表")
        known = self.by_name.get(name, [])
        active = [each for each in known if each.docket.state == MandateState.ACTIVE]
        if len(active) > 1:
            return None, _("有几位代表都叫%(name)s：请填代表证号") % {"name": name}
        if not known:
            return None, _("本级人大没有叫“%(name)s”的代表") % {"name": name[:20]}
        return self._in_office((active or known)[0])

    def _with_card(self, card, name):
        found = self.by_card.get(card)
        if found is None:
            return None, _("没有证号是 %(card)s 的代表") % {"card": card[:30]}
        if name and found.person.name != name:
            facts = {"card": card, "right": found.person.name, "name": name[:20]}
            return None, _("证号 %(card)s 是%(right)s代表的，不是“%(name)s”的") % facts
        return self._in_office(found)

    def _in_office(self, mandate):
        state = mandate.docket.state
        if state == MandateState.ACTIVE:
            return mandate, ""
        facts = {"name": mandate.person.name, "state": MandateState(state).label}
        return None, _("%(name)s现在不能提出建议（%(state)s）") % facts

    def signers(self, text, lead):
        """Return ``(mandate ids, "")`` or ``([], why not)``."""
        found = []
        for name in filter(str.strip, BETWEEN_NAMES.split(text)):
            mandate, why = self.find(name, "")
            if why:
                return [], _("附议代表：%(why)s") % {"why": why}
            found.append(mandate.pk)
        twice = [pk for pk, times in Counter([lead.pk, *found]).items() if times > 1]
        return found, _("附议代表里有重复的人，或者就是领衔代表") if twice else ""


@recorded()
def file_each(items, congress, *, source, by, at):
    """File every item of a ``Reading`` and return an ``Outcome`` for each, in their order.

    ``source``  UUID of the table: a row of it is filed once, however often this is called

    Each item has a savepoint of its own; mandates are asked again now. Raises
    ``PermissionDenied`` unless ``by`` serves deputies in ``congress``. Law: 代表法 (2025)
    arts. 24, 36; who hands the signed paper on is practice (河南 11).
    """
    if not serves_deputies(by, congress):
        raise PermissionDenied("the office only")
    wanted = {pk for item in items for pk in (item["lead"], *item["signers"])}
    rows = Mandate.objects.filter(congress=congress, pk__in=wanted)
    rows = rows.select_related("person__user", "docket", "congress", "term")
    mandates = {each.pk: each for each in rows}
    return [_file(dict(item), mandates, source=source, by=by, at=at) for item in items]


def _file(item, mandates, *, source, by, at):
    row, lead = item.pop("row"), mandates.get(item.pop("lead"))
    signers = [mandates[pk] for pk in item.pop("signers") if pk in mandates]
    title, name = item["title"], _("第 %(row)s 行") % {"row": row}
    if lead is None:
        return Outcome("", name, title, _("领衔代表已经不在本级人大"))
    key = uuid5(UUID(str(source)), str(row))
    try:
        with transaction.atomic():
            made = file_paper(lead=lead, signers=signers, key=key, by=by, at=at, **item)
    except (Incomplete, LawError) as error:
        return Outcome("", name, title, why_not(error, "file_paper"))
    return Outcome(made.docket.code, made.docket.code, title)


def as_json(reading):
    """The reading as values that a row of the database keeps."""
    return asdict(reading)
