"""The offline verifier, run as its reader runs it: a file, a command, an exit code."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import huiyin.verify
from huiyin.congresses.scope import within
from huiyin.ledger import notes
from huiyin.ledger.models import Checkpoint, Leaf
from huiyin.ledger.services import origin, receipt
from huiyin.ledger.tests.conftest import NOON, SALT

ROOT = Path(huiyin.verify.__file__).parents[1]


@pytest.fixture
def facts(recorded, words):
    with within(recorded):
        leaf = Leaf.objects.get(seq=41)
    content = words.rows[leaf.ref][0]
    return receipt(leaf, at=NOON, number="云溪 2026-42", content=content, salt=SALT)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "receipt.json"


def verify(*arguments, lang="en_US.UTF-8"):
    """Return exit code and output of the command in a process without Django's settings."""
    done = subprocess.run(
        [sys.executable, "-m", "huiyin.verify", *map(str, arguments)],
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LANG": lang},
        timeout=20,
        check=False,
    )
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


def judged(file, facts, *arguments):
    file.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    return verify(file, *arguments)


def test_a_genuine_receipt_is_accepted_in_english(facts, file):
    assert judged(file, facts, "--key", facts["public_key"]) == (
        0,
        "Genuine: entry 41 of 云溪县人民代表大会 (云溪 2026-42), "
        "recorded 2026-03-10T04:41:00.000000Z, under checkpoint 300.\n"
        f"The words that were checked:\n    {facts['content']}\n",
    )


def test_a_genuine_receipt_is_accepted_in_chinese(facts, file):
    code, said = judged(file, facts, "--lang", "zh", "--key", facts["public_key"])
    assert code == 0
    assert said.splitlines() == [
        "真实：云溪县人民代表大会 第 41 号存证（云溪 2026-42），"
        "2026-03-10T04:41:00.000000Z 记录，已在长度为 300 的检查点之下。",
        "核对的原文：",
        f"    {facts['content']}",
    ]


def test_without_a_published_key_nothing_is_called_genuine(facts, file):
    """Law of the tool: a file that agrees with its own key proves nothing about who made it."""
    raw = huiyin.verify.read_key(facts["public_key"])
    for language, headline, verdict in (
        ("zh", "内容与记录一致；公钥未核对，还不能证明出自人大：", "真实"),
        ("en", "The words match the record; the key was not checked", "Genuine"),
    ):
        code, said = judged(file, facts, "--lang", language)
        first, how, *_words = said.splitlines()
        assert (code, first[: len(headline)], verdict in said) == (0, headline, False)
        assert facts["public_key"] in how and sha256(raw).hexdigest() in how
        assert "--key" in how and "/record/key" in how


@pytest.mark.parametrize("name", ["content", "number", "public_key"])
def test_a_name_that_stands_twice_is_refused_whatever_key_is_given(facts, file, name):
    true = json.dumps(facts, ensure_ascii=False)
    file.write_text("{" + f'"{name}":"伪造",' + true[1:], encoding="utf-8")
    code, said = verify(file, "--lang", "zh", "--key", facts["public_key"])
    assert (code, said[: len("同一个名称")]) == (1, "同一个名称")


def test_the_words_are_shown_line_by_line_and_cannot_pass_for_a_verdict():
    facts = {
        "congress": {"name": "云溪"},
        "number": "1",
        "seq": 1,
        "at": "",
        "content": "好\n真实：",
    }
    said = huiyin.verify.told(facts, 1, b"", pinned=True)[1:]
    assert [huiyin.verify.WORDS[word][0].format(*told) for word, told, _ in said] == [
        "核对的原文：",
        "    好",
        "    真实：",
    ]


def test_the_language_follows_the_system(facts, file):
    file.write_text(json.dumps(facts))
    assert verify(file, lang="zh_CN.UTF-8")[1].startswith("内容与记录一致")
    assert verify(file, lang="en_GB.UTF-8")[1].startswith("The words match the record")


def test_a_receipt_without_its_words_is_accepted_and_says_so(recorded, file):
    with within(recorded):
        public = receipt(Leaf.objects.get(seq=41), at=NOON)
    code, said = judged(file, public, "--key", public["public_key"])
    assert (code, said.splitlines()[1]) == (
        0,
        "The receipt does not hold the words themselves; only their hash was checked.",
    )


