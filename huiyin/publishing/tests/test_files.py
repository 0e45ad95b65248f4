"""Files that people hand in: what is kept, what a reviewer is told, what is refused and why."""

import io
import zipfile
from contextlib import suppress
from time import process_time

import pytest
from PIL import Image

from huiyin.kit.inspection import Refused
from huiyin.procedure.table import Incomplete
from huiyin.publishing import filetypes
from huiyin.publishing.services import attaching, writing
from huiyin.publishing.tests.newsroom import BODY, CLEAR, TEXT
from tests.cast import SPRING
from tests.visitor import Visitor

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\n\xe4\xbc\x9a\xe8\xae\xae\xe5\xbc\x80\xe5\xb9\x95\n"
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 64


def picture(form="JPEG", size=(40, 30), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, form, **more)
    return out.getvalue()


def located():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (30.0, 1.0, 2.0)
    return picture(exif=exif.tobytes())


def packed(parts=None, **more):
    named = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": "<w:document/>",
        **(parts or {}),
        **more,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in named.items():
            archive.writestr(name, body)
    return out.getvalue()


def pdf(inside=b""):
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog" + inside + b">>endobj\nstartxref\n9\n%%EOF\n"


def test_a_picture_is_made_anew_and_the_place_it_was_taken_is_gone_and_told():
    known = filetypes.read(located())
    assert (known.kind, known.media, known.found) == ("image", "image/jpeg", ["place"])
    assert dict(Image.open(io.BytesIO(known.data)).getexif()) == {}


def test_what_stands_behind_a_picture_is_not_kept():
    known = filetypes.read(picture() + packed())
    assert b"PK\x03\x04" not in known.data
    known = filetypes.read(picture("PNG") + b"<script>alert(1)</script>")
    assert b"<script>" not in known.data


def named(value):
    """What a file is called among the tests; its own bytes tell when it was packed."""
    return "file" if isinstance(value, bytes) else None


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (packed(), []),
        (packed({"word/document.xml": "<w:ins w:id='1'>x</w:ins>"}), ["tracked_changes"]),
        (packed({"word/comments.xml": "<w:comments/>"}), ["comments"]),
        (packed({"docProps/core.xml": "<dc:creator>张三</dc:creator>"}), ["hidden_names"]),
        (pdf(), []),
        (pdf(b"/Author (Zhang)"), ["hidden_names"]),
        (pdf(b"/A<</S/URI/URI(https://a.example)>>"), []),
    ],
    ids=named,
)
def test_a_paper_is_kept_as_it_is_and_what_it_carries_is_told(data, found):
    known = filetypes.read(data)
    assert (known.kind, known.data, known.found) == ("paper", data, found)


BOMB = {"word/media/a.xml": "0" * 40_000_000}
EXTERNAL = '<Relationship Type="x/attachedTemplate" Target="http://e" TargetMode="External"/>'
LINKED = '<Relationship Type="x/relationships/hyperlink" Target="http://e" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        (b"<?xml version='1.0'?>\n<!-- x --><svg onload='x()'/>", "SVG"),
        (b"MZ\x90\x00", "只能上传"),
        (b"<html><script>1</script></html>", "只能上传"),
        (b"\xff\xd8\xff\xe0 no picture at all", "不是能读的照片"),
        (b"GIF89a/*<script>*/", "只能上传"),
        (packed({"word/vbaProject.bin": b"x"}), "宏"),
        (packed({"word/activeX/activeX1.xml": "<a/>"}), "宏"),
        (
            packed({"word/document.xml": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"}),
            "外部实体",
        ),
        (packed({"word/_rels/settings.xml.rels": EXTERNAL}), "外部内容"),
        (packed(BOMB), "解开后过大"),
        (packed()[:60], "损坏"),
        (b"GARBAGE" + packed(), "只能上传"),
        (pdf(b"/OpenAction<</S/JavaScript/JS(x)>>"), "脚本"),
        (pdf(b"/Encrypt 1 0 R"), "加密"),
        (pdf() + packed(), "两种格式"),
        (MP4 + packed(), "两种格式"),
        (b"WEBVTT\n\n<script>x</script> 00:00 --> 00:01", "网页代码"),
        (b"WEBVTT\n\nno times", "时间轴"),
    ],
    ids=named,
)
def test_what_acts_hides_or_is_two_things_at_once_is_refused_with_a_reason(data, words):
    with pytest.raises(Refused) as refused:
        filetypes.read(data)
    assert words in str(refused.value)


def test_a_link_in_a_paper_is_no_outside_content():
    assert filetypes.read(packed({"word/_rels/document.xml.rels": LINKED})).found == []


@pytest.mark.parametrize(
    "data",
    [
        packed({"word/_rels/document.xml.rels": "<Relationship " * 8_000}),
        b"<!---->" * 22 + b"x",
    ],
    ids=named,
)
def test_a_file_made_to_keep_us_busy_is_looked_at_in_no_time(data):
    begun = process_time()
    with suppress(Refused):
        filetypes.read(data)
    assert process_time() - begun < 1


def test_a_picture_of_twenty_thousand_by_twenty_thousand_is_refused_before_it_is_unfolded():
    header = picture("PNG", (8, 8))
    width = (20_000).to_bytes(4, "big")
    body = header[:16] + width + width + header[24:29]
    import zlib

    huge = body + zlib.crc32(body[12:29]).to_bytes(4, "big") + header[33:]
    with pytest.raises(Refused) as refused:
        filetypes.read(huge)
    assert "像素太多" in str(refused.value)


def attach(newsroom, article, data, **more):
    facts = {"name": "会场.jpg", "words": "会场全景", "by": newsroom.song, "at": SPRING, **more}
    return attaching.attach(newsroom.bare(article), data=data, **facts)


