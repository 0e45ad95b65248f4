from datetime import date, timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from huiyin.portal import duty
from huiyin.portal.queries import figures, punctuality, year_before
from huiyin.reports.queries import chosen, counted
from huiyin.suggestions.services import assigning, extending, handling, office, rating
from huiyin.voices import services as voices
from tests.cast import REPLY, SPRING

DAY = timedelta(days=1)
START, DUE = date(2026, 3, 9), date(2026, 6, 9)


def test_a_late_answer_counts_in_the_whole_and_not_in_the_part():
    rows = [(START, DUE, DUE, None, 3), (START, DUE, DUE + DAY, None, 1)]
    kept = punctuality(rows, DUE + 9 * DAY)
    assert (kept.part, kept.whole, kept.late, kept.days) == (3, 4, 1, 92)


def test_a_clock_that_ran_out_unanswered_counts_as_late_while_it_still_runs():
    rows = [(START, DUE, None, None, 2)]
    assert punctuality(rows, DUE).whole == 0
    assert (punctuality(rows, DUE + DAY).part, punctuality(rows, DUE + DAY).whole) == (0, 2)


def test_voiding_a_clock_after_its_day_never_erases_that_it_was_missed():
    assert punctuality([(START, DUE, None, DUE + DAY, 1)], DUE + 5 * DAY).whole == 1
    assert punctuality([(START, DUE, None, DUE, 1)], DUE + 5 * DAY).whole == 0


def test_without_any_answer_there_is_no_median():
    assert punctuality([], DUE).days is None


def test_the_year_before_a_leap_day_ends_on_the_28th():
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)


def test_figures_are_counted_from_the_clocks_and_ratings_of_this_congress(at_home):
    lin = at_home.lin.person.user
    answered = at_home.voice()
    voices.write(answered, "answer", body="收到", by=lin, at=SPRING + 2 * DAY, key=uuid4())
    at_home.voice(title="路灯不亮")
    case = at_home.replied()
    rating.rate(
        case, attitude="satisfied", result="dissatisfied", reason="没有期限", by=lin, at=SPRING
    )
    at_home.assigned()

    found = figures(at_home.county, localdate(SPRING) + 60 * DAY)

    assert (found.replies.part, found.replies.whole, found.replies.days) == (1, 1, 0)
    assert (found.responses.part, found.responses.whole, found.responses.days) == (1, 2, 2)
    assert (found.ratings.dissatisfied, found.ratings.whole) == (1, 1)
    late = figures(at_home.county, localdate(SPRING) + 100 * DAY)
    assert (late.replies.part, late.replies.whole) == (1, 2)


def test_a_congress_without_any_record_has_no_figures(at_home):
    found = figures(at_home.county, localdate(SPRING))
    assert found.empty and found.months == []


def test_figures_take_three_queries_for_any_number_of_cases(at_home, django_assert_num_queries):
    for _number in range(3):
        at_home.replied()
    with django_assert_num_queries(3):
        figures(at_home.county, localdate(SPRING))


def test_a_reply_within_its_extension_is_in_time(at_home):
    case = at_home.handling(co=False)
    planned = localdate(SPRING) + 120 * DAY
    extending.ask_extension(
        case, ground="wide", reason="三个部门", planned_on=planned, by=at_home.sun, at=SPRING
    )
    extending.grant_extension(case, by=at_home.wu, at=SPRING)
    late = SPRING + 110 * DAY
    promised = [("开行夜班线", (late + 30 * DAY).date())]
    handling.draft_reply(case, commitments=promised, by=at_home.sun, at=late, **REPLY)
    handling.issue(
        case, secrecy_reviewed="何平", without_contact="代表出国", by=at_home.wu, at=late
    )
    found = figures(at_home.county, localdate(late))
    assert (found.replies.part, found.replies.whole, found.replies.days) == (1, 1, 110)
    whole = chosen(counted(at_home.county, late)).whole
    assert (whole["reply.in_time"], whole["reply.due"], whole["extended"]) == (1, 1, 1)


def test_parts_are_counted_with_their_whole_on_a_deputys_page(at_home):
    case = at_home.submitted()
    office.accept(case, public=True, by=at_home.zhao, at=SPRING)
    parts = [(at_home.transport, "线路"), (at_home.finance, "补贴")]
    assigning.split(case, parts=parts, by=at_home.zhao, at=SPRING)
    shown = duty.counted(at_home.lin, localdate(SPRING))
    assert (shown.led, shown.replied) == (1, 0)
    assert [one.pk for one in duty.led(at_home.lin)] == [case.pk]