TAMPERED = {
    "content": ("我没有说过的话", "The words are not those that were recorded"),
    "salt": ("00" * 16, "The words are not those that were recorded"),
    "content_hash": ("00" * 32, "The words are not those that were recorded"),
    "at": ("2026-03-09T04:41:00.000000Z", "The entry was changed"),
    "kind": ("praise", "The entry was changed"),
    "ref": (str(UUID(int=5)), "The entry was changed"),
    "seq": (40, "The entry was changed"),
    "tenant": (str(UUID(int=5)), "The entry was changed"),
    "leaf_hash": ("00" * 32, "The entry was changed"),
    "proof": (["00" * 32] * 9, "The proof does not lead to the checkpoint's root"),
    "number": ("云溪 2026-1", "The receipt's own signature is invalid"),
    "congress": ({"name": "石桥县", "code": "990102"}, "The receipt's own signature is invalid"),
    "signature": ("AAAA", "The receipt's own signature is invalid"),
    "extra": ("a line nobody signed", "The receipt's own signature is invalid"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_line_is_refused_and_the_difference_named(facts, file, name):
    facts[name], expected = TAMPERED[name]
    code, said = judged(file, facts)
    assert (code, said[: len(expected)]) == (1, expected)


def test_what_was_expected_and_what_was_found_are_told(facts, file):
    true = facts["content_hash"]
    facts["content_hash"] = "ab" * 32
    assert judged(file, facts, "--lang", "zh") == (
        1,
        f"原文与存证时不一致：content_hash 应为 {true}，回执上是 {'ab' * 32}。\n",
    )


@pytest.mark.parametrize(
    "old,new", [("\n300\n", "\n301\n"), ("2026-03-10", "2026-03-11"), ("huiyin/", "huiyin/x")]
)
def test_a_tampered_checkpoint_is_refused(facts, file, old, new):
    assert old in facts["checkpoint"]
    facts["checkpoint"] = facts["checkpoint"].replace(old, new, 1)
    code, said = judged(file, facts)
    assert (code, said[:16]) == (1, "The checkpoint's" if old != "huiyin/" else "The checkpoint b")


def test_a_receipt_forged_with_another_key_is_refused_by_the_published_one(
    facts, file, recorded, settings
):
    published = facts["public_key"]
    with within(recorded):
        settings.LEDGER_KEY = b"\x07" * 32
        Checkpoint.objects.all().delete()
        leaf = Leaf.objects.get(seq=41)
        leaf.log.signed_size = 0
        leaf.log.save()
        forged = receipt(leaf, at=NOON)
    assert judged(file, forged)[1].startswith("The words match the record; the key was not")
    code, said = judged(file, forged, "--key", published)
    assert (code, said[:41]) == (1, "The receipt's key is not the one you gave")


def test_the_key_may_be_given_as_a_file_or_as_bare_base64(facts, file, tmp_path):
    key = tmp_path / "key.txt"
    key.write_text(facts["public_key"] + "\n")
    assert judged(file, facts, "--key", key)[0] == 0
    assert judged(file, facts, "--key", facts["public_key"].split("+", 2)[2])[0] == 0
    assert judged(file, facts, "--key", "not a key")[0] == 2


def test_a_published_checkpoint_of_the_same_size_confirms_the_receipt(facts, file, tmp_path):
    published = tmp_path / "checkpoint.txt"
    published.write_text(facts["checkpoint"], encoding="utf-8")
    code, said = judged(file, facts, "--checkpoint", published)
    assert (code, said[:8]) == (0, "Genuine:")


def test_a_published_checkpoint_with_another_root_is_a_fork(facts, file, tmp_path, recorded):
    published = tmp_path / "checkpoint.txt"
    published.write_text(notes.write(origin(recorded), 300, b"\x07" * 32, NOON)[0])
    code, said = judged(file, facts, "--checkpoint", published)
    assert (code, said[:23]) == (1, "Two roots for one size:")


def test_a_published_checkpoint_of_another_size_cannot_be_compared(facts, file, tmp_path, recorded):
    published = tmp_path / "checkpoint.txt"
    published.write_text(notes.write(origin(recorded), 200, b"\x07" * 32, NOON)[0])
    assert judged(file, facts, "--checkpoint", published) == (
        2,
        "Your checkpoint has size 200, the receipt's has 300: they cannot be compared directly.\n",
    )


NO_RECEIPTS = {
    "empty": b"",
    "text": "不是回执".encode(),
    "binary": bytes(range(256)),
    "nul": b"\0" * 100,
    "list": b"[]",
    "number": b"1e999",
    "long number": b'{"format":"huiyin-receipt/1","seq":' + b"9" * 5000 + b"}",
    "deep": b"[" * 100_000,
    "huge": b" " * (4 * 1024 * 1024 + 1),
    "other format": b'{"format":"huiyin-receipt/9"}',
    "bare": b'{"format":"huiyin-receipt/1"}',
    "surrogate": b'{"format":"huiyin-receipt/1","number":"\\ud800"}',
}


@pytest.mark.parametrize("name", NO_RECEIPTS)
def test_what_is_no_receipt_is_said_to_be_none(file, name):
    file.write_bytes(NO_RECEIPTS[name])
    code, said = verify(file)
    assert (code, said[:16]) == (2, "Cannot be read: ")


def test_a_file_that_is_not_there_is_said_to_be_missing(file):
    assert verify(file)[0] == 2
    assert verify(file.parent)[0] == 2


def test_control_characters_never_reach_the_terminal(facts, file):
    facts["checkpoint"] = facts["checkpoint"].replace("huiyin/", "\x1b[2Jhuiyin/", 1)
    code, said = judged(file, facts)
    assert (code, "\x1b" in said) == (1, False)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_nothing_in_any_line_makes_the_verifier_stumble(data, facts, file, capsys):
    name = data.draw(st.sampled_from(sorted(facts)))
    strange = {**facts, name: data.draw(ANYTHING)}
    file.write_text(json.dumps(strange, ensure_ascii=True))
    assert huiyin.verify.main([str(file)]) in {0, 1, 2} - ({0} if strange != facts else set())
    assert capsys.readouterr().err == ""
