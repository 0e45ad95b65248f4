"""Bills of the demonstration: one way through the procedure for each end it may have."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import localdate

from huiyin.accounts.models import User
from huiyin.bills.models import Bill
from huiyin.bills.services import committee, converting, drafting, leaving, session
from huiyin.congresses.demo import official, persona
from huiyin.congresses.models import Congress, Organ, Seat
from huiyin.congresses.services import organ, seat
from huiyin.deputies.models import District, Mandate, Person
from huiyin.deputies.services import seat_deputy
from huiyin.suggestions.demo import Case
from huiyin.suggestions.models import Suggestion

FINANCE_COMMITTEE, STANDING_COMMITTEE = "财政经济委员会", "常务委员会"
#: Deputies besides those who speak elsewhere in the demonstration: ten must join a bill.
DEPUTIES = [
    ("qin", "秦朗", "Qin Lang", "男", "河东第三选区", "公交驾驶员"),
    ("fang", "方圆", "Fang Yuan", "女", "河东第三选区", "律师"),
    ("yao", "姚远", "Yao Yuan", "女", "城南第一选区", "护士"),
    ("cheng", "程工", "Cheng Gong", "男", "工业园选区", "工程师"),
    ("shi2", "石磊", "Shi Lei", "男", "青石镇选区", "石匠"),
    ("tao", "陶然", "Tao Ran", "女", "湖㳇镇选区", "陶艺师"),
]
#: In days: "s" counts from the first day of the session, "t" from today.
FILED = ((("s", -24), "draft"), (("s", -20), "invite"), (("s", -10), "confirm"), (("s", 1), "file"))
DECIDED = (
    *FILED,
    (("s", 1), "register"), (("s", 1), "screen"), (("s", 2), "give_opinion"), (("s", 2), "propose"),
)  # fmt: skip
STUDIED = (*DECIDED, (("s", 3), "refer"), (("s", 6), "session_closed"))
REPORTED = (*STUDIED, (("s", 20), "consult"), (("s", 30), "answer"), (("s", 80), "report"))
ENDS = {
    "brewing": ((("t", -3), "note"),),
    "filed": (
        (("t", -20), "draft"),
        (("t", -18), "invite"),
        (("t", -10), "confirm"),
        (("t", -2), "file"),
    ),
    "cosigning": ((("t", -9), "draft"), (("t", -7), "invite"), (("t", -5), "confirm_some")),
    "between": (
        (("t", -40), "draft"), (("t", -38), "invite"), (("t", -30), "confirm"), (("t", -25), "file"),
        (("t", -23), "register"), (("t", -16), "screen"),
    ),
    "withdrawn": (*FILED, (("s", 1), "register"), (("s", 2), "leave")),
    "refused": (*DECIDED, (("s", 3), "refuse")),
    "converted": (
        *DECIDED, (("s", 3), "convert"), (("s", 8), "accept"), (("s", 12), "assign"),
        (("s", 14), "sign_for"), (("s", 16), "start"), (("s", 30), "contact"),
        (("s", 40), "co_opinion"), (("s", 60), "draft_reply"), (("s", 62), "issue"),
        (("s", 70), "rate_well"),
    ),
    "passed": (*DECIDED, (("s", 2), "put_on_agenda"), (("s", 3), "deliberate"), (("s", 3), "vote")),
    "planned": (*REPORTED, (("s", 100), "lay_before"), (("s", 110), "plan")),
    "closed": (
        *REPORTED, (("s", 100), "lay_before"), (("s", 110), "send"), (("s", 190), "report_handling"),
        (("s", 205), "order_redo"), (("s", 230), "report_handling"), (("s", 250), "accept_report"),
    ),
}  # fmt: skip
#: lead, subject, kind, grounds, plan, unit, end
BILLS = [
    ("林晓禾", "关于加强城乡公共交通和夜间出行保障的议案", "resolution", "全县夜班职工逾三千人，末班公交 21:30 收车；十七个村每天只有两班客车。", "请县人民代表大会作出决议：把夜间和农村公共交通列入民生实事，明确目标、经费和年度报告。", "县交通运输局", "closed"),
    ("周建平", "关于把青石灌区节水改造列为县重点建设项目的议案", "resolution", "末级渠系渗漏率四成，春灌浇一亩地要等两天。", "请县人民代表大会作出决定，把青石灌区节水改造列入本年度重点建设项目。", "县水利局", "passed"),
    ("高山", "关于加强湖㳇片区生态保护监督的议案", "supervision", "磬山采石遗留边坡十二处，雨季泥沙入湖。", "请县人大常委会把湖㳇片区生态修复列入监督计划，听取专项报告并跟踪。", "县水利局", "planned"),
    ("阿依努尔·买买提", "关于增加校车线路和校门口安全设施的议案", "other", "城南三所小学两千名学生，校车只有四条线路。", "增加三条校车线路，改造校门口人行横道和照明。", "县交通运输局", "converted"),
    ("马骕", "关于撤销某企业贷款处罚的议案", "other", "有企业反映银行的处罚过重。", "请撤销处罚决定。", "县财政局", "refused"),
    ("陈国栋", "关于职工技能认定补贴的议案", "resolution", "中小企业职工参加技能认定费用高、次数少。", "请县人民代表大会作出决议，设立技能认定补贴。", "县财政局", "withdrawn"),
    ("林晓禾", "关于开展电动自行车充电安全监督的议案", "supervision", "今年以来电动自行车充电起火七起，老旧小区没有集中充电处。", "请县人民代表大会组织专题监督，县人民政府每半年报告一次。", "县住房和城乡建设局", "between"),
    ("陈国栋", "关于改善园区职工住宿和通勤条件的议案", "other", "园区一万两千名职工，宿舍只有三千个床位。", "请县人民代表大会听取县人民政府的专项报告，并作出决定。", "县住房和城乡建设局", "filed"),
    ("何秀兰", "关于加强饮用水水源地保护的议案", "resolution", "白鹭水库上游仍有四处畜禽养殖。", "请县人民代表大会作出决议，划定并公布水源保护范围。", "县水利局", "cosigning"),
    ("高山", "关于健全村医养老保障的议案", "other", "", "", "县财政局", "brewing"),
]  # fmt: skip


def stories(clock):
    """Seat who is needed, and return a story for each bill. Within the county's scope."""
    county = Congress.objects.get(slug="yunxi")
    _seat_officials(county)
    _seat_deputies(county, clock.at(-30))
    return [Story(*row).story(clock) for row in BILLS]


