"""The invented province of 云江: divisions, congresses, organs and the people in their seats."""

from datetime import date

from huiyin.accounts.models import Persona, User
from huiyin.congresses.models import Congress, Organ, Seat, Session, Term
from huiyin.congresses.services import found, give_host, lay_out, organ, seat

Level = Congress.Level
Kind = Organ.Kind
Role = Seat.Role
SINCE = date(2020, 1, 1)

#: code, name, English, slug, kind, level (None: no congress), direct, code of the parent
DIVISIONS = [
    ("99", "云江省", "Yunjiang Province", "yunjiang", "province", Level.PROVINCE, False, None),
    ("9901", "云州市", "Yunzhou City", "yunzhou", "prefecture_city", Level.PREFECTURE, False, "99"),
    ("9902", "南屏市", "Nanping City", "nanping", "prefecture_city", Level.PREFECTURE, False, "99"),
    ("9921", "北岭地区", "Beiling Prefecture", "", "prefecture", None, False, "99"),
    ("990121", "云溪县", "Yunxi County", "yunxi", "county", Level.COUNTY, True, "9901"),
    ("990122", "云河县", "Yunhe County", "yunhe", "county", Level.COUNTY, True, "9901"),
    ("990202", "东湖区", "Donghu District", "donghu", "district", Level.COUNTY, True, "9902"),
    ("990121001", "河东街道", "Hedong Street", "", "street", None, False, "990121"),
    ("990121002", "城南街道", "Chengnan Street", "", "street", None, False, "990121"),
    ("990121101", "青石镇", "Qingshi Town", "qingshi", "town", Level.TOWNSHIP, True, "990121"),
    ("990121102", "柳河镇", "Liuhe Town", "liuhe", "town", Level.TOWNSHIP, True, "990121"),
    ("990121103", "湖㳇镇", "Hufu Town", "hufu", "town", Level.TOWNSHIP, True, "990121"),
    ("990121201", "白鹭乡", "Bailu Township", "bailu", "township", Level.TOWNSHIP, True, "990121"),
    ("990121400", "云溪经济开发区", "Yunxi Zone", "", "development_zone", None, False, "990121"),
    ("990122101", "石桥镇", "Shiqiao Town", "shiqiao", "town", Level.TOWNSHIP, True, "990122"),
]
TERM_NUMBERS = {"yunjiang": 14, "yunzhou": 15, "nanping": 6, "yunxi": 18, "yunhe": 17, "donghu": 9}

UNITS = [
    ("县交通运输局", "Transport Bureau"),
    ("县财政局", "Finance Bureau"),
    ("县住房和城乡建设局", "Housing and Construction Bureau"),
    ("县水利局", "Water Resources Bureau"),
    ("县教育局", "Education Bureau"),
    ("县农业农村局", "Agriculture and Rural Affairs Bureau"),
]

#: user name, name in office, organ, role, what a visitor may try as them
OFFICIALS = [
    ("zhao", "赵文博", "代表工作委员会", Role.CLERK, "受理、编号、交办建议，审核留言公开"),
    ("ren", "任复", "代表工作委员会", Role.HEAD, "复核并公布年度办理情况报告"),
    ("qian", "钱进", "县交通运输局", Role.RECEIVER, "签收交办件"),
    ("sun", "孙力", "县交通运输局", Role.HANDLER, "与代表沟通，起草答复"),
    ("li", "李慎", "县交通运输局", Role.REVIEWER, "审核答复，退回修改"),
    ("wu", "吴正", "县交通运输局", Role.HEAD, "签发答复"),
    ("zheng", "郑会", "县财政局", Role.HANDLER, "提出会办意见，办理财政类建议"),
    ("jin", "金检", "县财政局", Role.HEAD, "签发财政局的答复"),
    ("shi", "施工", "县住房和城乡建设局", Role.HANDLER, "办理住建类建议"),
    ("zhang", "章梁", "县住房和城乡建设局", Role.HEAD, "签发住建局的答复"),
    ("shui", "水源", "县水利局", Role.HANDLER, "办理水利类建议"),
    ("jiang", "江流", "县水利局", Role.HEAD, "签发水利局的答复"),
    ("ban", "班政", "县政府办公室", Role.CLERK, "转办、催办建议，决定是否延期"),
    ("he", "何闻", "新闻宣传处", Role.EDITOR, "审核公开内容"),
    ("fa", "法明", "法制工作委员会", Role.CLERK, "法制工作"),
    ("xin", "辛访", "信访室", Role.CLERK, "信访工作"),
    ("ke", "柯技", "信息中心", Role.SYSTEM_ADMIN, "系统运行"),
]
#: Those who take a step of the night-bus story, in the order of its steps.
FIRST = {name: order for order, name in enumerate(("zhao", "qian", "sun", "zheng", "li", "wu"), 4)}
OFFICES = [
    (Kind.STANDING_COMMITTEE, "常务委员会", "Standing Committee"),
    (Kind.GENERAL_OFFICE, "办公室", "General Office"),
    (Kind.DEPUTY_AFFAIRS, "代表工作委员会", "Deputies Affairs Commission"),
    (Kind.LEGISLATIVE_AFFAIRS, "法制工作委员会", "Legislative Affairs Commission"),
    (Kind.NEWS, "新闻宣传处", "News Office"),
    (Kind.IT, "信息中心", "Information Centre"),
    (Kind.PETITIONS, "信访室", "Petitions Office"),
]


