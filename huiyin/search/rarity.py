"""How telling a word is, judged from the word alone.

A pair of two everyday characters ("我们", "问题") says little about a matter; a pair of rarer
ones ("泉塘") nearly names it. Judging by the characters needs no statistics of the index: the
same text gives the same answer on every machine, on the first day as with a million entries.
"""

from functools import lru_cache
from math import log

from huiyin.search.analyser import is_paired

# Everyday characters of letters to an office, the most frequent first.
# Written by hand; only the rough order matters.
_EVERYDAY = (
    "的一是不有了人在我们这大到为市区县小业以上个中会时来地方没要和就民关多年"
    "对部门现您好请问题解决希望反映情况领导政府街道社村居物住户公司工作号开发"
    "展出生可行也后能自分安全理法相日月过家主经规定之用下子收费建设其事车路交通环境"
    "城本学校老教育房产水电气费元同意见进高新前面已都于及到从说你他她它们"
    "还那看得去又起样想把让给被但而且因所如果些什么怎只能应该再更最太很非常"
    "实际无法长期影响严重正常成当向内外里间处点第二三四五六七八九十百千万"
    "单位集团局委办员员工程项目施路线站台车辆停位公园广场医院小学幼儿园"
    "管理服务信息网平台电话投诉举报回复答复处理落实调查核实执责任违规范标准"
    "合同签订购买卖价格款费用收缴退补助金社保险资待遇职业就业劳动人员工"
    "拆迁征地补偿安置土用权证书登记办证手续申请批准审核通知公示"
    "噪音扰民垃圾污染臭味灯光夜早晚天晨休息睡眠健康身体病危害隐患消防火"
    "国家中央省镇乡组农村田林河湖山桥东西南北左右边旁口门楼栋层室期"
    "感谢谢尊敬敬爱书记长县委书区长市长副主席代表政协商议案"
    "直接马上立即尽快及时至今依然仍旧每次多次一直以来几乎曾经"
    "活动力度加强提升改善造建议考虑支持帮助关注重视引起"
    "百姓群众公众市民孩子老人女男父母亲儿童学生师班课"
    "知道认清明白表示告诉称据悉得知了解听闻看到发现"
    "真心话情理由原因结果情形式方案措施办计划"
    "量质数比较低增减变化统计系列类型种"
    "然而虽此外另与并或者若即使便利"
    "原特别具体完整基础技术科文化体制度机构"
    "运营经济商品牌店铺食堂餐饮品味油烟"
    "公共汽出租私摩托非机动自行步斑马红绿灯"
    "您好你好请求恳望盼早日予以给予"
)
_RANK = {character: rank for rank, character in enumerate(dict.fromkeys(_EVERYDAY))}
_RARE = 2 * len(_RANK)


@lru_cache(maxsize=50_000)
def weight(gram: str) -> float:
    """Return how much ``gram`` tells, from about 2 (everyday) to about 48 (rare).

    >>> weight("我们") < weight("小区") < weight("公园") < weight("泉塘")
    True
    """
    if not is_paired(gram):
        return (log(10 + 10 ** min(len(gram), 3)) / 2) ** 2
    return (sum(log(3 + _RANK.get(character, _RARE)) for character in gram) / 2) ** 2


def weigh(words: set[str]) -> float:
    """Return how much a set of words tells together."""
    return sum(map(weight, words))
