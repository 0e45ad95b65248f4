"""Opening sites, changing what they show, and closing them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiyin.congresses.models import Area, Congress, HostName, Organ, Seat
from huiyin.congresses.queries import profile_keys
from huiyin.congresses.scope import within
from huiyin.congresses.services import WITHOUT_CONGRESS, give_host, seat
from huiyin.law.profiles import resolve
from huiyin.ledger.acts import recorded
from huiyin.procedure.services import advance, open_docket
from huiyin.procedure.table import Incomplete
from huiyin.sites.models import Site, SiteColumn, SiteNotice
from huiyin.sites.queries import columns, forget
from huiyin.sites.rollout import portals_live
from huiyin.sites.rules import administers, room

Kind = Organ.Kind
#: Organs that every standing committee has; a township has its presidium.
OFFICES = (
    (Kind.STANDING_COMMITTEE, "常务委员会", "Standing Committee"),
    (Kind.GENERAL_OFFICE, "办公室", "General Office"),
    (Kind.DEPUTY_AFFAIRS, "代表工作委员会", "Deputies Affairs Commission"),
    (Kind.NEWS, "新闻宣传处", "News Office"),
    (Kind.IT, "信息中心", "Information Centre"),
)
PRESIDIUM = ((Kind.PRESIDIUM, "主席团", "Presidium"),)
#: Areas that have a working body of the congress above them, and what kind of organ that is.
BODIES = {"street": Kind.STREET_BODY, "prefecture": Kind.AREA_BODY, "league": Kind.AREA_BODY}
#: Sites opened in one transaction when many are.
TOGETHER = 50


class NoSite(ValueError):
    """This place can have no site of its own."""


class Fixed(ValueError):
    """This column may not be changed here: a congress above fixed it, or it is the home page."""


def congress_of(code):
    """Return the congress that ``code`` (slug or code of an area in force) may open a site for.

    Raises ``NoSite``, saying why, for a street, a 地区 and everything else without a congress.
    """
    known = Congress.objects.select_related("area")
    found = known.filter(slug=code).first()
    found = found or known.filter(area__code=code, area__valid_to=None).first()
    if found:
        return found
    area = Area.objects.filter(code=code, valid_to=None).select_related("parent").first()
    if area is None:
        raise NoSite(_("没有这个代码或名称：%(code)s") % {"code": code})
    raise NoSite(
        _("%(area)s不设人民代表大会，其工作机构由%(upper)s派出，在上级网站上介绍，不单独开办网站。")
        % {"area": area.name, "upper": _congress_above(area)}
    )


def _congress_above(area):
    while area := area.parent:
        if area.kind not in WITHOUT_CONGRESS and (found := area.congresses.first()):
            return found.name
    return _("上级人大")


@recorded()
def open_site(congress, *, by, at, theme="", admin=None):
    """Switch the site of ``congress`` on below the host above: organs, roles, columns, home page.

    ``by``     who administers it or a congress above it; None for the operator of the platform
    ``admin``  a user who becomes its system administrator

    Raises ``NoSite`` if it has one already, ``PermissionDenied`` for anybody else.
    """
    site = _begin(congress, at, theme=theme, opened_on=localdate(at))
    advance(site, "join" if by else "enrol", by=by, at=at)
    portals_live([congress], site.opened_on)
    return _begun(site, admin)


@recorded()
def plan_site(congress, *, host, by, at, theme="", admin=None):
    """Ask for a site with a host of its own; the congress above decides."""
    if HostName.objects.filter(host=host).exclude(congress=congress).exists():
        raise NoSite(_("这个域名已经属于另一个网站：%(host)s") % {"host": host})
    site = _begin(congress, at, theme=theme, host=host)
    advance(site, "plan", by=by, at=at, host=host)
    return _begun(site, admin)


def _begin(congress, at, **facts):
    Congress.objects.select_for_update(of=("self",)).get(pk=congress.pk)  # two may open it at once
    if Site.objects.filter(congress=congress).exists():
        raise NoSite(_("%(name)s的网站已经有了") % {"name": congress.title})
    lay_organs([congress])
    return _made(congress, at, **facts)


def _made(congress, at, **facts):
    title = f"{congress.name}网站"
    docket = open_docket(congress=congress, kind="site", title=title, at=at)
    return Site.objects.create(congress=congress, docket=docket, **facts)


def _begun(site, admin):
    if admin is not None:
        seat(admin, room(site.congress), Seat.Role.SYSTEM_ADMIN)
    forget(site.congress)
    return site


def lay_organs(congresses):
    """Make the organs that every site names: its offices, and the bodies of streets and 地区."""
    new = []
    for one in congresses:
        for kind, name, english in OFFICES if one.has_standing_committee else PRESIDIUM:
            new.append(Organ(congress=one, kind=kind, name=name, name_en=english))
    own = {one.area_id: one for one in congresses if one.has_standing_committee}
    for area in Area.objects.filter(parent__in=own, kind__in=BODIES, valid_to=None):
        name = f"人大{area.name}工作委员会"
        new.append(
            Organ(congress=own[area.parent_id], kind=BODIES[area.kind], name=name, area=area)
        )
    Organ.objects.bulk_create(new, ignore_conflicts=True)


def open_many(congresses, *, at):
    """Open the sites of all ``congresses`` that have none; yields the number opened so far.

    A batch is one transaction: what is interrupted is continued by doing it again.
    """
    waiting = congresses.filter(site=None).order_by("path")
    done = 0
    for batch in _batches(waiting):
        with within(batch), recorded():
            lay_organs(batch)
            for one in batch:
                advance(_made(one, at, opened_on=localdate(at)), "enrol", by=None, at=at)
            portals_live(batch, localdate(at))
        done += len(batch)
        yield done


def _batches(waiting):
    last = ""
    while batch := list(waiting.filter(path__gt=last).select_related("area")[:TOGETHER]):
        last = batch[-1].path
        yield batch


@recorded()
def file(site, *, icp, site_code, by, at):
    """Enter the numbers of the filing; the host speaks for the congress from now on."""
    advance(site, "file", by=by, at=at, icp=icp)
    _enter(site, icp=icp, site_code=site_code)
    if site.host:
        give_host(site.congress, site.host)


@recorded()
def enter_police(site, *, police, by, at):
    if site.congress.filing.get("police") == police:
        raise Incomplete(_("已经登记过这个号码"))
    advance(site, "enter_police", by=by, at=at, police=police)
    _enter(site, police=police)


def _enter(site, **numbers):
    congress = Congress.objects.select_for_update(of=("self",)).get(pk=site.congress_id)
    congress.filing = congress.filing | numbers
    congress.save(update_fields=["filing"])
    site.congress.filing = congress.filing
    forget(congress)


@recorded()
def open_to_all(site, *, by, at):
    """End the trial; the clock of the filing with the police starts."""
    advance(site, "open", by=by, at=at)
    site.opened_on = localdate(at)
    site.save(update_fields=["opened_on"])
    portals_live([site.congress], site.opened_on)
    forget(site.congress)


@recorded()
def announce(site, *, reason, by, at):
    """Give notice that it will close; the rule profile says how long before."""
    day = localdate(at)
    closes_on = resolve(profile_keys(site.congress), "closing_notice", day).due(day).due_on
    advance(site, "announce", by=by, at=at, reason=reason, closes_on=closes_on.isoformat())
    site.closes_on = closes_on
    site.save(update_fields=["closes_on"])
    forget(site.congress)


@recorded()
def close(site, *, by, at):
    """Close it; raises ``Incomplete`` before the day that was announced."""
    advance(site, "close", by=by, at=at)
    if localdate(at) < site.closes_on:
        raise Incomplete(_("公告期未满，%(day)s 起才能关停") % {"day": site.closes_on.isoformat()})
    forget(site.congress)


@recorded()
def step(site, verb, *, by, at, **facts):
    """Take a step that changes nothing but where the site stands."""
    advance(site, verb, by=by, at=at, **facts)
    forget(site.congress)


@transaction.atomic
def change_column(congress, *, key, by, **changes):
    """Change one column for ``congress`` and all below, or add one of its own.

    Raises ``Fixed`` if a congress above locked it, ``PermissionDenied`` for who does not
    administer the site.
    """
    _demand(by, congress)
    known = {column.key: column for column in columns(congress, own=False)}
    if one := known.get(key):
        if one.locked_by is not None:
            raise Fixed(_("上级人大已统一设定这个栏目，不能在本级修改"))
        if changes.get("hidden") and not one.path:
            raise Fixed(_("首页不能隐藏"))
        changes = _what_differs(one, changes)
    SiteColumn.objects.update_or_create(congress=congress, key=key, defaults=changes)
    forget(congress)


def _what_differs(column, changes):
    """Leave out what is as it comes down from above, so that it goes on coming down."""
    above = {"title": column.zh, "title_en": column.en, "hidden": column.hidden, "nav": column.nav}
    as_above = {"title": "", "title_en": "", "hidden": None, "nav": None}
    return {
        name: as_above[name] if name in above and above[name] == value else value
        for name, value in changes.items()
    }


@transaction.atomic
def put_up(congress, *, by, **facts):
    """Put words into the bar above every page; the same for the same days stand there once."""
    _demand(by, congress)
    notice, _made = SiteNotice.objects.get_or_create(congress=congress, **facts)
    forget(congress)
    return notice


@transaction.atomic
def take_down(congress, pk, *, by):
    """Take a notice out of the bar, here and below."""
    _demand(by, congress)
    SiteNotice.objects.filter(congress=congress, pk=pk).delete()
    forget(congress)


def _demand(user, congress):
    if not administers(user, congress):
        raise PermissionDenied("admin only")
