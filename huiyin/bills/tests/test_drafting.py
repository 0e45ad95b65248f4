"""Writing a bill together: the text, who stands by it, and whether they are enough."""

import pytest
from django.core.exceptions import PermissionDenied

from huiyin.bills import rules
from huiyin.bills.models import Bill, Sponsor
from huiyin.bills.procedure import State
from huiyin.bills.services import drafting, leaving, session
from huiyin.bills.services.drafting import Incomplete
from huiyin.bills.tests.chamber import IN_SESSION, TEXT
from huiyin.congresses.models import Congress
from huiyin.deputies.models import Mandate
from huiyin.deputies.procedure import State as MandateState
from huiyin.law.thresholds import threshold
from huiyin.ledger.models import Leaf
from huiyin.procedure.models import Docket, Party
from huiyin.procedure.table import NotLawful
from tests.cast import SPRING

Answer = Sponsor.Answer


def state_of(bill):
    return Docket.objects.get(pk=bill.docket_id).state


def mandate_state(mandate, state):
    Docket.objects.filter(pk=mandate.docket_id).update(state=state)


def test_an_idea_is_noted_written_and_becomes_a_draft(chamber):
    bill = chamber.draft(idea=True, grounds="", plan="", draft="")
    assert state_of(bill) == State.BREWING
    drafting.edit(bill, by=chamber.lin, at=SPRING, **TEXT)
    drafting.write(bill, by=chamber.lin, at=SPRING)
    assert (state_of(bill), Bill.objects.get().plan) == (State.DRAFTING, TEXT["plan"])


def test_ten_deputies_of_a_county_file_a_bill_and_it_is_kept_word_for_word(chamber):
    bill = chamber.filed()
    move = bill.docket.moves.get(verb="file")
    assert (state_of(bill), move.facts["sponsors"]) == (State.FILED, 10)
    assert bill.words.body == "\n\n".join(
        (TEXT["title"], TEXT["grounds"], TEXT["plan"], TEXT["draft"])
    )
    assert Leaf.objects.filter(ref=bill.words.uid).count() == 1
    assert (bill.session, bill.docket.holder_organ) == (chamber.session, chamber.cast.affairs)


@pytest.mark.parametrize(("count", "missing"), [(0, 9), (7, 2), (8, 1)])
def test_below_ten_it_is_refused_with_the_number_that_is_missing(chamber, count, missing):
    bill = chamber.joined(count=count)
    with pytest.raises(Incomplete, match=f"需要 10 名以上代表联名.*还差 {missing} 人"):
        chamber.file(bill)
    assert state_of(bill) == (State.COSIGNING if count else State.DRAFTING)


@pytest.mark.parametrize(("level", "people"), [(1, 30), (2, 10), (3, 10), (4, 10), (5, 5)])
def test_the_number_asked_for_is_that_of_the_level(chamber, level, people):
    from huiyin.bills.rules import rule

    congress = Congress(level=level)
    assert rule(congress, SPRING.date()).people == people
    assert rule(congress, SPRING.date()) == threshold(
        "bill", ("national", "province", "prefecture", "county", "township")[level - 1],
        SPRING.date(),
    )  # fmt: skip


def test_a_suspended_and_an_ended_mandate_do_not_count_at_filing(chamber):
    bill = chamber.joined(count=11)
    mandate_state(chamber.others[0], MandateState.SUSPENDED)
    mandate_state(chamber.others[1], MandateState.TERMINATED)
    mandate_state(chamber.others[2], MandateState.EXPIRED)
    with pytest.raises(Incomplete, match="还差 1 人"):
        chamber.file(bill)
    mandate_state(chamber.others[0], MandateState.ACTIVE)
    chamber.file(bill)
    assert bill.docket.moves.get(verb="file").facts["sponsors"] == 10


def test_one_person_with_two_seats_is_one_sponsor(chamber):
    bill = chamber.joined(count=9)
    twice = chamber.others[0].person
    Mandate.objects.filter(pk=chamber.others[1].pk).update(person=twice)
    with pytest.raises(Incomplete, match="还差 1 人"):
        chamber.file(bill)


def test_who_is_suspended_when_it_is_filed_does_not_stand_under_it(chamber):
    bill = chamber.joined(count=10)
    gone = chamber.others[0]
    mandate_state(gone, MandateState.SUSPENDED)
    chamber.file(bill)
    assert bill.sponsors.get(mandate=gone).answer == "lapsed"
    assert bill.sponsors.filter(answer="confirmed").count() == 9
    assert not rules.works_on(gone.person.user, chamber.again(bill))


