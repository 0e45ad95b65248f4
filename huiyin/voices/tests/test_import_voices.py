import csv
import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from huiyin.accounts.models import User
from huiyin.congresses.scope import within
from huiyin.ledger.models import Leaf
from huiyin.notices.models import Delivery
from huiyin.notices.services import deliver
from huiyin.procedure.models import Deadline
from huiyin.search.queries import find
from huiyin.voices.models import Voice
from tests.cast import SPRING

MESSAGES = [
    {
        "msg_id": "165366",
        "user": "13812340000",
        "title": "K2 区通宵作业，居民得不到休息",
        "time": "2014/3/4 1:53:22",
        "body": "\n\t\t　　山头通宵作业（无许可）。\n\n\t请管一管。\n\t",
        "label_level1": "城乡建设",
    },
    {
        "msg_id": "165367",
        "user": "13812340000",
        "title": "路灯不亮",
        "time": "2016/3/29 9:33:09",
        "body": "从去年起就不亮，湖㳇镇也一样。",
    },
]
LETTER = {
    "type": "建议",
    "title": "",
    "content": "建议专109路全天运行。电话 13812340000",
    "institution": "公交集团公司",
    "reply": "来信人您好，现答复如下。",
    "id": "bj-0202",
}


@pytest.fixture
def run(cast, tmp_path):
    """Import rows into the county and return the printed lines."""

    def run(*rows, name="letters.jsonl", **options):
        path = tmp_path / name
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
        out = StringIO()
        options.setdefault("congress", "yunxi")
        call_command("import_voices", str(path), stdout=out, **options)
        return out.getvalue().splitlines()

    return run


@pytest.fixture
def voices(cast):
    def voices():
        with within(cast.county):
            return list(Voice.objects.shown().order_by("docket__opened_at"))

    return voices


def test_a_message_keeps_its_words_and_its_own_time(run, voices):
    run(*MESSAGES)
    first = voices()[0]
    assert first.words.body == "山头通宵作业（无许可）。\n\n\t请管一管。"
    assert first.docket.title == "K2 区通宵作业，居民得不到休息"
    at = datetime(2014, 3, 3, 17, 53, 22, tzinfo=UTC)
    assert (first.words.written_at, first.docket.opened_at) == (at, at)
    assert (first.channel, first.words.visibility) == ("import", "parties")


def test_no_clock_starts_for_a_message_of_the_past_and_the_step_is_custom(run, cast, voices):
    run(*MESSAGES)
    with within(cast.county):
        assert list(Deadline.objects.all()) == []
        move = voices()[0].docket.moves.get()
    assert (move.verb, move.target, move.law, move.by.label) == (
        "import",
        "received",
        "practice",
        "数据导入",
    )


def test_the_deputy_it_went_to_is_told_and_can_answer(run, cast, at_home, voices):
    run(MESSAGES[0], mandate=cast.lin.pk)
    (voice,) = voices()
    assert voice.docket.holder_user == cast.lin.person.user
    from huiyin.voices.services import write

    write(voice, "answer", body="已转交。", by=cast.lin.person.user, at=SPRING, key=voice.words.uid)
    voice.docket.refresh_from_db()
    assert voice.docket.state == "answered"


def test_a_pseudonymous_writer_is_told_nothing_since_nobody_reads_it(run, cast):
    run(MESSAGES[0], mandate=cast.lin.pk)
    deliver(cast.county)
    with within(cast.county):
        told = Delivery.objects.filter(notice__kind="voice.import").values_list("user", flat=True)
        assert set(told) == {cast.lin.person.user_id}


def test_what_the_source_calls_its_users_is_nowhere_kept(run, voices):
    run(*MESSAGES)
    (author,) = {voice.words.author for voice in voices()}
    shown = f"{author.username} {author.label} {voices()[0].words.byline}"
    assert "13812340000" not in shown
    assert (author.is_active, author.has_usable_password(), author.level) == (False, False, "none")


def test_messages_are_spread_over_the_active_deputies_always_alike(run, cast, voices):
    rows = [{**MESSAGES[1], "msg_id": str(number)} for number in range(20)]
    run(*rows)
    spread = [voice.mandate_id for voice in voices()]
    assert set(spread) == {cast.lin.pk, cast.zhou.pk}
    again = run(*rows)
    assert [voice.mandate_id for voice in voices()] == spread
    assert "20 rows read, 0 taken, 20 there before, 0 changed, 0 not taken" in again
    assert "nothing changed" in again


