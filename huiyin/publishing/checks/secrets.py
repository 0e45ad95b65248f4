"""Marks and phrases of papers that must not be here. Law: 保守国家秘密法 (2024) arts. 22, 35."""

import re

from django.utils.translation import gettext_lazy as _

from huiyin.publishing.checks.check import Check

#: A level of secrecy with its mark or its period, as it stands on a paper's corner.
MARK = re.compile(
    r"(?:绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆*＊]|(?:[0-9]{1,2}|[一二三四五六七八九十]+)\s*年|长\s*期)"
)
PHRASE = re.compile(
    r"内部(?:文件|资料|使用|参考)|注意保存|阅后(?:即焚|收回|销毁)|不得(?:公开|外传|对外|上网|翻印)"
    r"|未经批准不得|仅供内部|严禁(?:外传|复制|上网)|工作秘密|绝密|机密级?"
)
#: Speaking of the law on secrets is no secret.
ABOUT_THE_LAW = re.compile(r"(?:国家秘密|商业秘密|保密法|保守国家秘密法)")


def marks(out):
    return [match[0].strip() for match in MARK.finditer(out.words)]


def phrases(out):
    text = MARK.sub("", ABOUT_THE_LAW.sub("\n", out.words))
    return [match[0] for match in PHRASE.finditer(text)]


CHECKS = (
    Check("secret_mark", _("有密级标志"), True, marks),
    Check("secret_phrase", _("有内部文件用语"), True, phrases),
)
