"""Pictures without words, films without captions, papers that carry more than they show."""

from html.parser import HTMLParser

from django.utils.translation import gettext_lazy as _

from huiyin.publishing.checks.check import Check
from huiyin.publishing.models import Asset

Kind, Shows = Asset.Kind, Asset.Shows


class _Pictures(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.found.append(dict(attrs))


def without_words(out):
    reader = _Pictures()
    reader.feed(out.revision.html)
    return [one.get("src", "") for one in reader.found if not (one.get("alt") or "").strip()]


def without_captions(out):
    captioned = {one.captions_for_id for one in out.files if one.kind == Kind.CAPTIONS}
    return [one.name for one in out.files if one.kind == Kind.VIDEO and one.pk not in captioned]


def without_approval(out):
    return [one.name for one in out.files if one.shows != Shows.NEITHER and not one.approval]


def _carrying(name):
    def look(out):
        return [one.name for one in out.files if name in one.found]

    return look


CHECKS = (
    Check("picture_without_words", _("图片没有替代文字"), True, without_words),
    Check("video_without_captions", _("视频没有字幕"), True, without_captions),
    Check("without_approval", _("国徽或者地图没有批准文号、审图号"), True, without_approval),
    Check("tracked_changes", _("附件里有修订痕迹"), True, _carrying("tracked_changes")),
    Check("comments", _("附件里有批注"), True, _carrying("comments")),
    Check("hidden_names", _("附件属性里有作者、单位等信息"), False, _carrying("hidden_names")),
    Check("place_of_picture", _("原图带有拍摄位置，已经去掉"), False, _carrying("place")),
)
