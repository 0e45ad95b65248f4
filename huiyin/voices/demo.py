"""What the people of 云溪 say to their deputies, and how each talk goes on."""

from uuid import NAMESPACE_URL, uuid5

from huiyin.accounts.phone import citizen_of
from huiyin.congresses.demo import persona
from huiyin.contributions.models import Contribution, Ground
from huiyin.contributions.services import decide
from huiyin.deputies.models import Mandate, Place
from huiyin.voices import services
from huiyin.voices.models import Voice
from huiyin.voices.services import put_in_index

NAMES = "王小明 冯玉芬 张家栋 李秀英 刘洋 杨柳青 黄河清 赵一鸣 周梅 吴桂兰 徐行 孙立人".split()
NIGHT_BUS = [
    ("夜里下班没有公交", "在医院上夜班，十点半以后没有公交，打车一趟二十多块，一个月就是半个班。"),
    ("护士夜班回家难", "我女儿在县医院当护士，夜班下来公交早停了，一个人走夜路我不放心。"),
    ("河东夜班公交停得太早", "河东这边末班车九点半就收了，晚上从县城回来只能打车。"),
    ("高铁站夜里没有公交", "晚上十点多的高铁到站，出来没有公交，黑车要价五十。"),
    ("夜班公交能不能延长", "县医院门口的末班公交能不能延到十一点半，夜班的人很多。"),
    ("下夜班打车贵", "我在超市理货，下班快十一点，公交没了，打车比一小时工资还多。"),
    ("夜里等不到公交车", "孩子晚自习加上等车，到家快十一点，末班车总是赶不上。"),
    ("请增设夜班公交", "工业园和医院都有夜班，能不能开一条夜班公交线路。"),
    ("末班车时间太早", "公交末班太早，老人晚上去医院输液回不来。"),
    ("夜班工人没有公交坐", "厂里三班倒，夜班公交没有，骑电动车冬天路滑摔过两次。"),
    ("县医院到河东夜间公交", "县医院到桂花小区晚上没有公交，走路要五十分钟。"),
    ("夜间公交试行", "哪怕先试行半年，看看夜班公交有多少人坐也好。"),
]
#: days ago, who, deputy, title, words, public, what follows as (verb, days ago, words)
TALKS = [
    (1, 0, "林晓禾", "小区电动车充电桩坏了三个月", "桂花小区的电动车充电桩坏了三个月，物业和供电互相推。", True, ()),
    (5, 1, "林晓禾", "河堤步道路灯不亮", "滨河新村外面的河堤步道路灯坏了，晚上老人摔倒过。", True, ()),
    (12, 2, "林晓禾", "建议公开自来水水质", "建议每个月公开自来水水质检测结果，楼上住户都关心。", True, ()),
    (20, 3, "周建平", "村道排水沟堵了", "村道硬化以后排水沟堵塞，一下雨就往院子里进水。", True,
     (("answer", 18, "我周三到村里看过了，是涵洞被泥沙堵住，已请镇里排查，月底前我再去看一次。"),)),
    (30, 4, "阿依努尔·买买提", "校门口接送太乱", "实验小学门口放学时车停三排，孩子要从车缝里穿过去。", True,
     (("answer", 28, "谢谢您，我就在这所学校。已约交警和学校周五一起到现场。"),
      ("add", 26, "周五我也在，十六点四十最堵。"), ("answer", 24, "记下了，方案出来我贴在这里。"))),
    (60, 5, "何秀兰", "茶山机耕路塌方", "茶山上去的机耕路塌了一段，采茶季车上不去。", True,
     (("answer", 58, "镇里已经答应抢修，十天内通车。"), ("close", 45, ""))),
    (80, 6, "马骕", "渡口没有雨棚", "渡口候船的地方没有雨棚，下雨天老人孩子都淋着。", True,
     (("answer", 78, "已向镇里提出，计划下个月装。"), ("close", 50, ""), ("reopen", 15, ""))),
    (9, 7, "林晓禾", "想单独反映一件家里的事", "邻居装修把承重墙打了，我不想让他知道是我说的。", False, ()),
    (3, 8, "高山", "卫生室缺常用药", "湖㳇村卫生室常用的降压药经常断货，要跑二十里去镇上。", True, ()),
]  # fmt: skip


def citizens():
    """Return the people who speak, verified by phone; made on first sight."""
    people = [citizen_of(f"1390000{n:04d}", name=name) for n, name in enumerate(NAMES, start=1)]
    persona(
        people[0], "王＊＊　桂花小区居民", "给代表留言，查办理进度，核对回执", "/c/yunxi/mine/", 1
    )
    return people


def deputy(name):
    return Mandate.objects.active().select_related("person__user", "docket").get(person__name=name)


def key(*parts):
    return uuid5(NAMESPACE_URL, "demo:" + ":".join(map(str, parts)))


def message(at, author, mandate, title, body, *, public=True, place=None):
    """Send one message at a moment; the office publishes public ones the same way as real ones."""
    return services.send(
        author=author,
        mandate=mandate,
        title=title,
        body=body,
        at=at,
        key=key(title, author.pk),
        public=public,
        place=place,
    )


def publish(voice, moderator, at):
    """The office has read it: everybody may."""
    decide(voice.words, Contribution.Visibility.PUBLIC, ground=Ground.FIT, by=moderator, at=at)
    put_in_index(voice)


def talk(clock, people, moderator, row):
    """One talk as a story; see ``kit.stories``."""
    ago, who, name, title, body, public, following = row
    yield (at := clock.at(-ago))
    mandate = deputy(name)
    place = Place.objects.filter(districts=mandate.district).order_by("pk").first()
    voice = message(at, people[who], mandate, title, body, public=public, place=place)
    if public and ago > 2:
        yield (at := clock.at(-ago))
        publish(voice, moderator, at)
    for number, (verb, days, words) in enumerate(following):
        yield (at := clock.at(-days))
        voice = Voice.objects.shown().get(pk=voice.pk)
        by = mandate.person.user if verb == "answer" else people[who]
        if verb in ("close", "reopen"):
            getattr(services, verb)(voice, by=by, at=at)
        else:
            services.write(voice, verb, body=words, by=by, at=at, key=key(title, number))
