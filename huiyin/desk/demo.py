"""The demonstration as a whole: who says what, what becomes a suggestion, how far it gets."""

from django.utils.timezone import now

from huiyin.accounts.models import User
from huiyin.bills import demo as bills
from huiyin.congresses import demo as congresses
from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.deputies import demo as deputies
from huiyin.deputies.models import Place
from huiyin.documents import demo as documents
from huiyin.kit.progress import track
from huiyin.kit.stories import Clock, tell
from huiyin.library import demo as library
from huiyin.publishing import demo as publishing
from huiyin.reports import demo as reports
from huiyin.sites import demo as sites
from huiyin.suggestions.demo import Case
from huiyin.voices import demo as voices
from huiyin.voices.models import Voice
from huiyin.voices.services import take_up, write

TRANSPORT, FINANCE = "县交通运输局", "县财政局"
HOUSING, WATER = "县住房和城乡建设局", "县水利局"
#: lead, subject, problem, advice, unit, co-unit, begun so many days ago, how far it got
CASES = [
    ("周建平", "关于完善农村快递进村的建议", "17 个村快递只到镇，取件往返 14 公里。", "整合邮政、供销、客运站点，建设村级共配点。", TRANSPORT, FINANCE, 2, "drafting"),
    ("周建平", "关于修缮青石灌区末级渠系的建议", "末级渠系渗漏，浇一亩地要等两天。", "分三年改造 12 公里末级渠系。", WATER, FINANCE, 4, "cosigning"),
    ("阿依努尔·买买提", "关于在校门口设置家长接送缓冲区的建议", "放学时段校门口车辆三排停放。", "划定缓冲区，错峰放学，志愿者引导。", TRANSPORT, FINANCE, 4, "submitted"),
    ("陈国栋", "关于支持职工参加技能认定的建议", "中小企业职工参加技能认定费用高、次数少。", "每季度组织一次送考进园区。", FINANCE, HOUSING, 12, "returned"),
    ("马骕", "关于处理某一在审案件的建议", "有群众询问一起正在审理的案件。", "请有关单位尽快处理。", HOUSING, FINANCE, 15, "declined"),
    ("高山", "关于增加村卫生室药品目录的建议", "村卫生室常用药断货。", "扩大目录，按月配送。", FINANCE, HOUSING, 20, "withdrawn"),
    ("何秀兰", "关于茶山机耕路硬化的建议", "茶山机耕路雨季塌方，采茶季车上不去。", "硬化 6 公里机耕路。", TRANSPORT, FINANCE, 9, "accepted"),
    ("马骕", "关于渡口改桥的建议", "两岸 3,000 人靠一条渡船。", "论证建设人行桥。", TRANSPORT, FINANCE, 13, "assigned"),
    ("高山", "关于乡村公交与村医巡诊衔接的建议", "巡诊日没有班车。", "巡诊日加开一班。", TRANSPORT, FINANCE, 16, "receipted"),
    ("陈国栋", "关于工业园区道路照明的建议", "园区北路没有路灯，夜班职工多次摔伤。", "补装路灯 120 盏。", HOUSING, FINANCE, 125, "handling"),
    ("林晓禾", "关于老旧小区加装扶手的建议", "楼道没有扶手，老人上下楼危险。", "分批加装楼道扶手。", HOUSING, FINANCE, 50, "in_review"),
    ("周建平", "关于村级排水沟清淤的建议", "村道排水沟堵塞，雨天进水。", "建立每年两次清淤制度。", WATER, FINANCE, 52, "replied"),
    ("何秀兰", "关于茶农用水的建议", "山上蓄水池年久失修。", "修复 9 口蓄水池。", WATER, FINANCE, 62, "redo"),
    ("阿依努尔·买买提", "关于学校周边噪声治理的建议", "上课时段施工噪声大。", "上课时段限制施工。", HOUSING, TRANSPORT, 95, "disputed"),
    ("林晓禾", "关于社区医院停车的建议", "社区医院门口没有停车位。", "利用边角地增设 40 个车位。", HOUSING, TRANSPORT, 100, "redone"),
    ("陈国栋", "关于园区公交接驳的建议", "园区职工上下班没有接驳车。", "早晚各开三班接驳车。", TRANSPORT, FINANCE, 110, "tracking"),
    ("周建平", "关于修复大坝村便民桥的建议", "便民桥桥面破损。", "汛期前修复桥面。", TRANSPORT, WATER, 150, "closed"),
    ("马骕", "关于公布汛期水位信息的建议", "汛期村民不知道水位。", "在村口设置水位电子屏。", WATER, FINANCE, 170, "tracking"),
    ("马骕", "关于渡口安全设施的建议", "渡口没有护栏和救生设施。", "配齐护栏、救生圈和警示牌。", TRANSPORT, WATER, 18, "return_requested"),
    ("何秀兰", "关于茶山供电改造的建议", "采茶季电压不稳，炒茶机常停。", "增容两台变压器。", TRANSPORT, WATER, 40, "reassigned"),
    ("高山", "关于山区公路安全防护的建议", "临崖路段没有护栏。", "分两年补装护栏 18 公里。", TRANSPORT, FINANCE, 45, "dispatched"),
    ("陈国栋", "关于园区污水管网和收费的建议", "管网破损，收费标准不清。", "修复管网，公布收费依据。", HOUSING, FINANCE, 30, "split"),
    ("林晓禾", "关于老城区雨污分流的建议", "老城区逢雨必淹。", "三年完成雨污分流改造。", HOUSING, FINANCE, 120, "extended"),
    ("周建平", "关于大坝村自来水的建议", "枯水期全村断水。", "新建备用水源。", WATER, FINANCE, 75, "key"),
    ("阿依努尔·买买提", "关于学生午间托管的建议", "双职工家庭孩子中午无人照看。", "学校提供午间托管。", HOUSING, FINANCE, 80, "redacted"),
    ("林晓禾", "关于社区健身场地的建议", "健身器材老旧，常有人受伤。", "更换器材，设专人巡查。", HOUSING, FINANCE, 140, "judged"),
    ("高山", "关于卫生室供暖的建议", "冬季卫生室没有供暖。", "安装电暖设施。", HOUSING, FINANCE, 200, "archived"),
    ("林晓禾", "关于学生专线班次的想法", "家长说早高峰学生专线太挤，周末又没有车。", "哪些时段最需要加车？愿不愿意提前预约？", "", "", 12, "consulting"),
    ("周建平", "关于镇区夜间照明的想法", "镇区几条巷子晚上很暗，走访时老人反映不敢出门。", "哪几条巷子最该先装灯？", "", "", 6, "asked"),
]  # fmt: skip
NIGHT_BUS = Case(
    lead="林晓禾",
    title="关于在河东片区增设夜班公交线路的建议",
    problem="实地走访 3 个社区、2 家医院，统计 21:30 后出行 1,140 人次；末班公交 21:30 收车。",
    advice="开行河东—县医院—高铁站夜班线，末班 23:30，先试行半年。",
    unit=TRANSPORT,
    co=FINANCE,
    begun=86,
    end="handling",
)