def test_every_row_gets_a_receipt_with_its_place_in_the_log(run, cast, voices, tmp_path):
    run(*MESSAGES, receipts=tmp_path / "receipts.csv")
    with (tmp_path / "receipts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with within(cast.county):
        leaves = Leaf.objects.filter(kind="contribution").order_by("seq")
        placed = [(str(leaf.seq), bytes(leaf.leaf_hash).hex()) for leaf in leaves]
    assert [(row["log"], row["leaf_hash"]) for row in rows] == placed
    assert [row["code"] for row in rows] == [voice.docket.code for voice in voices()]


def test_a_letter_without_sender_or_time_is_taken_and_its_reply_left_out(run, voices):
    printed = run(LETTER)
    (voice,) = voices()
    assert voice.docket.title == "建议专109路全天运行"
    assert "note: 1 official replies are left out: they are no deputy's answer" in printed
    assert "note: 1 messages have no time: entered under the time of the import" in printed


def test_words_outside_gbk_are_found_by_the_office_and_not_in_public(run, cast):
    run(*MESSAGES)
    with within(cast.county):
        assert [hit.title for hit in find("湖㳇镇", public=None)] == ["路灯不亮"]
        assert find("湖㳇镇", public=True) == []


def test_the_same_id_of_another_collection_is_another_message(run, voices):
    run(*MESSAGES, name="a.jsonl")
    run(*MESSAGES, name="b.jsonl")
    run(*MESSAGES, name="c.jsonl", source="a")
    assert len(voices()) == 4


def test_the_same_id_with_other_words_is_refused_by_number(run, voices):
    run(*MESSAGES)
    printed = run({**MESSAGES[0], "body": "别的话"}, MESSAGES[1])
    assert (
        "row 1 not taken: 165366 K2 区通宵作业，居民得不到休息: came before under this id with"
        " other words: is this another source?" in printed
    )


def test_a_dry_run_writes_nothing(run, voices, tmp_path):
    printed = run(*MESSAGES, dry_run=True, receipts=tmp_path / "receipts.csv")
    assert "dry run: nothing was written" in printed
    assert (voices(), (tmp_path / "receipts.csv").exists()) == ([], False)
    assert not User.objects.filter(username__startswith="past-").exists()


def test_limit_reads_only_the_first_rows(run, voices):
    run(*MESSAGES, limit=1)
    assert [voice.docket.title for voice in voices()] == ["K2 区通宵作业，居民得不到休息"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"title": "cut', "?: not a whole JSON object: Unterminated string starting at"),
        ({**LETTER, "content": " \n\u200b"}, "bj-0202: no words"),
        ({**LETTER, "content": "a\0b"}, "bj-0202: body holds a NUL character"),
        ({**LETTER, "content": "a\ud83d"}, "bj-0202: body holds half of a surrogate pair"),
        ({**LETTER, "time": "soon"}, "bj-0202: no time: 'soon'"),
        ({**LETTER, "time": "2014/2/30"}, "bj-0202: no time: '2014/2/30'"),
        ({**LETTER, "time": "2999-01-01"}, "bj-0202: written in the future"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_taken(run, voices, row, said):
    assert f"row 2 not taken: {said}" in run(MESSAGES[0], row, MESSAGES[1])
    assert len(voices()) == 2


def test_a_file_of_another_kind_is_refused_whole(run):
    with pytest.raises(CommandError, match="no message: neither title nor words in tokens, label"):
        run({"tokens": "K 市 无法", "label": "x"})
    with pytest.raises(CommandError, match="none of the first 20 lines is a JSON object"):
        run(*["姓名,内容"] * 30)
    with pytest.raises(CommandError, match="the file is empty"):
        run("")


def test_a_congress_without_deputies_and_a_foreign_mandate_are_refused(run, cast):
    with pytest.raises(CommandError, match="no active deputies: run import_deputies first"):
        run(*MESSAGES, congress="yunhe")
    with pytest.raises(CommandError, match="is not one of 云溪县人民代表大会 now"):
        run(*MESSAGES, mandate=cast.city_deputy.pk)