def test_a_picture_stands_in_the_text_and_in_the_hash_of_what_is_released(newsroom):
    article = newsroom.draft()
    asset = attach(newsroom, article, picture())
    last = article.revisions.order_by("number").last()
    assert f'<img src="/assets/{asset.uid}/" alt="会场全景">' in last.html
    assert last.facts["files"][0]["sha256"] == asset.sha256
    assert last.sha256 != article.revisions.get(number=1).sha256
    attaching.detach(newsroom.bare(article), asset=asset, by=newsroom.song, at=SPRING)
    again = article.revisions.order_by("number").last()
    assert (again.facts["files"], "<img" in again.html) == ([], False)


def test_a_picture_taken_out_of_the_text_does_not_go_out_and_no_other_comes_in(newsroom):
    article, other = newsroom.draft(), newsroom.draft()
    asset, theirs = (attach(newsroom, one, picture()) for one in (article, other))
    edit = {"by": newsroom.song, "at": SPRING, **TEXT}
    made = writing.edit(newsroom.bare(article), seen=2, body=BODY, **edit)
    assert made.facts["files"] == []
    again = writing.edit(
        newsroom.bare(article), seen=3, body=BODY + attaching.figure(asset), **edit
    )
    assert [one["uid"] for one in again.facts["files"]] == [str(asset.uid)]
    with pytest.raises(Incomplete):
        writing.edit(newsroom.bare(article), seen=4, body=attaching.figure(theirs), **edit)
    song = Visitor(newsroom.song)
    sent = {**TEXT, "column": "news", "kind": "news", "body": f"<p>{attaching.figure(theirs)}</p>"}
    for path in ("/desk/articles/new/", f"/desk/articles/{article.docket.code}/edit/"):
        page = song.post(path, seen=4, **sent)
        assert (page.status_code, "不是这篇文章的图片" in page.content.decode()) == (422, True)


def test_a_picture_without_words_is_not_taken(newsroom):
    with pytest.raises(Incomplete):
        attach(newsroom, newsroom.draft(), picture(), words=" ")


def test_the_same_file_is_taken_once(newsroom):
    article = newsroom.draft()
    attach(newsroom, article, picture())
    with pytest.raises(Incomplete):
        attach(newsroom, article, picture())


def test_a_film_without_captions_is_not_cleared_and_with_them_it_is(newsroom):
    article = newsroom.draft()
    film = attach(newsroom, article, MP4, name="会议.mp4", words="")
    findings = newsroom.looked(article).findings
    assert [one.check for one, _answer in findings] == ["video_without_captions"]
    attach(newsroom, article, VTT, name="字幕.vtt", video=film)
    assert newsroom.looked(article).findings == []


def test_a_map_needs_its_number(newsroom):
    article = newsroom.draft()
    attach(newsroom, article, picture(), shows="map")
    assert [one.check for one, _answer in newsroom.looked(article).findings] == ["without_approval"]
    article = newsroom.draft()
    attach(newsroom, article, picture(), shows="map", approval="审图号：GS(2026)1 号")
    assert newsroom.looked(article).findings == []


def test_a_file_is_for_those_who_work_on_it_until_it_is_released_and_then_for_everybody(newsroom):
    from huiyin.publishing.services import releasing, reviewing, writing

    article = newsroom.draft()
    asset = attach(newsroom, article, picture())
    path = f"/assets/{asset.uid}/"
    assert Visitor().get(path).status_code == 404
    assert Visitor(newsroom.cast.chu).get(path).status_code == 404
    own = Visitor(newsroom.song).get(path)
    assert (own.status_code, own["Content-Type"], "no-store" in own["Cache-Control"]) == (
        200,
        "image/jpeg",
        True,
    )
    writing.submit(newsroom.bare(article), by=newsroom.song, at=SPRING)
    reviewing.pass_first(newsroom.bare(article), seen=2, by=newsroom.first, at=SPRING)
    reviewing.pass_second(newsroom.bare(article), seen=2, by=newsroom.gao, at=SPRING)
    reviewing.pass_final(newsroom.bare(article), seen=2, by=newsroom.qin, at=SPRING, **CLEAR)
    releasing.release(newsroom.bare(article), by=newsroom.bian, at=SPRING)
    assert Visitor().get(path).status_code == 200
    assert f'src="{path}"' in Visitor().get(f"/articles/{article.docket.code}/").content.decode()
    releasing.recall(newsroom.bare(article), reason="有误", by=newsroom.bian, at=SPRING)
    assert Visitor().get(path).status_code == 404


def test_a_name_of_three_hundred_characters_is_refused_with_words(newsroom):
    from django.core.files.uploadedfile import SimpleUploadedFile

    article = newsroom.draft()
    sent = SimpleUploadedFile("长" * 250 + ".jpg", picture(), "image/jpeg")
    page = Visitor(newsroom.song).post(
        f"/desk/articles/{article.docket.code}/attach/", file=sent, words="会场", shows="neither"
    )
    assert (page.status_code, "文件名太长" in page.content.decode()) == (422, True)


def test_a_file_is_sent_by_the_form_of_the_page(newsroom):
    from django.core.files.uploadedfile import SimpleUploadedFile

    article = newsroom.draft()
    path = f"/desk/articles/{article.docket.code}/attach/"
    sent = SimpleUploadedFile("a.jpg", picture(), "text/html")
    right = {"words": "会场", "shows": "neither", "video": ""}
    assert Visitor(newsroom.song).post(path, file=sent, **right).status_code == 302
    page = Visitor(newsroom.song).get(f"/desk/articles/{article.docket.code}/").content.decode()
    assert 'enctype="multipart/form-data"' in page and "会场" in page
