"""Every form of a bill's steps, on a bill brought to where the step is open."""

from uuid import uuid4

from huiyin.bills import forms
from huiyin.bills.services import committee, session
from huiyin.bills.tests.chamber import AFTER, IN_SESSION, TEXT, chamber_of
from tests.naughty.place import Place
from tests.visitor import Visitor


def _step(name, who, bring, **right):
    """The form of one step, on a bill that ``bring`` (chamber) makes; ``who`` acts."""

    def ready(cast):
        chamber = chamber_of(cast)
        bill = bring(chamber)
        values = {key: value(chamber) if callable(value) else value for key, value in right.items()}
        return Visitor(who(chamber)), f"/desk/bills/{bill.docket.code}/{name}/", values

    return ready


def _new(cast):
    return Visitor(cast.lin.person.user), "/desk/bills/new/", TEXT | {"key": uuid4()}


def _lin(chamber):
    return chamber.lin


def _zhao(chamber):
    return chamber.zhao


def _cai(chamber):
    return chamber.cai


def _chang(chamber):
    return chamber.chang


def _invited(chamber):
    bill = chamber.draft()
    chamber.invite(bill, chamber.others[0])
    return bill


def _on_agenda(chamber):
    bill = chamber.before_presidium()
    session.put_on_agenda(bill, by=chamber.zhao, at=IN_SESSION)
    return bill


def _deliberated(chamber):
    bill = _on_agenda(chamber)
    session.deliberate(bill, body="普遍赞成。", by=chamber.zhao, at=IN_SESSION)
    return bill


def _laid_before(chamber):
    bill = chamber.reported()
    committee.lay_before(bill, meeting="第三十次会议", by=chamber.chang, at=AFTER)
    return bill


def _under_shanghai(chamber):
    county = chamber.cast.county
    county.profile_key = "shanghai-2015"
    county.save(update_fields=["profile_key"])
    return chamber.before_presidium()


def _finance(chamber):
    return chamber.finance_committee.pk


def _transport(chamber):
    return chamber.cast.transport.pk


VOTES = {"in_favour": "150", "against": "20", "abstained": "10", "whole": "200"}
BILLS = (
    Place(forms.DraftForm, _new),
    Place(forms.EditForm, _step("edit", _lin, lambda c: c.draft(), **TEXT)),
    Place(
        forms.InviteForm,
        _step("invite", _lin, lambda c: c.draft(), mandate=lambda c: c.others[0].pk),
    ),
    Place(
        forms.UninviteForm,
        _step(
            "uninvite",
            _lin,
            _invited,
            sponsor=lambda c: c.others[0].bills_joined.get().pk,
        ),
    ),
    Place(
        forms.ConfirmForm,
        _step("confirm", lambda c: c.others[0].person.user, _invited, seen="0" * 64),
        loose=("seen",),
    ),
    Place(
        forms.FileForm,
        _step("file", _lin, lambda c: c.joined(), one_matter="on", declared="on"),
    ),
    Place(forms.AgreedForm, _step("withdraw", _lin, lambda c: c.filed(), agreed="on")),
    Place(forms.StepForm, _step("put_on_agenda", _zhao, lambda c: c.before_presidium())),
    Place(
        forms.ReasonForm,
        _step("convert", _zhao, lambda c: c.before_presidium(), reason="属于政府职权"),
    ),
    Place(forms.RegisterForm, _step("register", _zhao, lambda c: c.filed(), public="yes")),
    Place(
        forms.CommitteeForm,
        _step("screen", _zhao, lambda c: c.registered(), committee=_finance),
    ),
    Place(
        forms.OpinionForm,
        _step("give_opinion", _cai, lambda c: c.screening(), proposal="agenda", body="可行"),
    ),
    Place(
        forms.RefuseForm,
        _step(
            "refuse",
            _zhao,
            _under_shanghai,
            reason="属于政府职权",
            last_meeting="2026-03-19T14:00",
        ),
    ),
    Place(forms.BodyForm, _step("deliberate", _zhao, _on_agenda, body="普遍赞成")),
    Place(
        forms.VoteForm,
        _step("vote", _zhao, _deliberated, held_on="2026-03-18", **VOTES),
    ),
    Place(forms.UnitForm, _step("consult", _cai, lambda c: c.at_committee(), unit=_transport)),
    Place(
        forms.ReportForm,
        _step("report", _cai, lambda c: c.at_committee(), proposal="plan", body="建议列入规划"),
    ),
    Place(
        forms.MeetingForm,
        _step("lay_before", _chang, lambda c: c.reported(), meeting="第三十次会议"),
    ),
    Place(
        forms.DecideForm,
        _step("decide", _chang, _laid_before, decision="unit", unit=_transport, body="同意报告"),
    ),
)
#: Never a form of their own on a page.
BASES = {forms.TextForm, forms.PickForm}
