"""What time itself brings about: lapsed ratings, ended terms, settled holidays."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate, now

from huiyin.congresses.models import Term
from huiyin.deputies.models import Mandate
from huiyin.notices.models import Notice
from huiyin.notices.registry import people
from huiyin.procedure.models import Deadline, Docket
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.services.rating import lapse
from huiyin.voices.services import take_up


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


def test_drafts_end_with_the_mandate_and_their_messages_wait_for_somebody_else(at_home, capsys):
    draft, handed_in, voice = at_home.draft(), at_home.submitted(), at_home.voice()
    lin = at_home.lin.person.user
    take_up(voice, into=draft.docket, by=lin, at=now())
    Docket.objects.filter(pk=at_home.lin.docket_id).update(state="expired")
    call_command("end_drafts")
    call_command("end_drafts")
    assert capsys.readouterr().out.splitlines() == [
        "1 drafts ended with the mandate of their deputy",
        "0 drafts ended with the mandate of their deputy",
    ]
    cases = (draft, handed_in, voice)
    states = [Docket.objects.get(pk=case.docket_id).state for case in cases]
    assert states == ["withdrawn", "submitted", "received"]


def test_a_provisional_deadline_moves_once_the_holidays_are_known(at_home, capsys):
    case = at_home.handling(co=False)
    Deadline.objects.filter(docket=case.docket_id, name="reply").update(
        provisional=True, due_on=date(2026, 6, 8)
    )
    call_command("settle_deadlines")
    call_command("settle_deadlines")
    assert capsys.readouterr().out == "1 deadlines moved\n0 deadlines moved\n"
    clock = Deadline.objects.get(docket=case.docket_id, name="reply")
    assert (clock.due_on, clock.provisional) == (date(2026, 6, 9), False)
    assert Docket.objects.get(pk=case.docket_id).due_on == date(2026, 6, 9)


def test_a_late_case_is_reminded_of_once_a_rung_and_the_office_with_it(at_home, capsys):
    voice = at_home.voice(at=now())
    day = localdate() - timedelta(days=1)
    Deadline.objects.filter(docket=voice.docket_id).update(started_on=day, due_on=day)
    call_command("remind")
    call_command("remind")
    assert capsys.readouterr().out == "1 reminders\n0 reminders\n"
    told = Notice.objects.get(kind="reminder.late")
    clock = Deadline.objects.get(docket=voice.docket_id)
    assert told.audience == f"rung:{clock.pk}:-1"
    assert people(told.audience) == sorted([at_home.lin.person.user_id, at_home.zhao.pk])


def test_a_rating_does_not_lapse_where_no_measure_sets_a_period(at_home):
    with pytest.raises(Incomplete, match="评价期限还没有届满"):
        lapse(at_home.replied(), at=now())


def test_one_case_that_fails_keeps_no_other_waiting_and_is_named(at_home, capsys):
    broken, sound = at_home.handling(co=False), at_home.handling(co=False)
    Deadline.objects.filter(name="reply").update(provisional=True, due_on=date(2026, 6, 8))
    faulty = Deadline.objects.filter(docket=broken.docket_id, name="reply")
    faulty.update(profile="written-by-nobody")
    Term.objects.filter(pk=at_home.term.pk).update(ends_on=date.today() - timedelta(days=1))
    with pytest.raises(CommandError, match="1 failed"):
        call_command("daily")
    said = capsys.readouterr()
    assert [line for line in said.out.splitlines() if "reminders" not in line] == [
        "1 deadlines moved",
        "0 reports counted from the close of their session",
        "0 closed without a rating",
        "0 closed after the time to judge their promises",
        "0 consultations ended",
        "2 mandates ended with their term",
        "0 drafts ended with the mandate of their deputy",
        "0 drafts of bills ended with the mandate of their deputy",
        "2 suggestions carried over into the next term",
        "0 articles released or ended",
        "1 congresses counted",
        '{"red": 0, "amber": 0, "green": 0}',
        "13 of 14 tasks done",
    ]
    assert f"deadline {faulty.get().pk}: UnknownProfile: 找不到规则“written-by-nobody”" in said.err
    moved = Deadline.objects.get(docket=sound.docket_id, name="reply")
    assert (moved.due_on, moved.provisional) == (date(2026, 6, 9), False)
