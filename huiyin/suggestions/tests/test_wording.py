"""What moves keep as codes is said in the language of whoever reads it."""

from django.utils.translation import override

from huiyin.law.profiles import profile_for
from huiyin.notices.models import Notice
from huiyin.suggestions.models import Commitment, Contact, Rating
from huiyin.suggestions.services import handling, office, rating
from tests.cast import SPRING


def in_both(move):
    """What is said of ``move``, in Chinese and in English."""
    said = []
    for language in ("zh-hans", "en"):
        with override(language):
            said.append(move.said("suggestion"))
    return said


def test_the_way_people_talked_is_kept_as_a_code_whoever_enters_it(at_home):
    case = at_home.handling()
    with override("en"):
        handling.log_contact(
            case, mode="visit", note="线路", held_on=SPRING.date(), by=at_home.sun, at=SPRING
        )
    move = case.docket.moves.get(verb="contact")
    assert move.facts["mode"] == "visit"
    assert Notice.objects.get(kind="suggestion.contact").params["mode"] == "visit"
    chinese, english = in_both(move)
    assert "走访" in chinese
    with override("en"):
        assert str(Contact.Mode.VISIT.label) in english


def test_a_judgement_and_what_became_of_a_promise_are_kept_as_codes(at_home):
    case = at_home.replied()
    lin = at_home.lin.person.user
    rating.rate(case, attitude="satisfied", result="basically", reason="", by=lin, at=SPRING)
    promise = Commitment.objects.get()
    rating.report(promise, outcome="kept", evidence="已开行", by=at_home.sun, at=SPRING)
    judged, told = (case.docket.moves.get(verb=verb) for verb in ("satisfied", "report"))
    assert (judged.facts["attitude"], judged.facts["result"]) == ("satisfied", "basically")
    assert (told.facts["what"], told.facts["outcome"]) == (1, "kept")
    chinese, english = in_both(judged)
    assert "态度满意，结果基本满意" in chinese
    with override("en"):
        assert str(Rating.Value.BASICALLY.label) in english
    assert in_both(told)[0].endswith("第 1 项（已落实）")


def test_words_that_older_moves_keep_are_still_said(at_home):
    case = at_home.replied()
    move = case.docket.moves.get(verb="contact")
    move.facts |= {"mode": "面商"}
    assert "面商" in in_both(move)[0]
    move.verb, move.source = "report", "tracking"
    move.facts |= {"what": "换车（已落实）"}
    assert in_both(move)[0].endswith("：换车（已落实）")


def test_a_ground_is_said_in_the_words_of_the_law_of_either_language(at_home):
    case = at_home.submitted()
    grounds = profile_for("national", SPRING.date()).decline_reasons
    reason = next(one for one in grounds if one.key == "bid")
    chinese, english = in_both(office.decline(case, reason=reason, by=at_home.zhao, at=SPRING))
    assert chinese.endswith("干预具体招标投标活动") and reason.label.en in english
