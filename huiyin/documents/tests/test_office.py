"""An office program opens every document, and the pages look as they should.

LibreOffice turns each DOCX into a PDF, poppler every PDF into pictures: ``scripts.check office``.
"""

import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from huiyin.documents import making
from huiyin.documents.kinds import KINDS
from huiyin.documents.kinds.annual_report import Listing, Yearly, paper
from huiyin.documents.tests import cases
from huiyin.documents.tests.test_hostile import letter
from tests.naughty import KEPT

OFFICE, PICTURES = shutil.which("soffice"), shutil.which("pdftoppm")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not (OFFICE and PICTURES), reason="needs LibreOffice and poppler"),
]
RESULTS = Path(__file__).resolve().parents[3] / "test-results" / "documents"
SECONDS_AT_MOST = 300
#: Share of a page that carries ink; less is an empty page, more a black one.
INK = (0.002, 0.3)
REPORT = Yearly(
    title="云溪县人民代表大会2026年代表建议、批评和意见办理情况报告",
    day=date(2026, 12, 31),
    to="云溪县人民代表大会常务委员会",
    signer="云溪县人大常委会代表工作委员会",
    sections=(("基本情况", "本年度共受理代表建议 112 件。"), ("存在的问题", "")),
    listings=(
        Listing(
            "附表　各单位办理情况",
            ("单位", "件数", "按期答复"),
            (("县交通运输局", "12", "11 / 12"),),
            (6, 3, 3),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def files(at_home):
    """Both files of every kind, and of a letter made of difficult strings, in one folder."""
    folder = RESULTS
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    case = cases.rated(at_home)
    for format in ("docx", "pdf"):
        for kind in KINDS:
            user = at_home.sun if kind == "co_opinion" else at_home.zhao
            data, _name = cases.take(user, case, kind, format=format)
            (folder / f"{kind}.{format}").write_bytes(data)
        others = {"annual_report": paper(REPORT), "difficult": letter("\n".join(KEPT))}
        for name, made in others.items():
            (folder / f"{name}.{format}").write_bytes(making.write(made, format)[0])
    return folder


def run(*command):
    subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, timeout=SECONDS_AT_MOST,
    )  # fmt: skip


def converted(folder):
    """Have LibreOffice make a PDF of every DOCX; return them by name."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    target = folder / "office"
    documents = sorted(str(path) for path in folder.glob("*.docx"))
    run(OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(target), *documents)
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return {path.stem: path for path in target.glob("*.pdf")}


def inked(path):
    """The share of dark points of each page, drawn at 40 points an inch in grey."""
    run(PICTURES, "-r", "40", "-gray", str(path), str(path.with_suffix("")))
    for picture in sorted(path.parent.glob(f"{path.stem}-*.pgm")):
        _magic, _size, _depth, points = picture.read_bytes().split(b"\n", 3)
        yield sum(point < 200 for point in points) / len(points)
        picture.unlink()


def letters(path):
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)
    return "".join(text.split())


def test_every_document_opens_and_no_page_is_empty_or_black(files):
    opened = converted(files)
    assert opened.keys() == {path.stem for path in files.glob("*.docx")}
    assert len(opened) == len(KINDS) + 2
    pages = {path: list(inked(path)) for path in [*files.glob("*.pdf"), *opened.values()]}
    wrong = [
        f"{path.name} page {number}: {share:.4f}"
        for path, shares in pages.items()
        for number, share in enumerate(shares, 1)
        if not INK[0] < share < INK[1]
    ]
    assert wrong == []
    assert "对云溪县第十八届人民代表大会闭会期间第1号建议的答复" in letters(opened["reply_letter"])
    assert "抄送：云溪县人大常委会代表工作委员会" in letters(opened["reply_letter"])
