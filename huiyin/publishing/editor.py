"""What the editor of the page is told: the words on its buttons."""

import json

from django.utils.translation import gettext as _


def words():
    """The words of the editor in the reader's language, as JSON for an attribute."""
    said = {
        "tools": _("排版工具"),
        "heading": _("小标题"),
        "bold": _("加粗"),
        "bullets": _("项目符号"),
        "numbers": _("编号"),
        "quote": _("引用"),
        "link": _("链接"),
        "address": _("链接地址"),
        "undo": _("撤销"),
        "redo": _("重做"),
    }
    return json.dumps(said, ensure_ascii=False)
