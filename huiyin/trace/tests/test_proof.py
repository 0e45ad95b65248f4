"""The receipt file that a person takes home, and the log everybody may look into."""

import json
import subprocess
import sys

import pytest

from huiyin import verify
from huiyin.contributions.models import Contribution
from huiyin.contributions.services import decide
from huiyin.ledger import notes
from huiyin.ledger.services import checkpoint, origin
from tests.cast import SPRING
from tests.reading import words
from tests.visitor import Visitor


@pytest.fixture
def judge(tmp_path, capsys):
    """Run the offline verifier on a receipt; return its exit code and what it said."""

    def run(facts, *options):
        path = tmp_path / "receipt.json"
        path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        code = verify.main([str(path), "--lang", "zh", *options])
        return code, capsys.readouterr().out

    return run


def receipt(case, user=None):
    response = Visitor(user).get(f"/matters/{case.docket.code}/receipt.json")
    assert response.status_code == 200
    assert response["Content-Disposition"] == (
        f'attachment; filename="huiyin-{case.docket.code}.json"'
    )
    return json.loads(response.content)


def test_the_author_takes_home_their_own_words_and_verifies_them_offline(at_home, judge):
    voice = at_home.voice()
    facts = receipt(voice, at_home.wang)
    assert facts["content"] == voice.words.body
    assert facts["number"] == voice.docket.code
    code, said = judge(facts, "--key", notes.public_key(origin(at_home.county)))
    assert code == 0 and "真实" in said and "不含原文" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [("content", "在医院上白班。"), ("number", "AAAA-AAAA-AAAA"), ("seq", 1), ("at", "2020")],
)
def test_a_receipt_that_was_changed_in_any_line_is_refused(at_home, judge, name, value):
    facts = receipt(at_home.voice(), at_home.wang)
    code, _said = judge({**facts, name: value})
    assert code == 1


@pytest.mark.parametrize("name", ["stranger", "feng", "sun"])
def test_others_get_the_proof_without_the_words(at_home, judge, name):
    voice = at_home.voice()
    decide(voice.words, Contribution.Visibility.PUBLIC, ground="fit", by=at_home.zhao, at=SPRING)
    facts = receipt(voice, None if name == "stranger" else getattr(at_home, name))
    assert "content" not in facts and "salt" not in facts
    code, said = judge(facts)
    assert code == 0 and "不含原文" in said


def test_a_suggestions_text_is_proved_under_its_own_number(at_home, judge):
    case = at_home.assigned()
    facts = receipt(case)
    assert facts["number"] == "18-I2026-0001"
    assert judge(facts)[0] == 0


def test_a_suggestion_that_was_never_submitted_has_nothing_to_prove(at_home):
    case = at_home.draft()
    path = f"/matters/{case.docket.code}/receipt.json"
    assert Visitor(at_home.lin.person.user).get(path).status_code == 404
    assert Visitor().get(path).status_code == 404


def test_the_page_names_the_newest_signed_root_and_how_many_records_it_has(at_home):
    voice = at_home.voice()
    signed = checkpoint(at_home.county, at=SPRING)
    page = words(Visitor().get(f"/matters/{voice.docket.code}/"))
    assert "这一件的 2 条记录已写入防篡改日志。" in page
    root = bytes(signed.root).hex()
    assert root[:4] in page and root[4:8] in page


def test_the_log_is_open_to_everybody_with_its_checkpoints_and_key(at_home):
    at_home.voice()
    signed = checkpoint(at_home.county, at=SPRING)
    page = words(Visitor().get("/record/"))
    assert f"日志长度 {signed.size} 条" in page
    assert signed.note.split("\n")[2] in page
    key = Visitor().get("/record/key")
    assert key["Content-Type"] == "text/plain; charset=utf-8"
    assert key.content.decode().strip() == notes.public_key(origin(at_home.county))


def test_the_verifier_that_is_given_away_judges_a_receipt_wherever_it_lies(at_home, tmp_path):
    given = Visitor().get("/record/verify.py")
    assert given["Content-Disposition"] == 'attachment; filename="verify.py"'
    (tmp_path / "verify.py").write_bytes(given.content)
    facts = receipt(at_home.voice(), at_home.wang)
    (tmp_path / "huiyin.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    key = Visitor().get("/record/key").content.decode().strip()
    command = [sys.executable, "verify.py", "huiyin.json", "--lang", "zh", "--key", key]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:2], done.stderr) == (0, "真实", "")
    assert facts["content"] in done.stdout


def test_an_empty_log_says_that_it_is_empty(cast):
    response = Visitor().client.get("/c/yunhe/record/", headers={"host": "yunjiang.test"})
    assert "日志还是空的" in words(response)
