"""The people every test knows, in the invented county of 云溪.

Lin is a deputy, Zhou another; Zhao serves deputies; Qian, Sun, Li and Wu work in the transport
bureau (receives, handles, reviews, heads); Zheng handles at the finance bureau; Wang and Feng
are citizens. Next door, in 云河县, Chu is a clerk.
"""

from datetime import UTC, date, datetime
from uuid import uuid4

from huiyin.accounts import vault
from huiyin.accounts.models import User
from huiyin.congresses.models import Congress, Organ, Seat, Term
from huiyin.congresses.scope import within
from huiyin.congresses.services import found, give_host, lay_out, organ, seat
from huiyin.deputies.models import District, Person, Place, Station
from huiyin.deputies.procedure import State as MandateState
from huiyin.deputies.services import elect
from huiyin.suggestions.services import assigning, drafting, handling, office
from huiyin.voices import services as voices
from tests.prepared import begins

#: A Monday without holidays around it, 10:00 in Beijing.
SPRING = datetime(2026, 3, 9, 2, tzinfo=UTC)
SINCE = date(2020, 1, 1)
Level = Congress.Level
Role = Seat.Role


class Cast:
    """Made once for a test; every name is an attribute."""

    def __init__(self):
        self._lay_out_congresses()
        self._fill_seats()
        with within(self.county):
            self._elect()
        with within(self.city):
            self.city_deputy = self._deputy(
                "何城", self.city, self.city_term, self.city_clerk, electoral_unit=self.county
            )

    def _lay_out_congresses(self):
        province = lay_out("99", "云江省", kind="province", parent=None, valid_from=SINCE)
        city = lay_out("9901", "云州市", kind="prefecture_city", parent=province, valid_from=SINCE)
        county = lay_out("990121", "云溪县", kind="county", parent=city, valid_from=SINCE)
        next_county = lay_out("990122", "云河县", kind="county", parent=city, valid_from=SINCE)
        town = lay_out("990121101", "青石镇", kind="town", parent=county, valid_from=SINCE)
        self.street = lay_out(
            "990121001", "河东街道", kind="street", parent=county, valid_from=SINCE
        )
        self.province = self._congress(province, "yunjiang", Level.PROVINCE, direct=False)
        self.city = self._congress(city, "yunzhou", Level.PREFECTURE, self.province, direct=False)
        self.county = self._congress(county, "yunxi", Level.COUNTY, self.city)
        self.next_county = self._congress(next_county, "yunhe", Level.COUNTY, self.city)
        self.town = self._congress(town, "qingshi", Level.TOWNSHIP, self.county)
        give_host(self.county, "testserver")
        give_host(self.province, "yunjiang.test")
        self.term = Term.objects.create(
            congress=self.county, number=18, starts_on=date(2022, 1, 10), ends_on=date(2027, 1, 9)
        )
        self.city_term = Term.objects.create(
            congress=self.city, number=15, starts_on=date(2022, 2, 1), ends_on=date(2027, 1, 31)
        )

    @staticmethod
    def _congress(area, slug, level, parent=None, *, direct=True):
        return found(
            area,
            name=f"{area.name}人民代表大会",
            name_en=f"{slug.title()} People’s Congress",
            slug=slug,
            level=level,
            direct=direct,
            parent=parent,
        )

    def _fill_seats(self):
        county = self.county
        self.affairs = organ(
            county, Organ.Kind.DEPUTY_AFFAIRS, "代表工作委员会", name_en="Deputy Affairs Commission"
        )
        self.transport = organ(county, Organ.Kind.HANDLING_UNIT, "县交通运输局")
        self.finance = organ(county, Organ.Kind.HANDLING_UNIT, "县财政局")
        self.zhao = self._official("赵文博", self.affairs, Role.CLERK)
        self.qian = self._official("钱收文", self.transport, Role.RECEIVER)
        self.sun = self._official("孙承办", self.transport, Role.HANDLER)
        self.li = self._official("李审核", self.transport, Role.REVIEWER)
        self.wu = self._official("吴局长", self.transport, Role.HEAD)
        self.zheng = self._official("郑会办", self.finance, Role.HANDLER)
        next_affairs = organ(self.next_county, Organ.Kind.DEPUTY_AFFAIRS, "代表工作委员会")
        self.chu = self._official("褚邻县", next_affairs, Role.CLERK)
        city_affairs = organ(self.city, Organ.Kind.DEPUTY_AFFAIRS, "代表工作委员会")
        self.city_clerk = self._official("卫市级", city_affairs, Role.CLERK)
        self.wang = self._citizen("王小明", "13812346621")
        self.feng = self._citizen("冯大爷", "13912340000")

    @staticmethod
    def _official(name, in_organ, role):
        user = User.objects.create_user(
            f"u-{uuid4().hex[:8]}", label=name, kind=User.Kind.OFFICIAL, level=User.Level.REAL_NAME
        )
        seat(user, in_organ, role)
        return user

    @staticmethod
    def _citizen(name, phone):
        user = User.objects.create_user(
            f"c-{uuid4().hex[:8]}", label=vault.mask("name", name), level=User.Level.PHONE
        )
        vault.seal(user, "phone", phone)
        vault.seal(user, "name", name)
        return user

    def _elect(self):
        self.district = District.objects.create(
            congress=self.county, term=self.term, name="河东第三选区"
        )
        self.place = Place.objects.create(area=self.street, name="桂花小区", kind="estate")
        self.district.places.add(self.place)
        self.station = Station.objects.create(
            congress=self.county,
            name="河东街道代表联络站",
            address="云溪县河东街道人民路 1 号",
            area=self.street,
        )
        self.lin = self._deputy(
            "林晓禾",
            self.county,
            self.term,
            self.zhao,
            district=self.district,
            station=self.station,
            occupation="社区医生",
        )
        self.zhou = self._deputy(
            "周建平", self.county, self.term, self.zhao, district=self.district
        )

    @staticmethod
    def _deputy(name, congress, term, clerk, **seat_facts):
        user = User.objects.create_user(
            f"d-{uuid4().hex[:8]}", label=name, kind=User.Kind.OFFICIAL, level=User.Level.REAL_NAME
        )
        person = Person.objects.create(user=user, name=name, gender="女", ethnicity="汉族")
        mandate = elect(
            congress=congress, person=person, term=term, by=clerk, at=SPRING, **seat_facts
        )
        # Set, not stepped: hundreds of tests begin here, and one of them walks the steps.
        mandate.docket.state = MandateState.ACTIVE
        mandate.docket.save(update_fields=["state"])
        return mandate

    # -- ready-made cases; call them within the county's scope --------------------------------

    def voice(self, *, author=None, title="夜班公交", body=None, at=SPRING, public=True, key=None):
        return voices.send(
            author=author or self.wang,
            mandate=self.lin,
            title=title,
            body=body or "在医院上夜班，十点半以后没有公交，打车一趟二十多块。",
            at=at,
            key=key or uuid4(),
            place=self.place,
            public=public,
        )

    def draft(self, *, at=SPRING, title="关于增设夜班公交线路的建议"):
        return drafting.draft(
            lead=self.lin,
            title=title,
            problem="夜班职工下班后没有公交。",
            advice="开行夜班线，末班 23:30，先试行半年。",
            by=self.lin.person.user,
            at=at,
        )

    def submitted(self, *, at=SPRING):
        return drafting.submit(self.draft(at=at), declared=True, by=self.lin.person.user, at=at)

    def assigned(self, *, at=SPRING, co=True):
        case = self.submitted(at=at)
        office.accept(case, public=True, by=self.zhao, at=at)
        assigning.assign(
            case,
            lead=self.transport,
            lead_part="线路和班次",
            co=[(self.finance, "运营补贴")] if co else [],
            by=self.zhao,
            at=at,
        )
        return case

    @begins
    def handling(self, *, at=SPRING, co=True):
        case = self.assigned(at=at, co=co)
        handling.sign_for(case, by=self.qian, at=at)
        handling.start(case, by=self.sun, at=at)
        return case

    def in_review(self, *, at=SPRING, commitments=(("开行夜班线", date(2026, 12, 31)),)):
        case = self.handling(at=at)
        handling.log_contact(
            case, mode="meeting", note="商量线路走向", held_on=at.date(), by=self.sun, at=at
        )
        handling.give_co_opinion(case, body="补贴可以列入预算。", by=self.zheng, at=at)
        handling.draft_reply(case, commitments=commitments, by=self.sun, at=at, **REPLY)
        return case

    @begins
    def replied(self, *, at=SPRING, **facts):
        case = self.in_review(at=at, **facts)
        handling.issue(case, secrecy_reviewed="办公室 何平", by=self.wu, at=at)
        return case


REPLY = {
    "reply_class": "B",
    "canonical": "committed",
    "body": "林晓禾代表：您提出的建议收悉。经研究，计划年内开行夜班线。",
    "contact_name": "孙承办",
    "contact_phone": "0000-0000000",
}
