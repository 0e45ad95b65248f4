"""A thousand reply letters as DOCX and PDF: how long, the same bytes twice, all on the record.

Cases of a county are written down as their services would leave them, with bodies of up to some
thousand characters in every script that people here use. Each letter is taken in both formats
through the service, as a page takes it: found, drawn, written, hashed, its hash appended to the
ledger. Then a second process, with another hash seed, time zone and language, makes them all
again from the database alone, and the ledger is verified. Every PDF and DOCX is read back: title,
number and every character of the body that a font has.

Three planted faults have to be seen: a body changed by one character, a recorded hash that was
changed, and a letter in which one paragraph was left out when it was written.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from bench.messages import messages

LETTERS = 1_000
QUICK = 40
SPRING = datetime(2026, 3, 2, tzinfo=UTC)
FORMATS = ("docx", "pdf")
LIMITS = {
    "letters": ("==", LETTERS),
    "seconds": ("<=", 300),
    "differing": ("==", 0),
    "incomplete": ("==", 0),
    "on_record": ("==", 2 * LETTERS),
    "ledger_faults": ("==", 0),
    "controls_caught": ("==", 3),
}
QUICK_LIMITS = {"letters": ("==", QUICK), "on_record": ("==", 2 * QUICK)}


def people():
    """A county with its office, two units, a deputy and whoever signs, by name."""
    from huiyin.accounts.models import User
    from huiyin.congresses.models import Organ, Seat, Term
    from huiyin.congresses.services import found, lay_out, organ, seat
    from huiyin.deputies.models import Mandate, Person
    from huiyin.procedure.services import open_docket

    area = lay_out("990109", "比照县", kind="county", parent=None, valid_from=date(2020, 1, 1))
    congress = found(area, name="比照县人民代表大会", slug="bench-letters", level=4, direct=True)
    organ(congress, Organ.Kind.DEPUTY_AFFAIRS, "代表工作委员会")
    unit = organ(congress, Organ.Kind.HANDLING_UNIT, "县交通运输局")
    head = User.objects.create_user("bench-head", label="吴局长", kind=User.Kind.OFFICIAL)
    seat(head, unit, Seat.Role.HEAD)
    term = Term.objects.create(
        congress=congress, number=18, starts_on=date(2022, 1, 1), ends_on=date(2026, 12, 31)
    )
    with _within(congress):
        docket = open_docket(congress=congress, kind="mandate", title="林晓禾", at=SPRING)
        mandate = Mandate.objects.create(
            congress=congress, docket=docket, term=term, person=Person.objects.create(name="林晓禾")
        )
    return {"congress": congress, "unit": unit, "head": head, "term": term, "mandate": mandate}


def _within(congress):
    from huiyin.congresses.scope import within

    return within(congress)


def answer_all(town, count):
    """Write down ``count`` answered suggestions and return their codes."""
    from huiyin.procedure.services import open_docket
    from huiyin.suggestions.models import Suggestion

    codes = []
    for message in messages(count, seed=9704):
        at = SPRING + timedelta(minutes=message.number)
        docket = open_docket(
            congress=town["congress"],
            kind="suggestion",
            title=f"关于{message.body[:12]}的建议",
            at=at,
        )
        docket.number = f"18-I2026-{message.number + 1:04d}"
        docket.save(update_fields=["number"])
        facts = {"problem": message.body, "advice": message.body, "declared_at": at}
        case = Suggestion.objects.create(
            congress=town["congress"],
            docket=docket,
            lead=town["mandate"],
            term=town["term"],
            **facts,
        )
        _reply(case, town, message.body, at)
        codes.append(docket.code)
    return codes


def _reply(case, town, body, at):
    from huiyin.suggestions.models import Assignment, Commitment, Reply

    Assignment.objects.create(
        suggestion=case, organ=town["unit"], role="lead", part="全部", assigned_at=at
    )
    handled = f"一、办理情况\n{body * 4}\n二、下一步\n{body}"
    reply = Reply.objects.create(
        suggestion=case,
        round=1,
        organ=town["unit"],
        reply_class="B",
        canonical="committed",
        body=f"您提出的建议收悉。\n{handled}",
        contact_name="孙承办",
        contact_phone="0000-0000000",
        drafted_by=town["head"],
        issued_by=town["head"],
        issued_at=at,
    )
    Commitment.objects.create(reply=reply, text="按期完成", due_on=date(2026, 12, 31))


def take_all(town, codes):
    """Take every letter in both formats; return ``{code: {format: bytes}}``."""
    from huiyin.documents import queries, services

    taken, head = {}, town["head"]
    for place, code in enumerate(codes):
        suggestion, part = queries.get_for_reader(head, code)
        at = SPRING + timedelta(days=1, minutes=place)
        taken[code] = {
            format: services.take(
                suggestion,
                part,
                kind="reply_letter",
                key="1",
                format=format,
                by=town["head"],
                at=at,
            )[0]
            for format in FORMATS
        }
    return taken


def drawn(code, paper_of=lambda paper: paper):
    """Make the letter of a case again, past the service; ``paper_of`` may bend it."""
    from huiyin.documents import making, queries
    from huiyin.documents.kinds.reply_letter import paper

    suggestion = queries.whole().get(docket__code=code)
    made = paper_of(making.draw(paper, suggestion, suggestion.replies.all()[0], ""))
    return {format: making.write(made, format) for format in FORMATS}


def recorded():
    """``{code: {format: sha256}}`` as the ledger's rows have them."""
    from huiyin.documents.models import Document

    rows = Document.objects.select_related("docket")
    found = {}
    for row in rows:
        found.setdefault(row.docket.code, {})[row.format] = row.sha256
    return found


