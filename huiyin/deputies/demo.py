"""Districts, places, stations and deputies of the invented province, in every state."""

from huiyin.accounts.models import User
from huiyin.congresses.demo import official, persona
from huiyin.congresses.models import Area, Congress, Seat
from huiyin.congresses.scope import within
from huiyin.deputies.models import District, Group, Mandate, Person, Place, Station
from huiyin.deputies.procedure import Ending
from huiyin.deputies.services import elect, seat_deputy
from huiyin.procedure.services import advance

#: area code → places there
PLACES = {
    "990121001": ["桂花小区", "河东花园", "县医院家属院", "滨河新村", "人民路"],
    "990121002": ["城南小区", "实验小学宿舍", "工业园公寓", "南门街"],
    "990121101": ["青石村", "大坝村", "竹林村"],
    "990121102": ["柳河村", "下湾村", "渡口村"],
    "990121103": ["湖㳇村", "磬山村"],
    "990121201": ["白鹭村", "茶山村"],
}
#: congress slug → district → places (by name) it takes in
DISTRICTS = {
    "yunxi": {
        "河东第三选区": ["桂花小区", "河东花园", "县医院家属院", "滨河新村", "人民路"],
        "城南第一选区": ["城南小区", "实验小学宿舍", "南门街"],
        "工业园选区": ["工业园公寓"],
        "青石镇选区": ["青石村", "大坝村", "竹林村"],
        "柳河镇选区": ["柳河村", "下湾村", "渡口村"],
        "湖㳇镇选区": ["湖㳇村", "磬山村"],
        "白鹭乡选区": ["白鹭村", "茶山村"],
    },
    "qingshi": {"第一选区": ["青石村", "大坝村"], "第二选区": ["竹林村"]},
    "liuhe": {"第一选区": ["柳河村", "下湾村", "渡口村"]},
    "hufu": {"第一选区": ["湖㳇村", "磬山村"]},
    "bailu": {"第一选区": ["白鹭村", "茶山村"]},
}
#: slug | user name | name | English | gender | ethnicity | seat | occupation | sentence
DEPUTIES = """
yunxi|lin|林晓禾|Lin Xiaohe|女|汉族|河东第三选区|社区医生|小区里的事，先听清楚再说。
yunxi|zhou|周建平|Zhou Jianping|男|汉族|青石镇选区|种粮大户|种地的难处，我替大家说。
yunxi|ayi|阿依努尔·买买提|Aynur Mamat|女|维吾尔族|城南第一选区|小学教师|孩子上学路上的每一步都算数。
yunxi|chen|陈国栋|Chen Guodong|男|汉族|工业园选区|高级技工|让工友下班有车坐，手艺有人认。
yunxi|he2|何秀兰|He Xiulan|女|苗族|白鹭乡选区|茶农|茶山的路通了，日子就通了。
yunxi|ma|马骕|Ma Su|男|回族|柳河镇选区|摆渡工|渡口两岸的话我都听。
yunxi|gao|高山|Gao Shan|男|汉族|湖㳇镇选区|村医|看病近一点，再近一点。
qingshi|zhou|周建平||男|汉族|第一选区|种粮大户|
qingshi|mei|梅香|Mei Xiang|女|汉族|第二选区|竹编手艺人|
liuhe|du|杜鹃|Du Juan|女|汉族|第一选区|村卫生员|
hufu|hufu1|湖山|Hu Shan|男|汉族|第一选区|船工|
bailu|bailu1|鹭鸣|Lu Ming|女|苗族|第一选区|茶农|
yunzhou|city1|宋州|Song Zhou|男|汉族|yunxi|中学校长|县里的事带到市里。
yunzhou|city2|云岚|Yun Lan|女|白族|yunhe|护士长|
yunjiang|prov1|江远|Jiang Yuan|女|汉族|yunzhou|工程师|从一座桥看一条江。
"""
FIELDS = (
    "slug",
    "username",
    "name",
    "name_en",
    "gender",
    "ethnicity",
    "seat",
    "occupation",
    "says",
)
STATIONS = [
    ("河东街道代表联络站", "云溪县河东街道人民路 18 号", "每周四 19:00–20:30", "990121001"),
    ("城南街道代表联络站", "云溪县城南街道南门街 6 号", "每月 15 日 9:00–11:00", "990121002"),
    ("青石镇代表之家", "云溪县青石镇政府旁", "每月 9 日、19 日", "990121101"),
]


