"""A county congress with enough deputies to put a bill before it, and a session to put it to.

Lin leads; Zhou and ten more may join. Zhao serves deputies and keeps the minutes; Cai sits in the
finance committee, Chang in the standing committee's office; the transport bureau carries out.
"""

from datetime import UTC, date, datetime

from huiyin.bills.models import Bill
from huiyin.bills.services import committee, drafting, session
from huiyin.congresses.models import Organ, Seat, Session
from huiyin.congresses.scope import within
from huiyin.congresses.services import organ
from tests.cast import SPRING
from tests.prepared import begins, prepared

#: The session of the chamber, a week after SPRING, and moments in it and after it.
OPENS, CLOSES = date(2026, 3, 16), date(2026, 3, 19)
IN_SESSION = datetime(2026, 3, 17, 2, tzinfo=UTC)
AFTER = datetime(2026, 3, 23, 2, tzinfo=UTC)
LAST_MEETING = datetime(2026, 3, 19, 6, tzinfo=UTC)
TEXT = {
    "title": "关于加强云溪县夜间公共交通的议案",
    "kind": "resolution",
    "grounds": "夜班职工逾三千人，末班公交 21:30 收车。",
    "plan": "作出决议，明确夜间公共交通的规划、补贴和考核。",
    "draft": "决议（草案）：一、年内开行夜间线路。",
}
#: Deputies besides Lin who may join; the law asks a county's bill for ten in all.
OTHERS = 11


def gather(cast):
    """Make the chamber of this cast."""
    with within(cast.county):
        return Chamber(cast)


def chamber_of(cast):
    """The same, written back from where it was made once."""
    return prepared(gather, cast)


class Chamber:
    def __init__(self, cast):
        self.cast = cast
        self.session, _made = Session.objects.get_or_create(
            term=cast.term, number=5, defaults={"starts_on": OPENS, "ends_on": CLOSES}
        )
        self.finance_committee = organ(cast.county, Organ.Kind.SPECIAL_COMMITTEE, "财政经济委员会")
        self.standing_committee = organ(cast.county, Organ.Kind.STANDING_COMMITTEE, "常务委员会")
        self.cai = cast._official("蔡财经", self.finance_committee, Seat.Role.CLERK)
        self.chang = cast._official("常委办", self.standing_committee, Seat.Role.CLERK)
        self.others = [cast.zhou] + [
            cast._deputy(f"代表{number:02d}", cast.county, cast.term, cast.zhao)
            for number in range(OTHERS - 1)
        ]

    @property
    def county(self):
        return self.cast.county

    @property
    def lin(self):
        return self.cast.lin.person.user

    @property
    def zhao(self):
        return self.cast.zhao

    def draft(self, *, at=SPRING, **changes):
        return drafting.draft(lead=self.cast.lin, by=self.lin, at=at, **{**TEXT, **changes})

    def invite(self, bill, mandate, *, at=SPRING):
        return drafting.invite(bill, mandate=mandate, by=self.lin, at=at)

    def confirm(self, bill, mandate, *, at=SPRING, seen=None):
        return drafting.answer_invitation(
            bill,
            confirmed=True,
            seen=seen or drafting.digest(bill),
            by=mandate.person.user,
            at=at,
        )

    @begins
    def joined(self, *, count=9, at=SPRING, **changes):
        """A draft that ``count`` deputies besides Lin confirmed."""
        bill = self.draft(at=at, **changes)
        for mandate in self.others[:count]:
            self.invite(bill, mandate, at=at)
            self.confirm(bill, mandate, at=at)
        return bill

    def file(self, bill, *, at=IN_SESSION):
        return drafting.file(bill, one_matter=True, declared=True, by=self.lin, at=at)

    def filed(self, *, at=IN_SESSION, **changes):
        return self.file(self.joined(**changes), at=at)

    def registered(self, *, at=IN_SESSION, public=True, **changes):
        bill = self.filed(at=at, **changes)
        session.register(bill, public=public, by=self.zhao, at=at)
        return bill

    def screening(self, *, at=IN_SESSION, **changes):
        bill = self.registered(at=at, **changes)
        session.screen(bill, committee=self.finance_committee, by=self.zhao, at=at)
        return bill

    def before_presidium(self, *, at=IN_SESSION, proposal="committee", **changes):
        bill = self.screening(**changes)
        session.give_opinion(bill, proposal=proposal, body="建议会后审议。", by=self.cai, at=at)
        session.propose(bill, proposal=proposal, body="建议会后审议。", by=self.zhao, at=at)
        return bill

    def at_committee(self, *, at=IN_SESSION, **changes):
        bill = self.before_presidium(**changes)
        committee.refer(bill, committee=self.finance_committee, by=self.zhao, at=at)
        return bill

    def reported(self, *, at=AFTER, **changes):
        bill = self.at_committee(**changes)
        committee.session_closed(bill, at=at)
        committee.report(
            bill, proposal="unit", body="问题属实，建议交县交通运输局办理。", by=self.cai, at=at
        )
        return bill

    def sent(self, *, at=AFTER, **changes):
        bill = self.reported(**changes)
        committee.lay_before(bill, meeting="常委会第三十次会议", by=self.chang, at=at)
        committee.decide(
            bill,
            decision="unit",
            unit=self.cast.transport,
            body="同意报告，交县交通运输局办理。",
            by=self.chang,
            at=at,
        )
        return bill

    def again(self, bill):
        """The bill as the database has it now."""
        return Bill.objects.shown().get(pk=bill.pk)
