"""What people wrote is kept; hiding needs a listed ground and the author is told."""

import subprocess
import sys
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.contributions.models import Contribution, Ground
from huiyin.contributions.services import decide, say
from huiyin.ledger.models import Leaf
from huiyin.notices.services import deliver
from tests.cast import SPRING

Visibility = Contribution.Visibility


def spoken(cast, **facts):
    facts = {"body": "𠮷祥路的路灯坏了", "key": uuid4(), **facts}
    return say(
        congress=cast.county, author=cast.wang, byline="王＊＊", kind="voice", at=SPRING,
        visibility=Visibility.PENDING, **facts,
    )  # fmt: skip


def test_words_are_kept_character_by_character_with_one_leaf(at_home):
    words = spoken(at_home)
    assert Contribution.objects.get().body == "𠮷祥路的路灯坏了"
    assert Leaf.objects.filter(kind="contribution", ref=words.uid).count() == 1


def test_the_same_key_again_is_the_same_contribution(at_home):
    key = uuid4()
    first, second = spoken(at_home, key=key), spoken(at_home, key=key, body="另一段话")
    assert (first.pk, second.body, Contribution.objects.count()) == (second.pk, first.body, 1)


def test_hiding_keeps_the_words_names_the_ground_and_tells_the_author(at_home):
    words = spoken(at_home)
    decide(words, Visibility.HIDDEN, ground=Ground.INSULT, by=at_home.zhao, at=SPRING)
    kept = Contribution.objects.get()
    assert (kept.body, kept.visibility) == ("𠮷祥路的路灯坏了", "hidden")
    verdict = kept.verdicts.get()
    assert (verdict.ground, verdict.by) == ("insult", at_home.zhao)
    deliver(at_home.county)
    told = at_home.wang.deliveries.get(channel="site").notice
    assert (told.kind, told.params) == ("contribution.hidden", {"ground": "insult"})


def test_hiding_without_a_listed_ground_is_refused(at_home):
    words = spoken(at_home)
    with pytest.raises(ValueError, match="listed grounds"):
        decide(words, Visibility.HIDDEN, ground=Ground.FIT, by=at_home.zhao, at=SPRING)
    assert Contribution.objects.get().visibility == "pending"


@pytest.mark.parametrize("who", ["wang", "sun", "chu"])
def test_only_moderators_of_that_congress_decide(at_home, who):
    words = spoken(at_home)
    with pytest.raises(PermissionDenied):
        decide(words, Visibility.PUBLIC, ground=Ground.FIT, by=getattr(at_home, who), at=SPRING)


def test_the_sentences_are_known_to_a_process_that_only_delivers():
    script = (
        "import django; django.setup()\n"
        "from huiyin.notices.registry import sentence_of\n"
        "sentence_of('contribution.hidden', {'ground': 'x'}), sentence_of('contribution.shown', {})"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