def _seat_officials(county):
    finance = organ(
        county,
        Organ.Kind.SPECIAL_COMMITTEE,
        FINANCE_COMMITTEE,
        name_en="Finance and Economy Committee",
        phone="0000-0000000",
    )
    standing = Organ.objects.get(congress=county, name=STANDING_COMMITTEE)
    for order, (username, name, where, task) in enumerate(
        (
            ("cai", "蔡衡", finance, "研究议案，提出处理意见和审议结果报告"),
            ("chang", "常理", standing, "记录常委会对议案的决定"),
        )
    ):
        user = official(username, name)
        seat(user, where, Seat.Role.CLERK)
        persona(user, f"{name}　{where.name} 经办", task, "/c/yunxi/desk/", 50 + order)


def _seat_deputies(county, at):
    term = county.terms.latest("number")
    clerk = User.objects.get(username="zhao")
    for number, (username, name, english, gender, where, work) in enumerate(DEPUTIES, 1):
        person, _made = Person.objects.get_or_create(
            user=official(f"d-{username}", name),
            defaults={"name": name, "name_en": english, "gender": gender, "ethnicity": "汉族"},
        )
        if not Mandate.objects.filter(person=person, term=term).exists():
            seat_deputy(
                congress=county,
                person=person,
                term=term,
                by=clerk,
                at=at,
                district=District.objects.get(term=term, name=where),
                occupation=work,
                card_number=f"{county.area.code}9{number:02d}",
            )


