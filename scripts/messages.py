"""Message catalogues without gettext: compile them, fill them with new messages, check them.

    python -m scripts.messages compile   write every .mo that is older than its .po
    python -m scripts.messages update    add new messages to the .po, drop unused ones
    python -m scripts.messages check     fail unless every message in the sources is translated

Simplified Chinese is the language of the sources, so only the other catalogues exist.
"""

import argparse
import ast
import re
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "huiyin"
#: The source language needs no catalogue; these do.
LANGUAGES = ("en",)
#: Problems listed at once; the rest waits for the next run.
SHOWN = 30
#: Which positional arguments of each function are (context, singular, plural).
FUNCTIONS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
#: What Django turns a template into: calls among blanked-out text.
CALL = re.compile(r"\b(?P<name>_|n?p?gettext)\((?=[\s(u]*['\"])")
#: Named and positional placeholders, which a translation must carry over unchanged.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def catalogues():
    """Return the path of each language's catalogue, whether or not it exists yet."""
    return [SOURCES / "locale" / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]


def compile_all():
    """Write every .mo whose .po is newer; return how many were written."""
    written = 0
    for path in filter(Path.exists, catalogues()):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(compiled))
            written += 1
    return written


def collect():
    """Return {(context, singular, plural): [(file, line), …]} of every message in the sources."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            for message, line in python_messages(path.read_text()):
                found.setdefault(message, []).append((str(path.relative_to(ROOT)), line))
    for suffix in ("*.html", "*.txt"):
        for path in sorted(SOURCES.rglob(f"templates/**/{suffix}")):
            for message, line in template_messages(path.read_text()):
                found.setdefault(message, []).append((str(path.relative_to(ROOT)), line))
    return found


def python_messages(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (message := message_of(node)):
            yield message, node.lineno


def message_of(call):
    """Return (context, singular, plural) of a gettext call, or None if it is not one."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in FUNCTIONS:
        return None
    values = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
    picked = [
        None if place is None or place >= len(values) else values[place]
        for place in FUNCTIONS[name]
    ]
    return tuple(picked) if isinstance(picked[1], str) else None


def template_messages(text):
    from django.utils.translation.template import templatize

    code = templatize(text)
    for match in CALL.finditer(code):
        call = ast.parse(balanced(code, match.start()), mode="eval").body
        if message := message_of(call):
            yield message, code.count("\n", 0, match.start()) + 1


def balanced(code, start):
    """Return the call that starts at ``start``, up to its closing bracket."""
    for end in (match.end() for match in re.finditer(r"\)", code[start:])):
        try:
            ast.parse(code[start : start + end], mode="eval")
        except SyntaxError:
            continue
        return code[start : start + end]
    raise SyntaxError(f"a message call without an end: {code[start : start + 60]!r}")


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural or None


def update(path, found):
    """Add what is new, take out what no source says any more; keep every translation."""
    catalogue = polib.pofile(str(path), wrapwidth=99) if path.exists() else new_catalogue(path)
    known = {key(entry): entry for entry in catalogue}
    for message, places in found.items():
        entry = known.get(message) or new_entry(catalogue, message)
        entry.occurrences = sorted({(file, "") for file, _ in places})
    for gone in [entry for entry in catalogue if key(entry) not in found]:
        catalogue.remove(gone)
    catalogue.sort(key=lambda entry: (entry.occurrences, entry.msgid))
    catalogue.save(str(path))


def new_catalogue(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile(wrapwidth=99)
    catalogue.fpath = str(path)
    catalogue.metadata = {
        "Language": path.parent.parent.name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def new_entry(catalogue, message):
    context, singular, plural = message
    entry = polib.POEntry(msgctxt=context, msgid=singular, msgid_plural=plural or "")
    if plural:
        entry.msgstr_plural = {0: "", 1: ""}
    catalogue.append(entry)
    return entry


def problems(path, found):
    """Say, one line each, what is missing, left over or wrong in one catalogue."""
    catalogue = polib.pofile(str(path)) if path.exists() else []
    known = {key(entry): entry for entry in catalogue}
    for message, places in sorted(found.items(), key=lambda item: item[1][0]):
        where = "{}:{}".format(*places[0])
        entry = known.get(message)
        if not entry or not entry.translated():
            yield f"{where}: {message[1]!r} has no translation"
        elif wrong := [text for text in texts(entry) if not same_holes(text, entry)]:
            yield f"{where}: {wrong[0]!r} has other placeholders than {entry.msgid!r}"
    for message in known.keys() - found.keys():
        yield f"{message[1]!r} is said nowhere any more"


def texts(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def same_holes(text, entry):
    """Whether the placeholders are those of the singular or of the plural: one may say "one"."""
    said = [entry.msgid, entry.msgid_plural or entry.msgid]
    return holes(text) in [holes(message) for message in said]


def holes(text):
    return sorted(PLACEHOLDER.findall(text))


def main(argv=None):
    parser = argparse.ArgumentParser(prog="python -m scripts.messages", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("act", choices=["compile", "update", "check"])
    act = parser.parse_args(argv).act
    if act == "compile":
        compile_all()
        return
    found = collect()
    if act == "update":
        for path in catalogues():
            update(path, found)
        return
    wrong = [
        f"{path.parent.parent.name}: {line}"
        for path in catalogues()
        for line in problems(path, found)
    ]
    if wrong:
        shown = wrong[:SHOWN] + ["…"] * (len(wrong) > SHOWN)
        sys.exit("\n".join([*shown, f"{len(wrong)} to do: python -m scripts.messages update"]))
    print(f"{len(found)} messages, all translated")


if __name__ == "__main__":
    main()