def build(today):
    """Lay out the province and fill the offices of 云溪县. Safe to repeat."""
    congresses = {}
    for code, name, english, slug, kind, level, direct, above in DIVISIONS:
        parent = congresses.get(above, (None, None))
        area = lay_out(code, name, kind=kind, parent=parent[0], valid_from=SINCE)
        made = None
        if level:
            made = _congress(area, english, slug=slug, level=level, direct=direct, parent=parent[1])
            _terms(made, today)
            _offices(made)
        congresses[code] = (area, made)
    _county(congresses["990121"][1])
    _neighbours(congresses)
    for host in ("127.0.0.1", "localhost"):
        give_host(congresses["99"][1], host)
    give_host(congresses["990121"][1], "yunxi.localhost")


def _congress(area, english, *, slug, **facts):
    known = Congress.objects.filter(slug=slug).first()
    return known or found(
        area,
        name=f"{area.name}人民代表大会",
        name_en=f"{english} People’s Congress",
        slug=slug,
        **facts,
        phone="0000-0000000",
        address=f"{area.name}人民路 1 号",
        filing={},
    )


def _terms(congress, today):
    """The term before, ended; and the present one, begun four years ago."""
    number = TERM_NUMBERS.get(congress.slug, 18)
    began = date(today.year - 4, 1, 10)
    for which, start, end in (
        (number - 1, date(began.year - 5, 1, 10), date(began.year, 1, 9)),
        (number, began, date(began.year + 5, 1, 9)),
    ):
        term, _made = Term.objects.get_or_create(
            congress=congress, number=which, defaults={"starts_on": start, "ends_on": end}
        )
    Session.objects.get_or_create(
        term=term,
        number=5,
        defaults={"starts_on": date(today.year, 1, 12), "ends_on": date(today.year, 1, 15)},
    )


def _offices(congress):
    if not congress.has_standing_committee:
        organ(congress, Kind.PRESIDIUM, "主席团", name_en="Presidium")
        return
    for kind, name, english in OFFICES:
        organ(congress, kind, name, name_en=english, phone="0000-0000000")


def _county(county):
    government = organ(
        county, Kind.GOVERNMENT_OFFICE, "县政府办公室", name_en="County Government Office"
    )
    for name, english in UNITS:
        organ(
            county,
            Kind.HANDLING_UNIT,
            name,
            name_en=english,
            phone="0000-0000000",
            parent=government,
        )
    for street in county.area.parts.filter(kind="street"):
        name = f"人大{street.name}工作委员会"
        organ(county, Kind.STREET_BODY, name, name_en="Street working committee", area=street)
    for order, (username, name, office, role, task) in enumerate(OFFICIALS):
        its_organ = Organ.objects.get(congress=county, name=office)
        user = official(username, name)
        seat(user, its_organ, role)
        title = f"{name}　{office} {role.label}"
        persona(user, title, task, "/c/yunxi/desk/", FIRST.get(username, 30 + order))


def _neighbours(congresses):
    """Clerks next door and in a township: what they cannot see is part of the show."""
    for username, name, code, office in (
        ("chu", "褚邻", "990122", "代表工作委员会"),
        ("wei", "卫州", "9901", "代表工作委员会"),
        ("sheng", "盛省", "99", "代表工作委员会"),
        ("ping", "平南", "9902", "代表工作委员会"),
        ("hu", "胡东", "990202", "代表工作委员会"),
        ("tang", "唐青", "990121101", "主席团"),
        ("liu", "刘柳", "990121102", "主席团"),
        ("fu", "傅㳇", "990121103", "主席团"),
        ("bai", "白鹭", "990121201", "主席团"),
        ("qiao", "乔石", "990122101", "主席团"),
    ):
        congress = congresses[code][1]
        user = official(username, name)
        seat(user, Organ.objects.get(congress=congress, name=office), Role.CLERK)
        if username in ("chu", "tang"):
            where = f"{name}　{congress.place} {office}"
            persona(user, where, str(congress.place), f"/c/{congress.slug}/desk/", 60)


def official(username, name):
    """Return the official called ``username``, made if new; no password: personas sign in."""
    known = User.objects.filter(username=username).first()
    return known or User.objects.create_user(
        username, label=name, kind=User.Kind.OFFICIAL, level=User.Level.REAL_NAME
    )


def persona(user, title, task, home, order):
    Persona.objects.update_or_create(
        user=user, defaults={"title": title, "task": task, "home": home, "order": order}
    )
