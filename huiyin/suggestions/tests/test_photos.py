"""Photographs in a text: made anew, shown only to whoever may read the text."""

import hashlib
import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from huiyin.congresses.scope import within
from huiyin.ledger.audit import verify_log
from huiyin.ledger.faults import Fault
from huiyin.ledger.models import Leaf
from huiyin.procedure.table import NotLawful
from huiyin.suggestions.models import Photo
from huiyin.suggestions.services import assigning, drafting, office, photographing, publishing
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.services.photographing import add_photo, drop_photo, made_anew
from tests.cast import SPRING
from tests.visitor import Visitor

#: GPS and camera in the EXIF of a photograph.
GPS, MAKE, PLACE = 0x8825, 0x010F, {2: (39.0, 54.0, 20.0), 1: "N"}


def picture(size=(64, 48), color="red", form="JPEG", **options):
    out = BytesIO()
    Image.new("RGB", size, color).save(out, form, **options)
    return out.getvalue()


def from_a_camera():
    exif = Image.Exif()
    exif[MAKE], exif[0x0112] = "Canon", 6  # turned by a quarter
    exif.get_ifd(GPS).update(PLACE)
    return picture(exif=exif.tobytes(), comment=b"at home")


def lin(cast):
    return cast.lin.person.user


def photographed(cast, case, data=None, caption="站牌"):
    data = picture() if data is None else data
    return add_photo(case, photo=data, caption=caption, by=lin(cast), at=SPRING)


def test_nothing_a_camera_writes_is_kept(at_home):
    before = from_a_camera()
    assert b"Canon" in before and b"at home" in before
    photo = photographed(at_home, at_home.draft(), before)
    kept = photo.file.read()
    assert (b"Canon" in kept, b"at home" in kept, b"Exif" in kept) == (False, False, False)
    with Image.open(BytesIO(kept)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (48, 64), {})


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_kinds_become_a_jpeg(form):
    with Image.open(BytesIO(made_anew(picture(form=form)))) as image:
        assert (image.format, image.size) == ("JPEG", (64, 48))


def test_a_large_photograph_is_made_smaller():
    with Image.open(BytesIO(made_anew(picture((4096, 1024))))) as image:
        assert image.size == (2048, 512)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture(form="GIF"),
        picture(form="BMP"),
        picture()[:200],
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
    ],
)
def test_what_is_no_photograph_is_refused_by_its_content(data):
    with pytest.raises(Incomplete):
        made_anew(data)


@pytest.mark.parametrize("size", [(9000, 9000), (14000, 14000), (20000, 20000)])
def test_more_pixels_than_are_read_are_refused_before_they_are(size):
    out = BytesIO()
    Image.new("1", size).save(out, "PNG")
    with pytest.raises(Incomplete, match="像素"):
        made_anew(out.getvalue())


def test_the_same_picture_stands_once_and_nine_are_the_most(at_home):
    case = at_home.draft()
    photographed(at_home, case)
    with pytest.raises(Incomplete, match="已经在里面"):
        photographed(at_home, case)
    for n in range(1, 9):
        photographed(at_home, case, picture(color=(0, n * 25, 0)))
    with pytest.raises(Incomplete, match="最多 9 张"):
        photographed(at_home, case, picture(color="blue"))
    assert case.photos.count() == 9


def test_a_photograph_is_a_change_of_the_text_that_was_signed(at_home):
    case, zhou = at_home.draft(), at_home.zhou.person.user
    drafting.invite(case, mandate=at_home.zhou, by=lin(at_home), at=SPRING)
    drafting.answer_invitation(case, confirmed=True, seen=drafting.digest(case), by=zhou, at=SPRING)
    photo = photographed(at_home, case)
    assert case.cosigns.get().answer == "voided"
    drafting.answer_invitation(case, confirmed=True, seen=drafting.digest(case), by=zhou, at=SPRING)
    drop_photo(case, photo=photo, by=lin(at_home), at=SPRING)
    assert (case.cosigns.get().answer, case.photos.count()) == ("voided", 0)