def build(clock):
    """Elect the deputies of every level at the beginning of their term. Safe to repeat."""
    for code, names in PLACES.items():
        area = Area.objects.get(code=code, valid_to=None)
        for name in names:
            kind = "village" if name.endswith("村") and area.kind != "street" else "estate"
            Place.objects.get_or_create(area=area, name=name, defaults={"kind": kind})
    for slug, districts in DISTRICTS.items():
        _districts(Congress.objects.get(slug=slug), districts)
    with within(Congress.objects.get(slug="yunxi")):
        _stations(Congress.objects.get(slug="yunxi"))
    for order, line in enumerate(DEPUTIES.strip().splitlines()):
        _deputy(order, clock.at(-30), dict(zip(FIELDS, line.split("|"), strict=True)))
    with within(Congress.objects.get(slug="yunxi")):
        _unusual(Congress.objects.get(slug="yunxi"), clock)
        _group()


def _districts(congress, districts):
    term = congress.terms.latest("number")
    with within(congress):
        for name, places in districts.items():
            district, _made = District.objects.get_or_create(
                congress=congress, term=term, name=name
            )
            district.places.set(Place.objects.filter(name__in=places))


def _stations(county):
    for name, address, hours, code in STATIONS:
        Station.objects.get_or_create(
            congress=county,
            name=name,
            defaults={
                "address": address,
                "hours": hours,
                "phone": "0000-0000000",
                "area": Area.objects.get(code=code, valid_to=None),
            },
        )


def _deputy(order, at, row):
    congress = Congress.objects.get(slug=row["slug"])
    term = congress.terms.latest("number")
    person = _person(**{key: row[key] for key in FIELDS[1:6]})
    with within(congress):
        if Mandate.objects.filter(person=person, term=term).exists():
            return
        facts = {"occupation": row["occupation"], "says": row["says"]}
        if congress.direct:
            facts["district"] = District.objects.get(term=term, name=row["seat"])
            facts["station"] = _station_of(facts["district"])
        else:
            facts["electoral_unit"] = Congress.objects.get(slug=row["seat"])
        facts["card_number"] = f"{congress.area.code}{order:03d}"
        seat_deputy(
            congress=congress, person=person, term=term, by=_registrar(congress), at=at, **facts
        )
    if row["says"]:
        title = f"{person.name}　{congress.place}人大代表"
        home = f"/c/{congress.slug}/desk/"
        first = {"林晓禾": 2, "陈国栋": 3}
        task = "确认或者谢绝附议" if person.name == "陈国栋" else "回复留言，写成建议，评价答复"
        persona(person.user, title, task, home, first.get(person.name, 20 + order))


def _person(username, name, name_en="", gender="", ethnicity="汉族"):
    user = official(f"d-{username}", name)
    person, _made = Person.objects.get_or_create(
        user=user,
        defaults={"name": name, "name_en": name_en, "gender": gender, "ethnicity": ethnicity},
    )
    return person


def _station_of(district):
    area = district.places.first().area
    return Station.objects.filter(area=area).first() if district.congress.slug == "yunxi" else None


def _registrar(congress):
    """Whoever keeps the list of deputies there."""
    return User.objects.get(
        seats__congress=congress,
        seats__role=Seat.Role.CLERK,
        seats__organ__kind__in=["deputy_affairs", "presidium"],
    )


def _unusual(county, clock):
    """One mandate in each state that is not 任期内."""
    term, before = county.terms.latest("number"), county.terms.earliest("number")
    clerk = _registrar(county)
    at = clock.at(-20)
    district = District.objects.get(term=term, name="河东第三选区")
    old, _made = District.objects.get_or_create(congress=county, term=before, name="河东选区")
    for username, name, its_term, seat, verbs in (
        ("x1", "新当选", term, district, ()),
        ("x2", "确认中", term, district, ("confirm",)),
        ("x3", "暂停职", term, district, ("confirm", "begin", "suspend")),
        ("x4", "已终止", term, district, ("confirm", "begin", "terminate")),
        ("x5", "上一届", before, old, ("confirm", "begin", "expire")),
    ):
        person = _person(username, name)
        if Mandate.objects.filter(person=person).exists():
            continue
        mandate = elect(
            congress=county, person=person, term=its_term, by=clerk, at=at, district=seat
        )
        for verb in verbs:
            facts = {"ending": Ending.MOVED} if verb == "terminate" else {}
            advance(mandate, verb, by=None if verb == "expire" else clerk, at=at, **facts)


def _group():
    lin = Mandate.objects.active().get(person__name="林晓禾")
    group, _made = Group.objects.get_or_create(congress=lin.congress, name="河东代表小组")
    group.members.set(Mandate.objects.active().order_by("pk")[:4])