def test_a_suspended_lead_files_nothing(chamber):
    bill = chamber.joined()
    mandate_state(chamber.cast.lin, MandateState.SUSPENDED)
    with pytest.raises(PermissionDenied):
        chamber.file(chamber.again(bill))


def test_an_edit_voids_every_confirmation_and_the_old_text_is_not_confirmed(chamber):
    bill = chamber.joined()
    old = drafting.digest(bill)
    drafting.edit(bill, by=chamber.lin, at=SPRING, **{**TEXT, "plan": "改为试行一年。"})
    assert set(bill.sponsors.values_list("answer", flat=True)) == {Answer.VOIDED}
    with pytest.raises(Incomplete, match="还差 9 人"):
        chamber.file(bill)
    with pytest.raises(Incomplete, match="请读过最新文本再确认"):
        chamber.confirm(bill, chamber.others[0], seen=old)
    for mandate in chamber.others[:9]:
        chamber.confirm(bill, mandate)
    chamber.file(bill)
    assert state_of(bill) == State.FILED


def test_an_edit_that_changes_no_word_leaves_the_confirmations(chamber):
    bill = chamber.joined()
    drafting.edit(bill, by=chamber.lin, at=SPRING, **TEXT)
    assert set(bill.sponsors.values_list("answer", flat=True)) == {Answer.CONFIRMED}


def test_who_did_not_answer_is_not_counted_and_not_waited_for(chamber):
    bill = chamber.joined()
    chamber.invite(bill, chamber.others[10])
    chamber.file(bill)
    assert bill.sponsors.get(mandate=chamber.others[10]).answer == Answer.LAPSED
    with pytest.raises(NotLawful):
        chamber.confirm(bill, chamber.others[10])


def test_a_withdrawn_cosponsor_no_longer_counts(chamber):
    bill = chamber.joined()
    leaver = chamber.others[3].person.user
    assert leaving.leave(bill, by=leaver, at=SPRING) == 9
    with pytest.raises(Incomplete, match="还差 1 人"):
        chamber.file(bill)
    assert not Party.objects.filter(docket=bill.docket_id, user=leaver).exists()
    with pytest.raises(PermissionDenied):
        leaving.leave(bill, by=leaver, at=SPRING)


@pytest.mark.parametrize("changes", [{"grounds": " "}, {"plan": ""}])
def test_subject_grounds_and_plan_are_required(chamber, changes):
    with pytest.raises(Incomplete, match="案由、案据和方案"):
        chamber.file(chamber.joined(**changes))


def test_a_legislative_bill_has_a_draft_and_others_need_none(chamber):
    chamber.filed(draft="")
    for congress in (chamber.cast.county, chamber.cast.lin.congress):
        congress.level = Congress.Level.PREFECTURE
        congress.save(update_fields=["level"])
    with pytest.raises(Incomplete, match="法规草案"):
        chamber.file(chamber.joined(kind="legislation", draft=""))
    assert state_of(chamber.filed(kind="legislation")) == State.FILED


def test_a_county_makes_no_regulations_unless_it_is_autonomous(chamber):
    bill = chamber.joined(kind="legislation")
    with pytest.raises(Incomplete, match="不属于本级人大的职权"):
        chamber.file(bill)
    bill.congress.area.kind = "autonomous_county"
    bill.congress.area.save(update_fields=["kind"])
    chamber.file(chamber.again(bill))
    assert state_of(bill) == State.FILED


@pytest.mark.parametrize(("one_matter", "declared"), [(False, True), (True, False)])
def test_one_matter_and_no_interest_are_stated_before_it_is_filed(chamber, one_matter, declared):
    bill = chamber.joined()
    with pytest.raises(Incomplete):
        drafting.file(bill, one_matter=one_matter, declared=declared, by=chamber.lin, at=IN_SESSION)
    assert state_of(bill) == State.COSIGNING


def test_only_active_deputies_of_the_congress_are_asked_and_not_the_lead(chamber):
    bill = chamber.draft()
    mandate_state(chamber.others[0], MandateState.SUSPENDED)
    for mandate in (chamber.others[0], chamber.cast.lin, chamber.cast.city_deputy):
        with pytest.raises(Incomplete):
            chamber.invite(bill, mandate)
    assert (state_of(bill), bill.sponsors.count()) == (State.DRAFTING, 0)