def test_photographs_go_on_the_record_with_the_text_and_a_changed_file_is_found(at_home):
    case = at_home.draft()
    photo = photographed(at_home, case)
    drafting.submit(case, declared=True, by=lin(at_home), at=SPRING)
    leaf = Leaf.objects.get(kind="photographs")
    assert (leaf.ref, verify_log(at_home.county)) == (case.words.uid, [])
    with photo.file.storage.open(photo.file.name, "wb") as kept:
        kept.write(picture(color="blue"))
    assert [problem.fault for problem in verify_log(at_home.county)] == [Fault.CONTENT_CHANGED]


def test_a_photograph_beside_a_text_that_was_handed_in_without_it_is_found(at_home):
    case = at_home.draft()
    drafting.submit(case, declared=True, by=lin(at_home), at=SPRING)
    Photo.objects.create(suggestion=case, caption="", sha256="0" * 64, by=lin(at_home), at=SPRING)
    assert [problem.fault for problem in verify_log(at_home.county)] == [Fault.UNRECORDED]


def test_photographs_handed_in_before_they_had_leaves_get_theirs_after_the_upgrade(at_home):
    case = at_home.draft()
    drafting.submit(case, declared=True, by=lin(at_home), at=SPRING)
    photo = Photo(suggestion=case, caption="站牌", by=lin(at_home), at=SPRING)
    photo.file.save("old.jpg", ContentFile(picture()), save=False)
    photo.sha256 = hashlib.sha256(picture()).hexdigest()
    photo.save()
    assert [problem.fault for problem in verify_log(at_home.county)] == [Fault.UNRECORDED]
    for _again in range(2):
        call_command("catch_up")
        assert verify_log(at_home.county) == []


def test_photographs_of_a_text_that_was_sent_back_may_go(at_home):
    case, later = at_home.draft(), SPRING + timedelta(hours=1)
    photo = photographed(at_home, case)
    drafting.submit(case, declared=True, by=lin(at_home), at=SPRING)
    office.improve(case, reason="写清楚班次", by=at_home.zhao, at=SPRING)
    drop_photo(case, photo=photo, by=lin(at_home), at=later)
    photographed(at_home, case, picture(color="blue"))
    assert verify_log(at_home.county) == []
    drafting.submit(case, declared=True, by=lin(at_home), at=later)
    assert (Leaf.objects.filter(kind="photographs").count(), verify_log(at_home.county)) == (2, [])


def test_nobody_else_adds_one_and_nobody_after_it_was_handed_in(at_home):
    case = at_home.draft()
    with pytest.raises(PermissionDenied):
        add_photo(case, photo=picture(), caption="", by=at_home.zhou.person.user, at=SPRING)
    drafting.submit(case, declared=True, by=lin(at_home), at=SPRING)
    with pytest.raises(NotLawful):
        photographed(at_home, case)
    assert Photo.objects.count() == 0


def upload(data=None, name="x.jpg"):
    return SimpleUploadedFile(name, picture() if data is None else data)


def test_a_deputy_sends_a_photograph_and_takes_it_out_again(cast):
    with within(cast.county):
        case = cast.draft()
    at, visitor = f"/desk/suggestions/{case.docket.code}/", Visitor(lin(cast))
    assert visitor.post(f"{at}add_photo/", photo=upload(), caption="站牌").status_code == 302
    page = visitor.get(at).content.decode()
    with within(cast.county):
        photo = Photo.objects.get()
    address = f"{at}photos/{photo.uid}/"
    assert address in page and 'alt="站牌"' in page
    answer = visitor.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert visitor.post(f"{at}drop_photo/", photo=photo.pk).status_code == 302
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"caption": "站牌"}, "请先选择照片"),
        ({"photo": upload(b"text", "x.jpg"), "caption": "站牌"}, "这不是能读的照片"),
        ({"photo": upload(), "caption": ""}, "请填写“照片说明”"),
    ],
)
def test_what_is_wrong_with_a_photograph_is_said_beside_it(cast, sent, words):
    with within(cast.county):
        case = cast.draft()
    at = f"/desk/suggestions/{case.docket.code}/add_photo/"
    answer = Visitor(lin(cast)).post(at, **sent)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_a_photograph_is_public_only_with_the_whole_text(cast):
    with within(cast.county):
        case = cast.draft()
        photo = photographed(cast, case)
        drafting.submit(case, declared=True, by=lin(cast), at=SPRING)
    public, desk = (
        f"/photos/{photo.uid}/",
        f"/desk/suggestions/{case.docket.code}/photos/{photo.uid}/",
    )
    visitors = {"anybody": Visitor(), "sun": Visitor(cast.sun), "zhao": Visitor(cast.zhao)}

    def seen():
        return [
            visitors["anybody"].get(public).status_code,
            visitors["sun"].get(desk).status_code,
            visitors["zhao"].get(desk).status_code,
        ]

    assert seen() == [404, 404, 200]
    with within(cast.county):
        office.accept(case, public=True, by=cast.zhao, at=SPRING)
        assigning.assign(case, lead=cast.transport, lead_part="线路", by=cast.zhao, at=SPRING)
    assert seen() == [200, 200, 200]
    assert Visitor(prefix="/c/yunhe").get(public).status_code == 404


