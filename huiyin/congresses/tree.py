"""Storing a whole table of divisions: areas and congresses, level by level and in bulk.

One by one ``services.lay_out`` and ``services.found`` do the same. A division keeps its row
when it is renamed, so that places and congresses stay where they are; what it was called
before is kept as a closed row with its period and successor.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from huiyin.congresses.divisions import NATION, Table
from huiyin.congresses.models import Area, Congress
from huiyin.kit.progress import track
from huiyin.kit.reports import Report
from huiyin.law.profiles import DEFAULT, all_profiles
from huiyin.law.territory import WITHOUT_DISTRICTS

Level = Congress.Level
LEVELS = {
    "province": Level.PROVINCE,
    "prefecture": Level.PREFECTURE,
    "county": Level.COUNTY,
    "township": Level.TOWNSHIP,
}
NPC = "npc"
BATCH = 500
#: Missing divisions named one by one; more than a year's changes is a file cut off.
NAMED = 200


def title_of(place):
    return f"{place}人民代表大会"


@dataclass
class Growing:
    """What stands so far: areas in force and congresses, by the code of the area."""

    valid_from: date
    report: Report
    areas: dict[str, Area]
    congresses: dict[str, Congress]
    founded: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def plant(table: Table, *, valid_from: date, report: Report, whole: bool = True) -> Growing:
    """Store every division of ``table`` and the congresses they have; safe to repeat.

    ``valid_from``  day from which names that are new in this table hold
    ``whole``       whether the table is all there is of its provinces
    """
    congresses = Congress.objects.filter(area__valid_to=None).select_related("area")
    growing = Growing(
        valid_from,
        report,
        {area.code: area for area in Area.objects.filter(valid_to=None)},
        {congress.area.code: congress for congress in congresses},
    )
    _root(growing)
    for level in track([1, 2, 3, 4], label="levels"):
        listed = table.at(level)
        _areas(growing, listed)
        _congresses(growing, [each for each in listed if each.has_congress])
    if whole:
        _missing(growing, table)
    return growing


def _root(growing):
    if NATION not in growing.areas:
        area = Area.objects.create(
            code=NATION, name="全国", kind="nation", valid_from=growing.valid_from
        )
        area.path = f"/{area.pk}/"
        area.save(update_fields=["path"])
        growing.areas[NATION] = area
    if NATION not in growing.congresses:
        root = Congress.objects.create(
            area=growing.areas[NATION],
            name=title_of("全国"),
            name_en="National People’s Congress",
            slug=NPC,
            level=Level.NATION,
            direct=False,
            profile_key=DEFAULT,
        )
        root.path = f"/{root.pk}/"
        root.save(update_fields=["path"])
        growing.congresses[NATION] = root
        growing.founded["national"] = 1


def _areas(growing, listed):
    new = []
    for each in listed:
        known = growing.areas.get(each.code)
        if known is None:
            new.append(
                Area(
                    code=each.code,
                    name=each.name,
                    kind=each.division.kind,
                    parent=growing.areas[each.above],
                    valid_from=growing.valid_from,
                )
            )
        else:
            _compare(growing, known, each)
    for area in Area.objects.bulk_create(new, batch_size=BATCH):
        growing.areas[area.code] = area
    growing.report.taken += len(new)
    _lay_paths(Area)


def _lay_paths(model):
    """Give every new row its path, from that of its parent, in one statement."""
    above = model.objects.filter(pk=OuterRef("parent_id")).values("path")
    model.objects.filter(path="", parent__isnull=False).update(
        path=Concat(Subquery(above), Cast("pk", CharField()), Value("/"))
    )


def _compare(growing, area, listed):
    """Take over a new name or kind of a division that is known; leave the rest and say so."""
    report = growing.report
    if area.parent_id != growing.areas[listed.above].pk:
        report.refuse(listed.number, listed, "lies in another area by now: move it by hand")
    elif (area.name, area.kind) == (listed.name, listed.division.kind):
        report.known += 1
    elif area.valid_from > growing.valid_from:
        report.refuse(listed.number, listed, f"{area.name} holds since {area.valid_from:%F}")
    else:
        _rename(growing, area, listed)
        report.changed += 1


def _rename(growing, area, listed):
    old = area.name
    if area.valid_from < growing.valid_from:
        before = Area.objects.create(
            code=area.code,
            name=old,
            kind=area.kind,
            parent_id=area.parent_id,
            valid_from=area.valid_from,
            valid_to=growing.valid_from,
            successor_code=area.code,
        )
        _lay_paths(Area)
        growing.report.note(f"{before} closed on {growing.valid_from:%F}, now {listed.name}")
    area.name, area.kind = listed.name, listed.division.kind
    area.valid_from = growing.valid_from
    area.save(update_fields=["name", "kind", "valid_from"])
    congress = growing.congresses.get(area.code)
    if congress and not listed.has_congress:
        growing.report.note(f"{congress.name} stays, though {listed} has no congress by this table")
    elif congress and congress.name == title_of(old):
        congress.name = title_of(listed.name)
        congress.save(update_fields=["name"])
        growing.report.note(f"{title_of(old)} is now called {congress.name}")


def _congresses(growing, listed):
    bound = {version.division: key for key, (version, *_) in all_profiles().items()}
    new = [
        Congress(
            area=growing.areas[each.code],
            name=title_of(each.name),
            slug=each.code,
            level=LEVELS[each.division.congress_level],
            direct=_direct(each),
            parent=growing.congresses[each.superior],
            profile_key=bound.get(each.code, ""),
        )
        for each in listed
        if each.code not in growing.congresses and each.code in growing.areas
    ]
    for congress in Congress.objects.bulk_create(new, batch_size=BATCH):
        growing.congresses[congress.area.code] = congress
        name = Level(congress.level).name.lower()
        growing.founded[name] = growing.founded.get(name, 0) + 1
    _lay_paths(Congress)


def _direct(listed):
    """Whether voters elect: counties, townships, cities without districts. Law: 选举法 art. 3."""
    return (
        LEVELS[listed.division.congress_level] >= Level.COUNTY or listed.code in WITHOUT_DISTRICTS
    )


def _missing(growing, table):
    """Name the divisions that the tree has, in the provinces of this table, and it has not."""
    provinces = {each.code for each in table.at(1)}
    missing = [
        str(area)
        for code, area in growing.areas.items()
        if code[:2] in provinces and code not in table.listed and code != NATION
    ]
    for name in missing[:NAMED]:
        growing.report.note(f"{name} is in force but not in this file: left as it is")
    if len(missing) > NAMED:
        growing.report.note(
            f"{len(missing) - NAMED} more are in force but not in this file: is it whole?"
        )
