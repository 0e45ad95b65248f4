import pytest
from django.core.management import CommandError, call_command

from huiyin.congresses.scope import within
from huiyin.ledger.models import Leaf
from huiyin.ledger.services import append_many
from huiyin.ledger.tests.conftest import NOON


def test_checkpoint_signs_the_logs_that_grew_and_is_safe_to_repeat(
    county, neighbour, words, capsys
):
    append_many(county, [words.entry(1)])
    append_many(neighbour, [words.entry(2)])
    call_command("checkpoint")
    call_command("checkpoint")
    assert capsys.readouterr().out == "2 checkpoints signed\n0 checkpoints signed\n"


def test_checkpoint_lets_a_few_new_leaves_gather_unless_told_otherwise(county, words, capsys):
    append_many(county, [words.entry(1)])
    call_command("checkpoint")
    append_many(county, [words.entry(2)])
    call_command("checkpoint")
    call_command("checkpoint", "--all")
    assert capsys.readouterr().out == (
        "1 checkpoints signed\n0 checkpoints signed\n1 checkpoints signed\n"
    )


def test_verify_ledger_says_that_all_is_well(recorded, capsys):
    call_command("verify_ledger")
    assert capsys.readouterr().out == "1 logs verified, no problems\n"


def test_verify_ledger_names_every_problem_and_fails(recorded, capsys):
    with within(recorded):
        Leaf.objects.filter(seq=7).update(at=NOON)
    with pytest.raises(CommandError, match="1 problems: the record was tampered with or damaged"):
        call_command("verify_ledger", "--congress", "yunxi")
    assert capsys.readouterr().out == "yunxi: leaf_changed #7: 存证条目被改动\n"
