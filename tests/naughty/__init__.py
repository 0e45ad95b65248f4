"""Our own collection of strings that break software, by what is hard about them.

``KEPT`` must come through every field as they are (in NFC), or be refused with words.
``BLANK`` shows nothing and is as good as empty; ``REFUSED`` holds characters no page can show.
More collections are read from files when ``HUIYIN_NAUGHTY`` names a folder:
``python -m tests.naughty FOLDER``.
"""

import csv
import json
import os
from pathlib import Path

MARK = "黄鹂"  # stands in every payload that would do something if it were read as code

HAN = {
    # one or two of every block of ideographs, and names people really bear
    "extension A": "㐂㛃䶮",
    "extension B": "𠀀𠮷𡱖𪛟",
    "extension C": "𪜀𫜴𫟹",
    "extension D": "𫝀𫠝𫠚",
    "extension E": "𫠠𬺡𬴃",
    "extension F": "𬺰𮯠𭃂",
    "extension G": "\U00030000\U0003134a\U00030edd\U00030ede",
    "extension H": "\U00031350\U000323af",
    "extension I": "\U0002ebf0\U0002ee5d",
    "compatibility": "\uf900\ufa0e\ufa27\U0002f800\U0002fa1d",
    "radicals": "⺀⼀⿰⿻",
    "no character yet": "\U000323b0\U0003fffd",
    "private use": "\ue000\ue863\uf8ff\U000f0000\U0010fffd",
    "variation selectors": "葛\U000e0100城 葛\U000e0101 辻\ufe00",
    "marks": "々〇〆ヶ〻",
    "names": "𬎆昌明 王㛃 䶮 李𬭩 陈𣸣",
}
NAMES = [
    "买买提·吐尔逊",
    "阿卜杜热西提·阿卜杜热依木·玉苏普江·艾合麦提",
    "迪丽热巴‧迪力木拉提",
    "尼玛•次仁",
    "古丽・木",
    "欧阳　娜娜",
    "O’Neill-D'Angelo, Jr.",
    "Nguyễn Thị Minh Khai",
    "N\u0303un\u0303ez A\u030angstro\u0308m",
    "Null",
    "undefined",
    "None",
    "真",
    "丨",
    "〇",
]
SCRIPTS = [
    "ئۇيغۇر تىلى ئاپتونوم رايون",
    "བོད་ཡིག ༄༅།། ཁྲི་སྲོང་ལྡེ་བཙན།",
    "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ᠌",
    "ꆈꌠꁱꂷ ꉬꇊ",
    "Vahcuengh Sawcuengh Ƣƣ Ƅƅ",
    "ᥖᥭᥰ ᥘᥫᥴ ᦟᦱᧉ",
    "한국어 조선말",
    "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "العربية ﷽",
    "עִבְרִית",
    "ภาษาไทยกำ",
    "हिन्दी क्षत्रिय",
    "Ελληνικά ΐ",
    "İstanbul ıIiİ",
    "Straße ﬃ ǆ Ǆ",
    "ﷺ ㍿ ㌀ ㏿",
]
WIDTHS = [
    "ＡＢＣ１２３！＠＃",
    "ｱｲｳ ﾊﾟﾋﾟ",
    "①⑩㈠㊣㎏℃№",
    "全　角　空　格",
    "no\u00a0break\u202fspace",
    "１３８１２３４６６２１",
    "۱۲۳ ๑๒๓ ᠑᠒᠓ 𝟏𝟐𝟑",
    "½ ⅷ Ⅻ ㊿ 三",
]
COMBINED = [
    "e\u0301 A\u030a \u1e9b\u0323",
    "Z͑ͫ̓ͪ̂ͫ̽a͌͋l̽͑g̀o̓",
    "o" + "\u0308" * 120,
    "\u0301起头就是附加符号",
    "क\u094dष \u093f",
    "\u0f71\u0f72\u0f74",
    "👩‍👩‍👧‍👦👨🏿‍🚒🏳️‍🌈",
    "🇨🇳 🏴\U000e0067\U000e0062\U000e007f",
    "0️⃣ ☎️ ❤ ❤️",
    "🀄🃏🈲㊙️",
]
HIDDEN = [
    "零\u200b宽\u200c连\u200d字\u2060符\ufeff",
    "\ufeff文件头在前",
    "软\u00ad连\u00ad字",
    "右到左\u202e倒过来\u202c完",
    "\u2066隔离\u2069\u2067再来\u2069",
    "没有收尾\u202e",
    "\u200e\u200f\u061c方向",
    "行\u2028段\u2029分",
    "标签\U000e0041\U000e0042",
    "非字符\ufdd0\uffff\U0001ffff",
    "替换\ufffd符",
    "接口\ufff9注\ufffa音\ufffb",
    "下一行\u0085之后",
    "控制\u0080\u009f区",
]
MARKUP = [
    f"<script>alert('{MARK}')</script>",
    f"</textarea><script>alert('{MARK}')</script>",
    f"\"><img src=x onerror=alert('{MARK}')>",
    f"' autofocus onfocus='alert({MARK})",
    f"<svg/onload=alert('{MARK}')>",
    f"<svg><script>{MARK}</script></svg>",
    f'<iframe srcdoc="<b>{MARK}">',
    f"<style>@import'//{MARK}'</style>",
    f"<!--{MARK}--><![CDATA[{MARK}]]>",
    f"</title></script><script>{MARK}</script>",
    f"javascript:alert('{MARK}')",
    f"data:text/html,<script>{MARK}</script>",
    f"<a href=javascript:{MARK}>点</a>",
    f"<math><mi//xlink:href='data:x,<script>{MARK}</script>'>",
    f"<input type=hidden name=csrfmiddlewaretoken value={MARK}>",
    f"<form action=//{MARK}><button>",
    f"<base href=//{MARK}>",
    f"<meta http-equiv=refresh content=0;//{MARK}>",
    "&lt;script&gt; &amp;amp; &#x3C; &nbsp;",
    "＜script＞alert(1)＜/script＞",
    "<b>粗</b><br/>",
    "5 < 6 && 7 > 4",
]
TEMPLATES = [
    "{{ 7|add:7 }} {% now 'Y' %} {# 注 #}",
    "{% load static %}{{ request.user }}{{ settings.SECRET_KEY }}",
    "{% include 'kit/base.html' %}{% csrf_token %}",
    "${7*7} #{7*7} <%= 7*7 %> {{7*7}} {{constructor.constructor('x')()}}",
    "%(title)s %(number)s %s %d %% %n %",
    "%(不存在)s",
    "{0} {} {title} {0.__class__} {!r} {",
    "}{ {{ }} {{{",
    "$title ${title} $(id) `id`",
    "\\u0041 \\x41 \\n \\0 \\",
    "$$ \\( x^2 \\) [[链接]] **粗** # 标题",
]
QUERIES = [
    "' OR '1'='1",
    "'; DROP TABLE procedure_docket; --",
    '" OR ""="',
    "1) UNION SELECT salt FROM contributions_contribution--",
    "x'||pg_sleep(9)||'",
    "'; SELECT pg_sleep(9); --",
    "%' AND 1=0 UNION ALL SELECT 'a",
    "E'\\\\' $tag$ /* */ -- #",
    "公交 AND 夜班 OR NOT 医院",
    "NEAR(公交 夜班, 3)",
    "title : 公交 * ^",
    "公交*",
    '"没有关上的引号',
    "a:* & b | !c <-> d <2> e",
    "!!!",
    "& | ! ( )",
    "'a' 'b",
    ":*",
    "\\",
    "%_%",
    "__proto__ constructor",
    "-- 夜班",
    "words:marks",
]
TABLES = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://192.0.2.1")',
    "+1-2",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    '逗,号;分\t隔|"引""号"',
    "1e309 NaN Infinity -0",
    "00012345678901234567890",
    "2026-02-30",
    "1900-01-00 9999-99-99",
]
HEADERS = [
    f"一\r\nSet-Cookie: {MARK}=1",
    f"一\nLocation: //{MARK}",
    f"一%0d%0aX: {MARK}",
    "一\r二\r\n三\n四",
    "To: a@example.org\nBcc: b@example.org",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "con aux nul com1 lpt1",
    "file:///etc/passwd",
    "http://169.254.169.254/latest/",
    "//example.org/",
    "/\\example.org",
    "https://user:word@example.org:99999/?a=b#c",
    "; cat /etc/passwd | id && reboot",
    "$(reboot) `reboot`",
    "() { :;}; echo",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "<?php echo 1; ?>",
    'O:8:"stdClass":0:{}',
    '{"$gt": "", "__class__": "x"}',
    "[" * 200,
    "${jndi:ldap://example.org/a}",
    "*)(uid=*))(|(uid=*",
]
NUMBERS = [
    "0",
    "-1",
    "1.5",
    "9" * 30,
    "9223372036854775808",
    "0x10",
    "1_000",
    "１２",
    "٣",
    "²",
    "true",
    "[]",
    "00000000-0000-0000-0000-000000000000",
    "{00000000000000000000000000000000}",
]
PUNCTUATION = ["。", "？！", "——", "……", "《》", "“”", "·", "-", "_", ".", "'", '"', "<", ">", "&"]
LONG = [
    "字" * 201,
    "𠮷" * 501,
    "a" * 1001,
    "長" * 10_000,
    "<b>" * 3000,
    "e\u0301" * 5000,
    "没有空格的长词" * 40,
    "\n" * 300 + "末",
    "👨‍👩‍👧‍👦" * 300,
]

