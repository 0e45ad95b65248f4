"""The files of deploy/, as they would run: nginx with TLS, granian, a durable PostgreSQL."""

import configparser
import re
import shlex
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import get_commands

from scripts.postgres import postgres
from scripts.production import PRODUCTION, environment, production
from scripts.server import ROOT, manage

UNITS = sorted((ROOT / "deploy").glob("*.service"))
#: A page that gives nobody a cookie.
KEPT = "/"
TIMERS = sorted((ROOT / "deploy").glob("*.timer"))


def read(path):
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def command(unit):
    return shlex.split(read(unit)["Service"]["ExecStart"])


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_every_unit_runs_something_that_exists(unit):
    program, *arguments = command(unit)
    assert (Path(sys.executable).parent / Path(program).name).exists()
    if "manage.py" in arguments:
        assert arguments[1] in get_commands()
    else:
        known = subprocess.check_output(
            [Path(sys.executable).parent / "granian", "--help"], text=True
        )
        assert [o for o in arguments if o.startswith("--") and o not in known] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_no_unit_may_do_more_than_it_needs(unit):
    service = read(unit)["Service"]
    assert (service["User"], service["NoNewPrivileges"], service["ProtectSystem"]) == (
        "huiyin",
        "yes",
        "strict",
    )


def test_a_database_that_is_restarted_makes_systemd_give_up_on_nothing():
    lasting = [unit for unit in UNITS if "Restart" in read(unit)["Service"]]
    assert sorted(unit.stem for unit in lasting) == ["huiyin-web", "huiyin-worker"]
    for unit in lasting:
        assert read(unit)["Unit"]["StartLimitIntervalSec"] == "0"
        assert (read(unit)["Service"]["Restart"], read(unit)["Service"]["RestartSec"]) == (
            "always",
            "5",
        )


def test_every_timer_wakes_a_unit_and_catches_up_after_a_pause():
    assert {timer.stem for timer in TIMERS} <= {unit.stem for unit in UNITS}
    assert {read(timer)["Timer"]["Persistent"] for timer in TIMERS} == {"yes"}


def test_every_unit_is_named_in_the_deployment_page():
    page = (ROOT / "docs" / "DEPLOYMENT.md").read_text(encoding="utf-8")
    unnamed = [unit.stem for unit in UNITS if unit.stem not in page]
    assert unnamed == []


def test_every_variable_and_every_unit_that_may_be_red_at_night_is_in_the_deployment_page():
    page = (ROOT / "docs" / "DEPLOYMENT.md").read_text(encoding="utf-8")
    settings = (ROOT / "huiyin" / "config" / "settings").glob("*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in settings)
    read_here = set(re.findall(r'env\.\w+\(\s*"(HUIYIN_\w+)"', text))
    assert "HUIYIN_SMS_PROVIDER" in read_here
    assert sorted(name for name in read_here if f"`{name}`" not in page) == []
    night = page.partition("## At night")[2].partition("## Upgrade")[0]
    named = {unit.stem for unit in UNITS if f"`{unit.stem}`" in night}
    assert {timer.stem for timer in TIMERS} <= named


def test_the_example_of_variables_names_a_provider_of_texts_and_a_witness():
    lines = (ROOT / "deploy" / "huiyin.env").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert given["HUIYIN_SMS_PROVIDER"] == "huiyin.notices.http_sms.HttpSms"
    assert given["HUIYIN_SMS_URL"].startswith("https://")
    assert given["HUIYIN_WITNESS_DIR"].startswith("/var/lib/huiyin/")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1, good for a day: (certificate file, key file)."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    address = x509.IPAddress(IPv4Address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(minutes=5))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "fullchain.pem", folder / "privkey.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


class Visitor:
    """Somebody in the open who trusts our certificate and follows no redirect."""

    def __init__(self, url, certificate):
        self.url = url
        trusted = ssl.create_default_context(cafile=certificate[0])
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=trusted), NoRedirect
        )

    def get(self, path, *, data=None, **headers):
        """Return (status, headers, body) of one request; ``data`` makes it a POST."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, data=data, headers=named)
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def found_a_county(manage):
    """One congress that answers on 127.0.0.1, as a new installation begins."""
    manage(
        "shell",
        "--command",
        "from datetime import date\n"
        "from huiyin.congresses.services import found, lay_out\n"
        "since = date(2000, 1, 1)\n"
        "area = lay_out('990121', '云溪县', kind='county', parent=None, valid_from=since)\n"
        "found(area, name='云溪县人民代表大会', slug='yunxi', level=4, direct=True)",
    )
    manage("give_host", "127.0.0.1", "yunxi")


@pytest.fixture(scope="module")
def running(certificate):
    with production(
        certificate=certificate, cache=True, workers=2, threads=4, prepare=found_a_county
    ) as running:
        yield running


@pytest.fixture
def visitor(running, certificate):
    return Visitor(running.url, certificate)


def stylesheet(page):
    return re.search(r'href="(/static/[^"]+\.css)"', page)[1]


@pytest.mark.nginx
def test_the_home_page_comes_over_tls_with_every_header(visitor):
    status, headers, page = visitor.get("/")
    assert (status, "<h1" in page) == (200, True)
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.nginx
def test_static_files_are_kept_for_ever_and_come_compressed(visitor):
    _, _, page = visitor.get("/")
    status, headers, _ = visitor.get(stylesheet(page), Accept_Encoding="gzip")
    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Type"].startswith("text/css")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.nginx
def test_anonymous_pages_are_kept_and_nobodys_own_page_ever_is(visitor):
    visitor.get(KEPT)
    assert visitor.get(KEPT)[1]["X-Cache"] == "HIT"
    assert visitor.get(KEPT, Accept_Language="en")[1]["X-Cache"] == "MISS"
    assert visitor.get(KEPT, Cookie="__Host-sessionid=somebody")[1]["X-Cache"] == "BYPASS"


@pytest.mark.nginx
def test_the_machine_may_ask_whether_all_is_well(visitor):
    assert (visitor.get("/-/health")[0], visitor.get("/-/ready")[0]) == (200, 200)


@pytest.mark.nginx
def test_a_host_that_is_not_ours_and_a_body_too_large_are_refused(visitor):
    assert visitor.get("/", Host="evil.example")[0] == 400
    assert visitor.get("/", data=b"x" * (2 * 2**20 + 1))[0] == 413


@pytest.mark.nginx
def test_while_the_application_is_away_pages_stay_up_and_the_rest_says_when_to_return(
    running, visitor
):
    visitor.get(KEPT)
    running.server.stop()
    try:
        assert visitor.get(KEPT)[0] == 200
        status, headers, page = visitor.get("/", data=b"said=one+sentence")
        assert (status, headers["Retry-After"]) == (503, "30")
        assert "请稍后再试" in page
    finally:
        running.server.start()


RELEASED = """
from django.utils.timezone import now
from huiyin.accounts.models import User
from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.congresses.services import organ, seat
from huiyin.publishing.services import releasing, reviewing, writing
county, at = Congress.objects.get(slug="yunxi"), now()
offices = {kind: organ(county, kind, kind) for kind in ("news", "general_office")}
def person(name, kind, role):
    user = User.objects.create_user(name, label=name, kind=User.Kind.OFFICIAL)
    seat(user, offices[kind], role)
    return user