def again(slug):
    """In a process of its own: make every letter once more and print how many differ."""
    from django.utils import translation

    from huiyin.congresses.models import Congress

    translation.activate("en")
    with _within(Congress.objects.get(slug=slug)):
        kept = recorded()
        hashes = {code: {f: made[1] for f, made in drawn(code).items()} for code in kept}
    print(json.dumps(sum(hashes[code] != kept[code] for code in kept)))


def differing(slug):
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/Lima", "LANG": "C"}
    command = [sys.executable, "-m", "bench.letters", slug]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def incomplete(taken):
    """How many files lack a character of their title, number or text that can be set."""
    from huiyin.documents import fonts, making, queries
    from huiyin.documents.kinds.reply_letter import paper
    from huiyin.documents.text import settable

    lacking = 0
    for code, files in taken.items():
        suggestion = queries.whole().get(docket__code=code)
        made = making.draw(paper, suggestion, suggestion.replies.all()[0], "")
        signs = {sign for text in made.texts() for sign in settable(text) if sign.strip()}
        unset = set(fonts.missing(signs))
        lacking += bool(signs - set(words_of_docx(files["docx"])))
        lacking += bool(signs - unset - set(words_of_pdf(files["pdf"])))
    return lacking


def words_of_docx(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.endswith(".xml")]
        return "".join("".join(ElementTree.fromstring(archive.read(n)).itertext()) for n in parts)


def words_of_pdf(data):
    from pypdf import PdfReader

    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def controls(town, codes):
    """Plant three faults; return how many were seen."""
    from dataclasses import replace

    from huiyin.documents.models import Document
    from huiyin.ledger.audit import verify_log
    from huiyin.suggestions.models import Reply

    kept = recorded()
    reply = Reply.objects.get(suggestion__docket__code=codes[0])
    Reply.objects.filter(pk=reply.pk).update(body=reply.body + "。")
    seen = drawn(codes[0])["pdf"][1] != kept[codes[0]]["pdf"]
    Reply.objects.filter(pk=reply.pk).update(body=reply.body)
    short = drawn(codes[1], lambda made: replace(made, blocks=made.blocks[:-1]))
    seen += bool(incomplete({codes[1]: {f: data for f, (data, _hash) in short.items()}}))
    Document.objects.filter(docket__code=codes[2], format="pdf").update(sha256="0" * 64)
    return seen + bool(verify_log(town["congress"]))


def measure(count):
    import django

    django.setup()
    from django.core.management import call_command

    from huiyin.documents.models import Document
    from huiyin.ledger.audit import verify_log

    call_command("migrate", verbosity=0)
    town = people()
    with _within(town["congress"]):
        codes = answer_all(town, count)
        started, worked = time.perf_counter(), time.process_time()
        taken = take_all(town, codes)
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
        size = [len(files[format]) for files in taken.values() for format in FORMATS]
        return {
            "letters": len(taken),
            "seconds": round(seconds, 1),
            "cpu_seconds": round(cpu, 1),
            "ms_a_letter": round(1000 * seconds / count, 1),
            "mean_kb_a_file": round(sum(size) / len(size) / 1000, 1),
            "differing": differing(town["congress"].slug),
            "incomplete": incomplete(taken),
            "on_record": Document.objects.count(),
            "ledger_faults": len([f for f in verify_log(town["congress"]) if "document" in str(f)]),
            "controls_caught": controls(town, codes),
        }


def settings_of(folder):
    os.environ["HUIYIN_DATABASE_URL"] = f"sqlite:///{folder}/letters.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "huiyin.config.settings.test"


def run(quick=False):
    with tempfile.TemporaryDirectory() as folder:
        settings_of(Path(folder))
        return measure(QUICK if quick else LETTERS)


if __name__ == "__main__":
    import django

    django.setup()
    again(sys.argv[1])