KEPT = [
    *HAN.values(),
    *NAMES,
    *SCRIPTS,
    *WIDTHS,
    *COMBINED,
    *HIDDEN,
    *MARKUP,
    *TEMPLATES,
    *QUERIES,
    *TABLES,
    *HEADERS,
    *NUMBERS,
    *PUNCTUATION,
    *LONG,
]
BLANK = [
    "",
    " ",
    "\t\r\n",
    "\u3000\u3000",
    "\u00a0\u2003\u205f",
    "\u200b\u200b\u200b",
    "\u2060\ufeff\u00ad",
    "\u202e\u202c\u200f",
    "\u2028\u2029\u0085",
    "\u115f\u1160\u3164\uffa0",
    "\u2800\u2800",
    "\ufe0f\U000e0100",
    "\U000e0020\U000e007f",
    "\u180e\u034f",
]
REFUSED = [f"前{chr(code)}后" for code in (1, 2, 7, 8, 11, 12, 14, 26, 27, 28, 30, 31, 127)]
#: Bytes that are no text: halves of surrogate pairs, other encodings, cut and overlong forms.
BROKEN = [
    b"\xed\xa0\x80",
    b"\xed\xb0\x80",
    "中文".encode("gbk"),
    b"\xff\xfe",
    b"\xe4\xb8",
    b"\xc0\xaf",
]
NUL = ["\0", "前\0后", "\0" * 10]


def _from(folder):
    """Yield every string of the collections in ``folder``, whatever their format."""
    for path in sorted(Path(folder).rglob("*")):
        if path.suffix == ".json":
            found = json.loads(path.read_text(encoding="utf-8"))
            yield from (one for one in found if isinstance(one, str))
        elif path.suffix == ".csv":
            with path.open(encoding="utf-8", errors="replace", newline="") as lines:
                yield from (cell for row in csv.reader(lines) for cell in row)
        elif path.suffix == ".txt" and not path.name.startswith("whatwg"):
            text = path.read_text(encoding="utf-8", errors="replace")
            yield from (line for line in text.splitlines() if not line.startswith("//"))


def _usable(text):
    return text.strip() and not any(ord(one) < 32 and one not in "\t\n\r" for one in text)


def strings():
    """Return ``KEPT`` and what the folder named by ``HUIYIN_NAUGHTY`` adds, each once."""
    more = []
    for folder in filter(None, os.environ.get("HUIYIN_NAUGHTY", "").split(os.pathsep)):
        more += filter(_usable, _from(folder))
    return list(dict.fromkeys([*KEPT, *more]))
