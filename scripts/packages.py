"""System packages that some checks need: find them, and install them where that is allowed."""

import glob
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from scripts.postgres import NoPostgres, find_binaries

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.local/share/fonts"))


@dataclass(frozen=True)
class Need:
    """Something of the system that a check uses, and the Debian package that brings it."""

    package: str
    present: Callable[[], bool]
    why: str


def browser():
    """Return the path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def nginx():
    """Return the path of nginx, which Debian keeps out of an ordinary user's PATH, or None."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def has_postgres():
    try:
        return bool(find_binaries())
    except NoPostgres:
        return False


def has_chinese_font():
    pattern = "**/*[cC][jJ][kK]*.[ot]t[cf]"
    return any(glob.glob(os.path.join(folder, pattern), recursive=True) for folder in FONTS)


POSTGRES = Need("postgresql", has_postgres, "tests on PostgreSQL 15 or newer")
BROWSER = Need("chromium", lambda: bool(browser()), "browser journeys")
FONT = Need("fonts-noto-cjk", has_chinese_font, "Chinese text in the browser")
NGINX = Need("nginx-light", lambda: bool(nginx()), "the deployment test")
OFFICE = Need("libreoffice-writer-nogui", lambda: bool(shutil.which("soffice")), "opening DOCX")
PICTURES = Need("poppler-utils", lambda: bool(shutil.which("pdftoppm")), "pictures of PDF pages")
REDIS = Need("redis-server", lambda: bool(shutil.which("redis-server")), "the deployment test")


def install(needs):
    """Install what is missing where we may, and return what still is.

    Only root on a machine with apt-get may; everybody else is told what to install.
    """
    missing = [need for need in needs if not need.present()]
    if not missing or os.geteuid() != 0 or not shutil.which("apt-get"):
        return missing
    print("Installing " + ", ".join(need.package for need in missing), flush=True)
    apt("update")
    apt("install", "-y", "--no-install-recommends", *(need.package for need in missing))
    return [need for need in missing if not need.present()]


def apt(*arguments):
    """Run apt-get without a question or a word; what it could not do shows in what is missing."""
    subprocess.run(
        ["apt-get", "-qq", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    )
