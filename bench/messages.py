"""Messages nobody wrote: no two alike, of every length, in every script that people here use."""

import random
from dataclasses import dataclass
from uuid import UUID

#: The 3,755 commonest characters, as GB 2312 lists them.
CHARACTERS = "".join(
    bytes((row, cell)).decode("gb2312")
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF if row < 0xD7 else 0xFA)
)
THINGS = (
    "路灯 自来水 校门 垃圾箱 末班公交 医院车位 电梯 护栏 井盖 工地 快递点 机耕路 充电桩 公厕"
    " 卫生室 网络 老人食堂 渠道 桥面 红绿灯 绿化带 油烟 祠堂 球场 图书室 菜市场 码头 幼儿园"
    " 变压器 涵洞 候车亭 斑马线 消防栓 污水管 晒谷场 水库 茶山 果园 养殖场 砖厂"
).split()
FAULTS = (
    "坏了没人修 夜里停 太挤 清运不及时 收得太早 不够用 老停运 断了 雨天冒水 吵到半夜 不进村"
    " 塌方 不能用 关着门 缺货 信号差 没开 渗漏 破损 不亮 挡视线 直排 漏雨 长草 没有台阶 生锈"
    " 收费高 被占用 没有标志 堵了 臭 歪了 少一半 排长队 没有扶手 结冰 积水 被偷 没验收"
).split()
KINDS = "村 社区 小区 镇 路".split()
WISHES = "请派人来看一看 盼望早日解决 希望给个期限 请公布处理结果 我愿意带路".split()
#: Written as they must come back: rare and supplementary characters, other scripts, emoji.
SCRIPTS = "㳇𠮷𰻝 བོད་ཡིག ئۇيغۇرچە ᠮᠣᠩᠭᠣᠯ 👨‍👩‍👧 “引号”—— ½ é ·".split()


@dataclass(frozen=True)
class Message:
    """``key`` is that of the form: a message sent again has the same."""

    number: int
    key: UUID
    body: str


def messages(count, *, seed):
    """Return ``count`` messages, the same for the same seed."""
    chance = random.Random(seed)
    return [
        Message(number, UUID(int=chance.getrandbits(128), version=4), _body(chance, number))
        for number in range(count)
    ]


def _written(chance, length):
    return "".join(chance.choices(CHARACTERS, k=length))


def _opening(chance):
    place = _written(chance, 2) + chance.choice(KINDS)
    return place + chance.choice(THINGS) + chance.choice(FAULTS)


#: What many write about; the rest is each person's own matter.
KNOWN = [_opening(random.Random(number)) for number in range(30)]
SHARE_KNOWN = 0.15


def _body(chance, number):
    own = chance.random() >= SHARE_KNOWN
    said = [_opening(chance) if own else chance.choice(KNOWN)]
    for _ in range(chance.choice([1, 2, 3, 5, 8, 20])):
        said.append(_written(chance, chance.randrange(5, 25)))
    said += [chance.choice(SCRIPTS), f"{chance.choice(WISHES)}（{number}）"]
    return "，".join(said) + "。"