def test_the_same_deputy_asked_twice_is_one_sponsor(chamber):
    bill = chamber.draft()
    first, second = (chamber.invite(bill, chamber.others[0]) for _ in range(2))
    assert (first, bill.sponsors.count()) == (second, 1)


def test_the_same_form_sent_twice_begins_one_bill(chamber):
    key = "6f1c3a52-3b43-4a55-9b70-6d6c1f9f4c01"
    first, second = (chamber.draft(key=key) for _ in range(2))
    assert (first, second.repeated, Bill.objects.count()) == (second, True, 1)


def test_an_invitation_is_taken_back_or_declined(chamber):
    bill = chamber.draft()
    zhou, other = chamber.others[:2]
    sponsor = chamber.invite(bill, zhou)
    drafting.uninvite(bill, sponsor=sponsor, by=chamber.lin, at=SPRING)
    chamber.invite(bill, other)
    drafting.answer_invitation(bill, confirmed=False, seen="", by=other.person.user, at=SPRING)
    assert list(bill.sponsors.values_list("answer", flat=True)) == [Answer.DECLINED]


def test_a_bill_sent_back_keeps_its_sponsors_until_the_text_changes(chamber):
    bill = chamber.filed()
    session.send_back(bill, reason="方案请写具体", by=chamber.zhao, at=IN_SESSION)
    assert (state_of(bill), bill.docket.holder_user) == (State.COSIGNING, chamber.lin)
    chamber.file(bill)
    assert state_of(bill) == State.FILED


def delegation(chamber, size):
    for mandate in [chamber.cast.lin, *chamber.others[: size - 1]]:
        mandate.delegation = "河东代表团"
        mandate.save(update_fields=["delegation"])


def test_a_county_delegation_sponsors_no_bill(chamber):
    delegation(chamber, 5)
    with pytest.raises(Incomplete, match="不以代表团名义提出"):
        chamber.draft(as_delegation=True)


def test_at_the_npc_a_delegation_sponsors_by_the_majority_of_all_its_deputies(chamber):
    delegation(chamber, 6)
    chamber.cast.county.level = Congress.Level.NATION
    chamber.cast.county.save(update_fields=["level"])
    chamber.cast.lin.congress.level = Congress.Level.NATION
    bill = chamber.draft(as_delegation=True)
    assert drafting.ask_delegation(bill, by=chamber.lin, at=SPRING) == 5
    with pytest.raises(Incomplete, match="只由本代表团的代表表决"):
        chamber.invite(bill, chamber.others[8])
    for mandate in chamber.others[:2]:
        chamber.confirm(bill, mandate)
    with pytest.raises(Incomplete, match="需要 4 人，还差 1 人"):
        chamber.file(bill)
    chamber.confirm(bill, chamber.others[2])
    chamber.file(bill)
    assert state_of(bill) == State.FILED


def test_a_deputy_without_a_known_delegation_cannot_name_one(chamber):
    chamber.cast.lin.congress.level = Congress.Level.NATION
    with pytest.raises(Incomplete, match="没有写明你所在的代表团"):
        chamber.draft(as_delegation=True)


def test_a_draft_is_given_up_or_ends_with_the_mandate(chamber):
    bill = chamber.joined(count=1)
    leaving.withdraw(bill, by=chamber.lin, at=SPRING)
    other = chamber.draft()
    leaving.run_out(other, at=SPRING)
    assert (state_of(bill), state_of(other)) == (State.WITHDRAWN, State.WITHDRAWN)


@pytest.mark.parametrize("leave", ["excuse", "leave", "lapse"])
def test_who_does_not_sponsor_it_has_no_part_in_it_any_more(chamber, leave):
    bill, other = chamber.joined(), chamber.others[10]
    chamber.invite(bill, other)
    user = other.person.user
    assert rules.works_on(user, bill)
    if leave == "excuse":
        drafting.answer_invitation(bill, confirmed=False, seen="", by=user, at=SPRING)
    if leave == "leave":
        chamber.confirm(bill, other)
        leaving.leave(chamber.again(bill), by=user, at=SPRING)
    chamber.file(bill)
    assert not rules.works_on(user, chamber.again(bill))
    assert not bill.docket.parties.filter(user=user).exists()