writer, first = person("w", "news", "editor"), person("f", "news", "reviewer")
second, final = person("s", "news", "head"), person("z", "general_office", "head")
said = dict(title="第一篇", summary="", source="办公室", byline="", keywords="")
clear = dict(secrecy="open", basis="法律", privacy="none")
with within(county):
    article = writing.write(
        congress=county, kind="news", column="news", by=writer, at=at, body="正文", **said
    )
    writing.submit(article, by=writer, at=at)
    reviewing.pass_first(article, seen=1, by=first, at=at)
    reviewing.pass_second(article, seen=1, by=second, at=at)
    reviewing.pass_final(article, seen=1, by=final, at=at, **clear)
    releasing.release(article, by=person("r", "general_office", "clerk"), at=at)
    print("code", article.docket.code)
"""
RECALLED = """
from django.utils.timezone import now
from huiyin.accounts.models import User
from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.publishing.models import Article
from huiyin.publishing.services import releasing
with within(Congress.objects.get(slug="yunxi")):
    article = Article.objects.select_related("docket", "congress", "organ").get()
    releasing.recall(article, reason="数字有误", by=User.objects.get(username="r"), at=now())
"""


@pytest.mark.nginx
def test_what_was_taken_down_is_gone_from_the_cache_within_five_seconds(running, visitor):
    said = running.manage("shell", "--command", RELEASED)
    path = f"/articles/{re.search(r'code ([0-9A-Z-]{14})', said)[1]}/"
    named = ("/", "/columns/", "/columns/news/", "/columns/news/feed.atom", "/search/?q=第一篇")
    asked = [quote(one, safe="/?=") for one in named]
    seen = time.monotonic()
    assert visitor.get(path)[0] == 200
    assert visitor.get(path)[1]["X-Cache"] == "HIT"
    while missing := [one for one in asked if path not in visitor.get(one)[2]]:
        # A page that somebody read before is shown once more while it is made anew.
        assert time.monotonic() < seen + 5, missing
        time.sleep(0.1)
    running.manage("shell", "--command", RECALLED)
    recalled = time.monotonic()
    while visitor.get(path)[0] != 410 or any(path in visitor.get(one)[2] for one in asked):
        assert time.monotonic() < recalled + 5, (
            f"still there, first asked {recalled - seen:.0f} s ago"
        )
        time.sleep(0.1)
    assert "数字有误" in visitor.get(path)[2]


@pytest.mark.nginx
@pytest.mark.parametrize("promise", ["fsync", "synchronous_commit", "full_page_writes"])
def test_production_refuses_to_serve_from_a_database_that_may_lose_what_it_confirmed(
    promise, tmp_path
):
    with postgres(**{promise: "off"}) as cluster:
        with pytest.raises(RuntimeError, match=f"{promise}=off"):
            manage(
                "check",
                "--database=default",
                settings=PRODUCTION,
                environment=environment(cluster.url, tmp_path),
            )