@dataclass
class Story:
    """One bill on its way. People are found in their seats."""

    lead: str
    title: str
    kind: str
    grounds: str
    plan_words: str
    unit: str
    end: str
    bill: Bill = None
    case: Case = None

    def story(self, clock):
        """See ``kit.stories``."""
        for moment, act in ENDS[self.end]:
            yield (at := self._moment(clock, *moment))
            if self.bill:
                self.bill = Bill.objects.shown().select_related("words").get(pk=self.bill.pk)
            if self.case:
                rows = Suggestion.objects.shown().select_related("words")
                self.case.suggestion = rows.get(pk=self.case.suggestion.pk)
            getattr(self if hasattr(self, act) else self.case, act)(at)

    def _moment(self, clock, since, days):
        """In office hours; what happens in the session happens in it, be it on a Sunday."""
        if since == "t":
            return clock.at(days)
        first = self._session().starts_on
        at = clock.at((first - clock.today).days + days)
        early = (first - localdate(at)).days
        return at + timedelta(days=early) if days >= 0 and early > 0 else at

    def _session(self):
        return self.county.terms.latest("number").sessions.latest("number")

    @property
    def county(self):
        return Congress.objects.get(slug="yunxi")

    def _mandate(self, name):
        return Mandate.objects.active().select_related("person__user").get(person__name=name)

    def _seated(self, name):
        return User.objects.filter(
            seats__organ__name=name, seats__organ__congress=self.county
        ).first()

    @property
    def mover(self):
        return self.bill.lead.person.user

    @property
    def clerk(self):
        return self._seated("代表工作委员会")

    @property
    def committee(self):
        return Organ.objects.get(congress=self.county, name=FINANCE_COMMITTEE)

    def _begin(self, at, *, idea):
        lead = self._mandate(self.lead)
        self.bill = drafting.draft(
            lead=lead, title=self.title, kind=self.kind, grounds=self.grounds,
            plan=self.plan_words, idea=idea, by=lead.person.user, at=at,
        )  # fmt: skip

    def note(self, at):
        self._begin(at, idea=True)

    def draft(self, at):
        self._begin(at, idea=False)

    def invite(self, at):
        for mandate in Mandate.objects.active().exclude(pk=self.bill.lead_id).order_by("pk")[:10]:
            drafting.invite(self.bill, mandate=mandate, by=self.mover, at=at)

    def confirm(self, at, count=10):
        for sponsor in self.bill.sponsors.select_related("mandate__person__user")[:count]:
            drafting.answer_invitation(
                self.bill,
                confirmed=True,
                seen=drafting.digest(self.bill),
                by=sponsor.mandate.person.user,
                at=at,
            )

    def confirm_some(self, at):
        self.confirm(at, 4)

    def file(self, at):
        drafting.file(self.bill, one_matter=True, declared=True, by=self.mover, at=at)

    def leave(self, at):
        for sponsor in self.bill.sponsors.select_related("mandate__person__user")[:2]:
            leaving.leave(self.bill, by=sponsor.mandate.person.user, at=at)

    def register(self, at):
        session.register(self.bill, public=True, by=self.clerk, at=at)

    def screen(self, at):
        session.screen(self.bill, committee=self.committee, by=self.clerk, at=at)

    def give_opinion(self, at):
        session.give_opinion(
            self.bill, proposal="committee", by=self._seated(FINANCE_COMMITTEE), at=at,
            body="已听取领衔代表的说明。反映的情况属实，建议按主席团的决定办理。",
        )  # fmt: skip

    def propose(self, at):
        session.propose(
            self.bill, proposal="committee", by=self.clerk, at=at,
            body="根据财政经济委员会的意见，提请主席团决定。",
        )  # fmt: skip

    def put_on_agenda(self, at):
        session.put_on_agenda(self.bill, by=self.clerk, at=at)

    def deliberate(self, at):
        body = "领衔代表向大会作了说明，各代表团进行了审议，普遍赞成，建议明确资金来源。"
        session.deliberate(self.bill, body=body, by=self.clerk, at=at)

    def vote(self, at):
        session.vote(
            self.bill, in_favour=186, against=9, abstained=12, whole=230,
            held_on=localdate(at), by=self.clerk, at=at,
        )  # fmt: skip

    def refuse(self, at):
        reason = "请求撤销的是金融监督管理机关依法作出的处罚，不属于县人民代表大会的职权范围。"
        session.refuse(self.bill, reason=reason, by=self.clerk, at=at)

    def convert(self, at):
        reason = "所提事项属于县人民政府的职权，由有关部门研究办理更为直接。"
        suggestion = converting.convert(self.bill, reason=reason, by=self.clerk, at=at)
        self.case = Case(
            self.lead, self.title, self.grounds, self.plan_words, self.unit, "县财政局", 0, "",
            suggestion=suggestion,
        )  # fmt: skip

    def refer(self, at):
        committee.refer(self.bill, committee=self.committee, by=self.clerk, at=at)

    def session_closed(self, at):
        committee.session_closed(self.bill, at=at)

    def _unit(self):
        return Organ.objects.get(congress=self.county, name=self.unit)

    def consult(self, at):
        committee.consult(self.bill, unit=self._unit(), by=self._seated(FINANCE_COMMITTEE), at=at)

    def answer(self, at):
        committee.answer_consultation(
            self.bill, body="已听取领衔代表的意见，建议可行，可以分两年落实。",
            by=self._seated(self.unit), at=at,
        )  # fmt: skip

    def report(self, at):
        committee.report(
            self.bill, proposal="unit", by=self._seated(FINANCE_COMMITTEE), at=at,
            body="议案提出的问题属实。征求了有关机关和领衔代表的意见，均已采纳。"
            "建议由有关机关办理，并向常委会报告。",
        )  # fmt: skip

    def lay_before(self, at):
        meeting = "县十八届人大常委会第三十二次会议"
        committee.lay_before(self.bill, meeting=meeting, by=self._seated(STANDING_COMMITTEE), at=at)

    def plan(self, at):
        self._decide(at, "plan", "列入县人大常委会年度监督计划，由财政经济委员会跟踪。")

    def send(self, at):
        body = f"同意审议结果的报告，交{self.unit}办理。"
        self._decide(at, "unit", body, unit=self._unit())

    def _decide(self, at, decision, body, **facts):
        committee.decide(
            self.bill, decision=decision, body=body, by=self._seated(STANDING_COMMITTEE), at=at,
            **facts,
        )  # fmt: skip

    def report_handling(self, at):
        first = not self.bill.papers.filter(kind="handling").exists()
        body = (
            "已成立专班，正在编制方案。"
            if first
            else "夜间线路九月开通两条，农村客运每天增至四班；办理部门、措施和时限见附表。"
        )
        committee.report_handling(self.bill, body=body, by=self._seated(self.unit), at=at)

    def order_redo(self, at):
        committee.order_redo(
            self.bill, reason="报告没有写明办理部门、措施和时间要求", at=at,
            by=self._seated(STANDING_COMMITTEE),
        )  # fmt: skip

    def accept_report(self, at):
        committee.accept_report(self.bill, by=self._seated(STANDING_COMMITTEE), at=at)