class Built(Exception):
    """The demonstration is already there."""


def build():
    """Build the demonstration, or raise ``Built`` and change nothing if it is there."""
    if Congress.objects.filter(slug="yunxi").exists():
        raise Built
    clock = Clock()
    congresses.build(clock.today)
    library.build(clock.today, clock.at(-300))
    deputies.build(clock)
    people = voices.citizens()
    with within(Congress.objects.get(slug="yunxi")):
        moderator = User.objects.get(username="zhao")
        stories = [voices.talk(clock, people, moderator, row) for row in voices.TALKS]
        stories += [
            _night_voice(clock, people, moderator, number)
            for number in range(len(voices.NIGHT_BUS))
        ]
        NIGHT_BUS.attached = _gather
        stories += [case.story(clock) for case in (NIGHT_BUS, *(Case(*row) for row in CASES))]
        stories += bills.stories(clock)
        stories += publishing.stories(clock)
        at = now()
        for _number in track(tell(stories, until=at), label="stories", total=len(stories)):
            pass
        reports.build(moderator.seats.get().congress, at)
        documents.build(moderator.seats.get().congress, at)
    sites.build(at)


def _night_voice(clock, people, moderator, number):
    title, body = voices.NIGHT_BUS[number]
    yield (at := clock.at(-100 + number))
    mandate = voices.deputy("林晓禾")
    place = Place.objects.get(name="桂花小区")
    voice = voices.message(at, people[number], mandate, title, body, place=place)
    yield (at := clock.at(-100 + number + 1))
    voices.publish(voice, moderator, at)
    if number % 4:
        yield (at := clock.at(-100 + number + 3))
        voice = Voice.objects.shown().get(pk=voice.pk)
        words = "收到。夜班出行的事我正在汇总，月底前到县医院和工业园实地看一看。"
        by = mandate.person.user
        write(voice, "answer", body=words, by=by, at=at, key=voices.key(title, "answer"))


def _gather(suggestion, at):
    """Twelve messages about the same thing become one suggestion; every author stays with it."""
    titles = [title for title, _body in voices.NIGHT_BUS]
    for voice in Voice.objects.shown().filter(docket__title__in=titles).order_by("pk"):
        take_up(voice, into=suggestion.docket, by=suggestion.lead.person.user, at=at)
