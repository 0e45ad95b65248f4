"""Suggestions of the demonstration: one way through the procedure for each stage of it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from huiyin.accounts.models import User
from huiyin.congresses.models import Congress, Organ
from huiyin.contributions.services import decide
from huiyin.deputies.models import Mandate
from huiyin.law.profiles import profile_for
from huiyin.suggestions.models import Commitment, Suggestion
from huiyin.suggestions.services import (
    assigning,
    consulting,
    drafting,
    extending,
    handling,
    office,
    publishing,
    rating,
)

GOVERNMENT = "县政府办公室"
#: What people answer to a deputy who asks.
OPINIONS = (
    "早上六点半以前最需要，晚一点也行，先别取消周末的。",
    "老人带孙子坐车，站台要有座位和雨棚。",
    "希望能提前一天看到时刻，最好贴在站牌上。",
)
#: The whole way, in days after the draft; a case goes as far as its last act.
WAY = (
    (0, "draft"), (1, "invite"), (2, "confirm"), (3, "submit"), (5, "accept"), (9, "assign"),
    (11, "sign_for"), (12, "start"), (24, "contact"), (30, "co_opinion"), (38, "draft_reply"),
    (39, "send_back"), (41, "draft_reply"), (43, "issue"),
)  # fmt: skip
AGAIN = ((49, "rate_badly"), (58, "contact"), (63, "draft_reply"), (66, "issue"))
#: How far each case goes, and what it does that is not on the way.
ENDS = {
    "asked": ((0, "note"), (1, "ask")),
    "consulting": ((0, "note"), (1, "ask"), (2, "open_asked"), (4, "hear")),
    "drafting": WAY[:1],
    "cosigning": WAY[:2],
    "submitted": WAY[:4],
    "returned": (*WAY[:4], (5, "improve")),
    "declined": (*WAY[:4], (5, "decline")),
    "withdrawn": (*WAY[:4], (4, "withdraw")),
    "accepted": WAY[:5],
    "assigned": WAY[:6],
    "receipted": WAY[:7],
    "handling": WAY[:10],
    "in_review": WAY[:11],
    "replied": WAY,
    "redo": (*WAY, AGAIN[0]),
    "disputed": (*WAY, *AGAIN, (70, "rate_badly")),
    "redone": (*WAY, *AGAIN, (70, "rate_well")),
    "tracking": (*WAY, (48, "rate_well")),
    "return_requested": (*WAY[:7], (14, "ask_return")),
    "reassigned": (*WAY[:7], (13, "ask_return"), (16, "accept_return"), (17, "assign")),
    "dispatched": (*WAY[:5], (9, "assign_government"), (11, "dispatch"), (30, "urge")),
    "split": (*WAY[:5], (9, "split")),
    "extended": (*WAY[:8], (24, "contact"), (70, "ask_extension"), (74, "grant_extension")),
    "key": (*WAY[:8], (15, "supervise"), (18, "lead_in_person"), (24, "contact"), (60, "urge")),
    "redacted": (*WAY, (48, "rate_well"), (50, "redact")),
    "judged": (
        *WAY,
        (48, "rate_well"),
        (55, "progress"),
        (60, "keep"),
        (75, "keep"),
        (80, "judge"),
        (90, "recheck"),
    ),
    "archived": (*WAY, (48, "rate_well"), (60, "keep"), (75, "keep"), (120, "archive")),
    "closed": (*WAY, (48, "rate_well"), (60, "keep"), (75, "keep")),
}


@dataclass
class Case:
    """One suggestion on its way. Units are given by name, people are found in their seats."""

    lead: str
    title: str
    problem: str
    advice: str
    unit: str
    co: str
    begun: int
    end: str
    attached: object = None
    suggestion: Suggestion = None

    def story(self, clock):
        """See ``kit.stories``. ``attached`` is called once the draft exists."""
        for days, act in ENDS[self.end]:
            yield (at := clock.at(min(days - self.begun, -1)))
            if self.suggestion:
                self.suggestion = Suggestion.objects.shown().get(pk=self.suggestion.pk)
            getattr(self, act)(at)
            if act == "draft" and self.attached:
                self.attached(self.suggestion, at)

    @property
    def county(self):
        return Congress.objects.get(slug="yunxi")

    @property
    def mover(self):
        return self.suggestion.lead.person.user

    def _mandate(self, name):
        return Mandate.objects.active().select_related("person__user").get(person__name=name)

    def _seated(self, organ, *roles):
        return User.objects.filter(
            seats__organ__name=organ, seats__organ__congress=self.county, seats__role__in=roles
        ).first()

    @property
    def clerk(self):
        return self._seated("代表工作委员会", "clerk")

    @property
    def handler(self):
        return self._seated(self.unit, "handler")

    @property
    def head(self):
        return self._seated(self.unit, "head")

    def draft(self, at):
        lead = self._mandate(self.lead)
        self.suggestion = drafting.draft(
            lead=lead, title=self.title, problem=self.problem, advice=self.advice,
            proposed_unit=self.unit, by=lead.person.user, at=at,
        )  # fmt: skip

    def note(self, at):
        lead = self._mandate(self.lead)
        self.suggestion = drafting.draft(
            lead=lead, title=self.title, problem=self.problem, advice=self.advice,
            verb="note", by=lead.person.user, at=at,
        )  # fmt: skip

    def ask(self, at):
        text = f"{self.problem}\n我想先听听大家的意见：{self.advice}"
        consulting.ask(
            self.suggestion, text=text, audience="everyone",
            ends_on=localdate(at) + timedelta(days=60), by=self.mover, at=at,
        )  # fmt: skip

    def open_asked(self, at):
        consulting.open_consultation(self.suggestion, by=self.clerk, at=at)

    def hear(self, at):
        """Three people answer; the office has looked at the first two."""
        asked = consulting.running(self.suggestion)
        people = User.objects.filter(kind=User.Kind.CITIZEN, level=User.Level.PHONE).order_by("pk")
        for n, (author, body) in enumerate(zip(people[1:4], OPINIONS, strict=False)):
            opinion = consulting.answer(
                asked, author=author, body=body, public=True, key=uuid4(), at=at
            )
            if n < 2:
                decide(opinion.words, "public", ground="fit", by=self.clerk, at=at)

    def invite(self, at):
        other = "陈国栋" if self.lead != "陈国栋" else "何秀兰"
        drafting.invite(self.suggestion, mandate=self._mandate(other), by=self.mover, at=at)

    def confirm(self, at):
        cosign = self.suggestion.cosigns.select_related("mandate__person__user").get()
        drafting.answer_invitation(
            self.suggestion,
            confirmed=True,
            seen=drafting.digest(self.suggestion),
            by=cosign.mandate.person.user,
            at=at,
        )

    def submit(self, at):
        drafting.submit(self.suggestion, declared=True, by=self.mover, at=at)

    def withdraw(self, at):
        drafting.withdraw(self.suggestion, by=self.mover, at=at)

    def improve(self, at):
        office.improve(self.suggestion, reason="请补充涉及的路段和大致人数", by=self.clerk, at=at)

    def decline(self, at):
        reasons = profile_for("national", localdate(at)).decline_reasons
        office.decline(self.suggestion, reason=next(iter(reasons)), by=self.clerk, at=at)

    def accept(self, at):
        office.accept(self.suggestion, public=True, by=self.clerk, at=at)

    def assign(self, at):
        unit = Organ.objects.get(congress=self.county, name=self.unit)
        co = Organ.objects.get(congress=self.county, name=self.co)
        assigning.assign(
            self.suggestion, lead=unit, lead_part="牵头研究并答复",
            co=[(co, "经费和政策")], by=self.clerk, at=at,
        )  # fmt: skip

    def ask_return(self, at):
        assigning.ask_return(
            self.suggestion, reason="渡口和桥梁建设由县水利局负责河道审批，不属于本单位职责。",
            basis="机构职能规定第三条", proposed_unit="县水利局", by=self.handler, at=at,
        )  # fmt: skip

    def accept_return(self, at):
        assigning.accept_return(self.suggestion, by=self.clerk, at=at)
        self.unit, self.co = self.co, self.unit

    def assign_government(self, at):
        government = Organ.objects.get(congress=self.county, name=GOVERNMENT)
        assigning.assign(self.suggestion, lead=government, lead_part="全部", by=self.clerk, at=at)

    def dispatch(self, at):
        unit = Organ.objects.get(congress=self.county, name=self.unit)
        by = self._seated(GOVERNMENT, "clerk")
        assigning.dispatch(self.suggestion, unit=unit, by=by, at=at)

    def split(self, at):
        named = ((self.unit, "设施建设"), (self.co, "经费保障"))
        units = Organ.objects.filter(congress=self.county)
        parts = [(units.get(name=name), part) for name, part in named]
        assigning.split(self.suggestion, parts=parts, by=self.clerk, at=at)

    def urge(self, at):
        office.urge(self.suggestion, by=self.clerk, at=at)

    def supervise(self, at):
        committee = Organ.objects.get(congress=self.county, name="常务委员会")
        office.supervise(self.suggestion, committee=committee, by=self.clerk, at=at)

    def lead_in_person(self, at):
        office.lead_in_person(self.suggestion, leader="副县长　何平", by=self.clerk, at=at)

    def ask_extension(self, at):
        last = extending.longest(self.suggestion).due_on
        extending.ask_extension(
            self.suggestion, ground="hard", reason="涉及三个部门的管线迁改，需要重新测算。",
            planned_on=last, by=self.handler, at=at,
        )  # fmt: skip

    def grant_extension(self, at):
        extending.grant_extension(self.suggestion, by=self.head, at=at)

    def redact(self, at):
        text = self.suggestion.problem + "\n\n（有关人员的姓名和住址已删去）"
        publishing.publish(
            self.suggestion, openness="redacted", reason="涉及个人隐私", redacted=text,
            by=self.clerk, at=at,
        )  # fmt: skip

    def progress(self, at):
        promise = rating.open_commitments(self.suggestion).first()
        rating.progress(promise, note="方案已经公示，正在招标。", by=self.handler, at=at)

    def _reported(self):
        return Commitment.objects.filter(reply__suggestion=self.suggestion).order_by("pk").first()

    def judge(self, at):
        rating.judge(self._reported(), value="satisfied", by=self.mover, at=at)

    def recheck(self, at):
        rating.recheck(self._reported(), kept=True, note="到现场核实", by=self.clerk, at=at)

    def archive(self, at):
        office.archive(self.suggestion, by=self.clerk, at=at)

    def sign_for(self, at):
        by = self._seated(self.unit, "receiver", "handler")
        handling.sign_for(self.suggestion, by=by, at=at)

    def start(self, at):
        handling.start(self.suggestion, by=self.handler, at=at)

    def contact(self, at):
        handling.log_contact(
            self.suggestion, mode="meeting", note=f"与{self.lead}代表见面，听取对方案的意见",
            held_on=localdate(at), by=self.handler, at=at,
        )  # fmt: skip

    def co_opinion(self, at):
        by = self._seated(self.co, "handler")
        body = "所需经费可以在年度预算中统筹，请主办单位提出测算。"
        handling.give_co_opinion(self.suggestion, body=body, by=by, at=at)

    def draft_reply(self, at):
        day = localdate(at)
        handling.draft_reply(
            self.suggestion,
            commitments=[
                (f"完成“{self.title[2:14]}”的方案并公开", day + timedelta(days=60)),
                ("方案落地并在本页报告效果", day + timedelta(days=150)),
            ],
            reply_class="B", canonical="committed",
            body=(
                f"{self.lead}代表：\n您提出的《{self.title}》收悉。我们到现场核实了您反映的情况，"
                "并会同协办单位研究，现答复如下：\n一、问题属实。二、已列入年度计划，分两步落实，"
                "期限见所附承诺事项。三、每一步的结果都会在办理公开页面报告。\n感谢您的关心和监督。"
            ),
            contact_name=str(self.handler), contact_phone="0000-0000000",
            by=self.handler, at=at,
        )  # fmt: skip

    def send_back(self, at):
        by = self._seated(self.unit, "reviewer") or self.head
        reason = "请写明承诺的具体日期"
        handling.send_back(self.suggestion, reason=reason, by=by, at=at)

    def issue(self, at):
        handling.issue(self.suggestion, secrecy_reviewed="办公室保密员", by=self.head, at=at)

    def rate_well(self, at):
        result = "basically" if self.end == "redone" else "satisfied"
        self._rate("satisfied", result, "", at)

    def rate_badly(self, at):
        self._rate("basically", "dissatisfied", "答复只说研究，没有说明何时能看到变化。", at)

    def _rate(self, attitude, result, reason, at):
        rating.rate(
            self.suggestion, attitude=attitude, result=result, reason=reason, by=self.mover, at=at
        )

    def keep(self, at):
        rating.report(
            rating.open_commitments(self.suggestion).first(),
            outcome="kept", evidence="已完成，现场照片和说明见县政府网站。", by=self.handler, at=at,
        )  # fmt: skip
