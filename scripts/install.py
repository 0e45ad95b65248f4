"""Make .venv from requirements.lock, with the standard library alone.

Runs under whatever `python3` is on the machine, so its first act is to say clearly when that
one is too old; nothing above that check may need a new Python.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
LOCK = os.path.join(ROOT, "requirements.lock")
#: A copy of the lock that .venv was made from: the same text means nothing to do.
STAMP = os.path.join(VENV, "installed.lock")


def main():
    if sys.version_info < OLDEST:
        sys.exit(
            f"Huiyin needs Python 3.11 or newer; {sys.executable} is "
            f"{sys.version.split()[0]}. Name another: make PYTHON=python3.12 ..."
        )
    if not runs(VENV_PYTHON):
        make_environment()
    if read(LOCK) != read(STAMP):
        install_lock()
    # Installed once, compiled whenever a catalogue is newer than what was made of it.
    subprocess.run([VENV_PYTHON, "-m", "scripts.messages", "compile"], cwd=ROOT, check=True)


def runs(python):
    """Whether this interpreter starts and is new enough: a copied .venv may point nowhere."""
    try:
        asked = [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        return subprocess.run(asked, check=False).returncode == 0
    except OSError:
        return False


def make_environment():
    print("Making .venv with Python " + sys.version.split()[0], flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode and "ensurepip" in made.stdout + made.stderr:
        sys.exit("This Python cannot make environments. On Debian: apt-get install python3-venv")
    if made.returncode:
        sys.exit(made.stdout + made.stderr)


def install_lock():
    print("Installing requirements.lock into .venv; this takes up to a minute", flush=True)
    command = [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--quiet", "--quiet"]  # errors only
    command += ["--require-hashes", "--requirement", LOCK]
    if subprocess.run(command, check=False).returncode:
        sys.exit("Installing failed; the lines above say why. Run the same command again.")
    with open(STAMP, "w", encoding="utf-8") as stamp:
        stamp.write(read(LOCK))


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
