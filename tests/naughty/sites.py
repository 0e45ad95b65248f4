"""Every form of a site, on a site brought to where it stands."""

from huiyin.congresses.models import Organ, Seat
from huiyin.congresses.scope import within
from huiyin.congresses.services import organ
from huiyin.sites import forms, services
from huiyin.sites.models import Site
from tests.cast import SPRING
from tests.naughty.place import Place
from tests.visitor import Visitor

HERE = "/desk/sites/yunxi/"


def keeper(cast, congress=None):
    """A system administrator of the county, or of another congress."""
    congress = congress or cast.county
    room = organ(congress, Organ.Kind.IT, "信息中心")
    return cast._official("柯管理", room, Seat.Role.SYSTEM_ADMIN)


def _form(address, bring=lambda cast, by: None, **right):
    def ready(cast):
        by = keeper(cast)
        with within(cast.county):  # where many forms are tried in turn, one before had a site
            Site.objects.filter(congress=cast.county).delete()
        bring(cast, by)
        return Visitor(by), address, right

    return ready


def _open(cast, by):
    return services.open_site(cast.county, by=by, at=SPRING)


def _closing(cast, by):
    services.announce(_open(cast, by), reason="并入市级平台", by=by, at=SPRING)


def _approved(cast, by):
    site = services.plan_site(cast.county, host="www.yunxird.gov.cn", by=by, at=SPRING)
    services.step(site, "approve", by=keeper(cast, cast.city), at=SPRING)


NUMBERS = {"icp": "云ICP备00000001号", "site_code": "9901210001"}
SITES = (
    Place(
        forms.OpenForm,
        _form("/desk/sites/open/", code="yunxi", theme="", host="", admin=""),
        loose=("code", "host", "admin"),
    ),
    Place(forms.ConfirmForm, _form(f"{HERE}steps/stay/", _closing)),
    Place(forms.ReasonForm, _form(f"{HERE}steps/announce/", _open, reason="并入市级平台")),
    Place(
        forms.FilingForm, _form(f"{HERE}steps/file/", _approved, **NUMBERS), loose=("site_code",)
    ),
    Place(forms.PoliceForm, _form(f"{HERE}steps/enter_police/", _open, police="云公网安备1号")),
    Place(forms.ColumnForm, _form(f"{HERE}columns/", _open, key="track", title="查", title_en="")),
    Place(
        forms.CapabilityForm,
        _form(f"{HERE}capabilities/", _open, key="mobile", status="live", evidence=""),
    ),
    Place(forms.DutyForm, _form(f"{HERE}duties/", _open, kind="content", unit="新闻处", phone="")),
    Place(
        forms.NoticeForm,
        _form(f"{HERE}notices/", _open, words="今晚维护", words_en="", until="2100-01-01"),
    ),
)
