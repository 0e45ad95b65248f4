"""What time itself brings about: lapsed ratings, ended terms, settled holidays."""

from datetime import date, timedelta

from django.core.management import call_command

from huiyin.congresses.models import Term
from huiyin.deputies.models import Mandate
from huiyin.procedure.models import Deadline, Docket


def test_a_reply_nobody_rates_in_time_is_closed_once_and_its_promises_are_followed(at_home, capsys):
    type(at_home.county).objects.filter(pk=at_home.county.pk).update(profile_key="chongqing-2018")
    case = at_home.replied()
    clock = Deadline.objects.get(docket=case.docket_id, name="feedback")
    assert clock.profile == "chongqing-2018"
    call_command("close_unrated")
    call_command("close_unrated")
    assert capsys.readouterr().out.splitlines() == [
        "1 closed without a rating",
        "0 closed without a rating",
    ]
    docket = Docket.objects.get(pk=case.docket_id)
    assert [move.verb for move in docket.moves.all()][-2:] == ["no_response", "track"]
    assert case.replies.filter(rating=None).count() == 1


def test_mandates_end_with_their_term(at_home, capsys):
    Term.objects.filter(pk=at_home.term.pk).update(ends_on=date.today() - timedelta(days=1))
    call_command("expire_mandates")
    assert capsys.readouterr().out == "2 mandates ended with their term\n"
    assert Mandate.objects.active().count() == 0


def test_a_provisional_deadline_moves_once_the_holidays_are_known(at_home, capsys):
    case = at_home.assigned()
    Deadline.objects.filter(docket=case.docket_id, name="reply").update(
        provisional=True, due_on=date(2026, 6, 8)
    )
    call_command("settle_deadlines")
    call_command("settle_deadlines")
    assert capsys.readouterr().out == "1 deadlines moved\n0 deadlines moved\n"
    clock = Deadline.objects.get(docket=case.docket_id, name="reply")
    assert (clock.due_on, clock.provisional) == (date(2026, 6, 9), False)
    assert Docket.objects.get(pk=case.docket_id).due_on == date(2026, 6, 9)
