"""The roll of deputies as an office keeps it: what its columns mean and who is who in it.

Equal names are different people. Within one congress and term a person is known by the number
of their card, or where a list has none by its own running number; where it has neither, the
second 王刚 of a district is the second one also the next time the list comes. Only what is
public about an office is kept: a column for the party, a birthday or a phone is left out.
"""

import re
from dataclasses import dataclass

from huiyin.kit.tables import BadFile, open_table

#: field → what a heading may call it, the better name first
HEADINGS = {
    "card": ("代表证号", "代表证编号", "证号", "card_number", "序号", "seq"),
    "name": ("姓名", "代表姓名", "name"),
    "name_en": ("英文姓名", "外文姓名", "name_en"),
    "gender": ("性别", "gender"),
    "ethnicity": ("民族", "ethnicity"),
    "district": ("选区", "district"),
    "delegation": ("代表团", "选举单位", "delegation"),
    "occupation": ("职业", "职务", "工作单位及职务", "occupation"),
}
LONGEST = {
    "card": 30,
    "name": 60,
    "name_en": 100,
    "ethnicity": 20,
    "district": 100,
    "delegation": 60,
    "occupation": 100,
}
GENDERS = {"": "", "男": "男", "女": "女", "male": "男", "female": "女", "m": "男", "f": "女"}
_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: Blanks that pad a name of two characters to the width of three: 王　刚.
_PADDING = re.compile(f"(?<=[{_HAN}])\\s+(?=[{_HAN}])")


@dataclass(frozen=True)
class Enrolled:
    """One row of the roll, as it stands there."""

    number: int
    name: str
    card: str = ""
    name_en: str = ""
    gender: str = ""
    ethnicity: str = ""
    district: str = ""
    delegation: str = ""
    occupation: str = ""

    def __str__(self):
        return f"{self.card} {self.name}".strip()


def read_roll(path, report):
    """Yield an ``Enrolled`` for every row of a CSV or XLSX file that can be taken.

    Raises ``BadFile``; the other rows go into ``report``, as does what is left out.
    """
    source = open_table(path)
    columns = _columns(source)
    left_out = [name for name in source.columns if name and name not in columns.values()]
    report.notes += source.notes
    if left_out:
        report.note(f"columns not kept: {', '.join(left_out)}")
    if "card" not in columns:
        report.note("no number of a card in this list: people are told apart by name and seat")
    cards = {}
    for row in source.rows:
        report.read += 1
        facts = {field: row.cells.get(column, "") for field, column in columns.items()}
        facts["name"] = _PADDING.sub("", facts["name"])
        fault = row.fault or _fault(facts)
        first = cards.setdefault(facts["card"], row.number) if facts.get("card") else row.number
        if not fault and first != row.number:
            fault = f"same number as row {first}"
        if fault:
            report.refuse(row.number, facts.get("name") or "?", fault)
            continue
        facts["gender"] = GENDERS[facts.get("gender", "").casefold()]
        yield Enrolled(row.number, **facts)


def _columns(source):
    """Return ``{field: column}``; without names it is another file."""
    found = {}
    for field, names in HEADINGS.items():
        here = {column.casefold(): column for column in source.columns}
        column = next((here[name] for name in names if name in here), None)
        if column:
            found[field] = column
    if "name" not in found:
        open_names = "、".join(HEADINGS["name"])
        raise BadFile(f"no column for names ({open_names}); found {', '.join(source.columns)}")
    return found


def _fault(facts):
    name = facts["name"]
    if not name:
        return "no name"
    if "\ufffd" in name or "?" in name or "？" in name:
        return "a character of the name was lost on the way: write it again"
    long = [field for field, most in LONGEST.items() if len(facts.get(field, "")) > most]
    if long:
        return f"{long[0]} has more than {LONGEST[long[0]]} characters"
    if facts.get("gender", "").casefold() not in GENDERS:
        return f"no gender: {facts['gender'][:20]!r}"
    return ""
