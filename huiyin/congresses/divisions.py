"""Reading the yearly table of administrative divisions: what each row is, and what it is under.

``law.territory`` says which rows have a congress. Here every row finds its real place: a
placeholder is dropped and its children go to what stands above it; a congress goes under the
nearest congress above, which for a town in a zone is the city, until somebody places it by hand.
"""

from collections import Counter
from dataclasses import dataclass, field

from huiyin.kit.progress import track
from huiyin.kit.tables import count_lines, open_table
from huiyin.law.territory import WIDTH, WITHOUT_DISTRICTS, Division, classify

COLUMNS = {"level", "code", "name", "parent"}
PLACEHOLDER = "placeholder"
#: The area of the whole country, as maps number it; no code table lists it.
NATION = "100000"
LONGEST_NAME = 100


@dataclass
class Listed:
    """One division of the table. ``above`` and ``superior`` are codes.

    ``above``     the area it lies in: never a placeholder
    ``superior``  the area whose congress is the nearest one above
    """

    number: int
    level: int
    code: str
    name: str
    parent: str
    division: Division
    above: str = NATION
    superior: str = NATION

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def has_congress(self):
        return self.division.congress_level is not None


@dataclass
class Table:
    """All divisions to be stored, by code, the upper levels first, and what was dropped."""

    listed: dict[str, Listed] = field(default_factory=dict)
    dropped: Counter = field(default_factory=Counter)
    to_place: list[Listed] = field(default_factory=list)

    def at(self, level):
        return [each for each in self.listed.values() if each.level == level]

    def kinds(self):
        """How many rows there are of each kind, those without a congress included."""
        return Counter(each.division.kind for each in self.listed.values())

    def congresses(self):
        """How many congresses there are at each level, as ``{"province": 31, …}``."""
        counted = Counter(each.division.congress_level for each in self.listed.values())
        return {name: counted[name] for name in ("province", "prefecture", "county", "township")}


def read_divisions(path, report, *, under=()):
    """Read a table with ``level,code,name,parent`` and return it as a ``Table``.

    ``under``  codes: only these divisions, all below them and the line above them

    Raises ``BadFile``; rows that cannot be taken go into ``report``.
    """
    source = open_table(path, COLUMNS)
    report.notes += source.notes
    rows = {}
    for row in track(source.rows, label="rows", total=count_lines(path) - 1):
        report.read += 1
        listed, fault = _listed(row)
        if fault:
            report.refuse(row.number, " ".join(map(str, row.cells.values()))[:80], fault)
        elif listed.code in rows:
            report.refuse(row.number, listed, f"same code as row {rows[listed.code].number}")
        elif not under or _wanted(listed, under):
            rows[listed.code] = listed
    return _placed(rows, report)


def _listed(row):
    """Return ``(Listed, "")`` or ``(None, fault)``."""
    fault = row.fault or _fault(**{column: row.cells[column] for column in COLUMNS})
    if fault:
        return None, fault
    level, name = int(row.cells["level"]), row.cells["name"]
    code, parent = row.cells["code"], row.cells["parent"]
    code, parent = code[: WIDTH[level]], parent[: WIDTH.get(level - 1, 0)]
    return Listed(row.number, level, code, name, parent, classify(level, code, name, parent)), ""


def _fault(level, code, name, parent):
    if level not in ("1", "2", "3", "4"):
        return "the level is not 1, 2, 3 or 4"
    width, above = WIDTH[int(level)], WIDTH.get(int(level) - 1, 0)
    if not (code.isascii() and code.isdigit() and width <= len(code) <= 12):
        return f"a code of level {level} has {width} digits"
    if code[width:].strip("0"):
        return f"more than {width} digits for level {level}"
    if not 0 < len(name) <= LONGEST_NAME:
        return f"a name has 1 to {LONGEST_NAME} characters"
    if parent[:above] != code[:above]:
        return f"the code does not begin with its parent {parent!r}"
    return ""


def _wanted(listed, under):
    return any(listed.code.startswith(code) or code.startswith(listed.code) for code in under)


def _placed(rows, report):
    """Find what each row lies in, from the top down; drop placeholders and orphans."""
    table, standing = Table(), {}
    for each in sorted(rows.values(), key=lambda listed: (listed.level, listed.number)):
        above = standing.get(each.parent)
        if each.level > 1 and above is None:
            report.refuse(each.number, each, f"its parent {each.parent} is not in the table")
            continue
        standing[each.code] = each
        if above is not None:
            each.above = above.above if _stands_for(above) else above.code
            each.superior = above.code if above.has_congress else above.superior
        if _stands_for(each):
            table.dropped[PLACEHOLDER] += 1
            report.refuse(each.number, each, each.division.reason("zh"))
        else:
            table.listed[each.code] = each
            if _is_misplaced(each, table.listed):
                table.to_place.append(each)
    return table


def _stands_for(listed):
    return listed.division.kind == PLACEHOLDER


def _is_misplaced(listed, known):
    """Whether a township is under no county, and the city above it is not one without districts."""
    if listed.division.congress_level != "township":
        return False
    superior = known.get(listed.superior)
    county = superior is not None and superior.division.congress_level == "county"
    return not county and listed.superior not in WITHOUT_DISTRICTS