def test_the_proof_of_the_photographs_is_taken_home_beside_that_of_the_text(cast):
    with within(cast.county):
        case = cast.draft()
        photo = photographed(cast, case)
        drafting.submit(case, declared=True, by=lin(cast), at=SPRING)
    page = f"/matters/{case.docket.code}/"

    def taken(who):
        return json.loads(Visitor(who).get(f"{page}receipt.json?photographs").content)

    own = taken(lin(cast))
    assert (own["kind"], photo.sha256 in own["content"]) == ("photographs", True)
    with within(cast.county):
        office.accept(case, public=True, by=cast.zhao, at=SPRING)
    assert "下载照片的校验文件" in Visitor().get(page).content.decode()
    assert ("content" in taken(None), taken(None)["kind"]) == (False, "photographs")


def test_photographs_that_were_changed_after_it_was_sent_back_are_proven_by_their_leaf_alone(cast):
    with within(cast.county):
        case = cast.draft()
        photo = photographed(cast, case)
        drafting.submit(case, declared=True, by=lin(cast), at=SPRING)
        office.improve(case, reason="写清楚班次", by=cast.zhao, at=SPRING)
        drop_photo(case, photo=photo, by=lin(cast), at=SPRING + timedelta(hours=1))
        later = {"by": lin(cast), "at": SPRING + timedelta(hours=1)}
        add_photo(case, photo=picture(color="blue"), caption="站台", **later)
    page, visitor = f"/matters/{case.docket.code}/", Visitor(lin(cast))
    answer = visitor.get(f"{page}receipt.json?photographs")
    assert (answer.status_code, "content" in json.loads(answer.content)) == (200, False)
    assert "下载照片的校验文件" not in visitor.get(page).content.decode()


def test_a_redacted_text_shows_no_photograph(cast):
    with within(cast.county):
        case = cast.draft()
        photo = photographed(cast, case)
        drafting.submit(case, declared=True, by=lin(cast), at=SPRING)
        case = bring_to_a_reply(cast, case)
        publishing.publish(
            case, openness="redacted", reason="个人隐私", redacted="删减", by=cast.zhao, at=SPRING
        )
    assert Visitor().get(f"/photos/{photo.uid}/").status_code == 404


def bring_to_a_reply(cast, case):
    from huiyin.suggestions.services import handling
    from tests.cast import REPLY

    office.accept(case, public=True, by=cast.zhao, at=SPRING)
    assigning.assign(case, lead=cast.transport, lead_part="线路", by=cast.zhao, at=SPRING)
    handling.sign_for(case, by=cast.qian, at=SPRING)
    handling.start(case, by=cast.sun, at=SPRING)
    promise = (("开行夜班线", date(2026, 12, 31)),)
    handling.draft_reply(case, commitments=promise, by=cast.sun, at=SPRING, **REPLY)
    handling.issue(case, secrecy_reviewed="何平", without_contact="出差", by=cast.wu, at=SPRING)
    return case


def test_an_assistant_and_a_part_share_the_rules_of_the_text(at_home):
    case = at_home.draft()
    photo = photographed(at_home, case)
    drafting.submit(case, declared=True, by=lin(at_home), at=SPRING)
    office.accept(case, public=False, by=at_home.zhao, at=SPRING)
    parts = assigning.split(
        case,
        parts=[(at_home.transport, "线路"), (at_home.finance, "补贴")],
        by=at_home.zhao,
        at=SPRING,
    )
    address = f"/desk/suggestions/{parts[0].docket.code}/photos/{photo.uid}/"
    assert Visitor(at_home.sun).get(address).status_code == 200
    assert Visitor(at_home.zheng).get(address).status_code == 404
    assert photographing.MOST == 9
