"""Verify a receipt offline: ``python3 verify.py receipt.json --key …``.

It shares no code with the server, on purpose: this file, Python and ``cryptography`` are all
that is needed to check that words were put on the record and kept as they were. It says what
it checked, in Chinese or English, and exits 0 (everything agrees), 1 (something does not),
2 (cannot be read). Only against a published key or checkpoint does it call a receipt genuine:
anybody can make a file that agrees with a key of their own.

What it recomputes: content_hash = SHA-256(salt + content); leaf_hash = SHA-256(0x00 + the
leaf as JSON with sorted keys); the root by RFC 6962 from leaf and proof; the Ed25519
signatures of the checkpoint (C2SP signed note) and of the receipt as a whole.
"""

import argparse
import base64
import json
import os
import re
import sys
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LARGEST = 4 * 1024 * 1024
FORMAT = "huiyin-receipt/1"
TEXTS = "format number tenant kind ref at content_hash leaf_hash checkpoint public_key signature"
HASH = re.compile("[0-9a-f]{64}")
NAMED_KEY = re.compile(r"[^+\s]+\+[0-9a-f]{8}\+(.+)")
NOTE = re.compile(
    r"((.+)\n([0-9]{1,18})\n([A-Za-z0-9+/]{43}=)\n(?:.+\n)*)\n— (\S+) ([A-Za-z0-9+/]{91}=)\n"
)
WORDS = {
    "unreadable": ("无法读取：{}", "Cannot be read: {}"),
    "content": (
        "原文与存证时不一致：content_hash 应为 {}，回执上是 {}。",
        "The words are not those that were recorded: content_hash should be {}, it is {}.",
    ),
    "leaf": (
        "存证条目（人大、类别、编号、时间、序号、内容摘要之一）被改动："
        "leaf_hash 应为 {}，回执上是 {}。",
        "The entry was changed (congress, kind, ref, time, seq or content_hash): "
        "leaf_hash should be {}, it is {}.",
    ),
    "proof": (
        "证明路径到达的根与检查点不符：算得 {}，检查点上是 {}。",
        "The proof does not lead to the checkpoint's root: it leads to {}, not to {}.",
    ),
    "origin": (
        "检查点属于另一份日志：应为 {}，实为 {}。",
        "The checkpoint belongs to another log: it should be {}, it is {}.",
    ),
    "note": (
        "检查点的签名无效：长度、根、时间或签名被改动，或由另一把密钥签署。",
        "The checkpoint's signature is invalid: size, root, time or signature was changed, "
        "or another key signed it.",
    ),
    "whole": (
        "回执的总签名无效：人大名称、编号或其他内容被改动。",
        "The receipt's own signature is invalid: congress, number or another line was changed.",
    ),
    "key": (
        "回执上的公钥不是您给出的公钥：应为 {}，回执上是 {}。",
        "The receipt's key is not the one you gave: it should be {}, it is {}.",
    ),
    "fork": (
        "同一长度有两个不同的根：您的检查点是 {}，回执上是 {}。历史被改写，请保存这两份文件。",
        "Two roots for one size: your checkpoint has {}, the receipt {}. "
        "History was rewritten: keep both files.",
    ),
    "sizes": (
        "您的检查点长度为 {}，回执的为 {}：长度不同，无法直接比对。",
        "Your checkpoint has size {}, the receipt's has {}: they cannot be compared directly.",
    ),
    "genuine": (
        "真实：{congress} 第 {seq} 号存证（{number}），{at} 记录，已在长度为 {size} 的检查点之下。",
        "Genuine: entry {seq} of {congress} ({number}), recorded {at}, under checkpoint {size}.",
    ),
    "unpinned": (
        "内容与记录一致；公钥未核对，还不能证明出自人大：{congress} 第 {seq} 号存证（{number}），"
        "{at} 记录，已在长度为 {size} 的检查点之下。",
        "The words match the record; the key was not checked, so this does not yet prove where it "
        "came from: entry {seq} of {congress} ({number}), recorded {at}, under checkpoint {size}.",
    ),
    "how": (
        "回执自带的公钥：{}，指纹（SHA-256）{}。任何人都能用自己的公钥做出内部一致的文件。请从人大"
        "网站的“怎样自己核对”页（/record/key）、公报或联络站取得真公钥，用 --key 再核对一次。",
        "The receipt's own key: {}, fingerprint (SHA-256) {}. Anybody can make a file that agrees "
        "with a key of their own. Take the real key from the congress's site (/record/key), its "
        "gazette or a station, and check again with --key.",
    ),
    "words": ("核对的原文：", "The words that were checked:"),
    "line": ("    {}", "    {}"),
    "twice": (
        "同一个名称“{}”出现了不止一次：真的回执不会这样，请不要采信其中任何内容。",
        "The name {} stands there more than once: no genuine receipt does that. Believe nothing "
        "it says.",
    ),
    "hidden": (
        "回执不含原文，只核对了摘要。",
        "The receipt does not hold the words themselves; only their hash was checked.",
    ),
}


class Refused(Exception):
    """The receipt is not genuine, or (``code`` 2) it could not be judged."""

    def __init__(self, word, *facts, code=1):
        super().__init__(word)
        self.word, self.facts, self.code = word, facts, code


def unreadable(why):
    return Refused("unreadable", why, code=2)


def once(pairs):
    """Return the pairs as a dict; of two values under one name a reader sees only one."""
    facts = {}
    for name, value in pairs:
        if name in facts:
            raise Refused("twice", name)
        facts[name] = value
    return facts


def load(path):
    """Return the receipt in a file after checking the shape of everything that is used."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ValueError(f"> {LARGEST} bytes")
        facts = json.loads(data.decode(), object_pairs_hook=once)
        canonical(facts)
    except (OSError, ValueError, RecursionError) as error:
        raise unreadable(error) from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise unreadable(f"format != {FORMAT}")
    if wrong := sorted(misshapen(facts)):
        raise unreadable(", ".join(wrong))
    return facts


def misshapen(facts):
    """Return the names of the entries that are missing or of the wrong type."""
    texts = [*TEXTS.split(), *{"content", "salt"} & facts.keys()]
    wrong = [name for name in texts if not isinstance(facts.get(name), str)]
    if type(facts.get("seq")) is not int:
        wrong.append("seq")
    proof, congress = facts.get("proof"), facts.get("congress")
    steps = proof if isinstance(proof, list) and len(proof) <= 64 else [None]
    if not all(isinstance(step, str) and HASH.fullmatch(step) for step in steps):
        wrong.append("proof")
    if not isinstance(congress, dict) or not isinstance(congress.get("name"), str):
        wrong.append("congress")
    return wrong


def read_key(text, given=False):
    """Return 32 bytes from ``name+id+base64`` or plain base64; if ``given``, also from a file."""
    try:
        if given and Path(text).is_file():
            text = Path(text).read_text(encoding="utf-8").strip()
        named = NAMED_KEY.fullmatch(text)
        raw = base64.b64decode(named[1] if named else text, validate=True)
    except (OSError, ValueError) as error:
        raise unreadable(f"key: {error}") from error
    raw = raw[1:] if len(raw) == 33 and raw[0] == 1 else raw
    if len(raw) != 32:
        raise unreadable("key: not 32 bytes")
    return raw


def canonical(facts):
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def signed(key, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def check_note(text, origin, key):
    """Return size and root of a checkpoint after checking its log and its signature."""
    match = NOTE.fullmatch(text)
    if not match:
        raise unreadable("checkpoint")
    signature = base64.b64decode(match[6])
    if match[2] != origin:
        raise Refused("origin", origin, match[2])
    key_id = sha256(origin.encode() + b"\n\x01" + key).digest()[:4]
    if signature[:4] != key_id or not signed(key, signature[4:], match[1].encode()):
        raise Refused("note")
    return int(match[3]), base64.b64decode(match[4]).hex()


def root_of(leaf, seq, size, proof):
    """Return the root a proof leads to (RFC 6962 §2.1.1), or "" if it cannot lead anywhere."""
    if not 0 <= seq < size:
        return ""
    steps, turns, start, stop = list(proof), [], 0, size
    while stop - start > 1:
        middle = start + (1 << (stop - start - 1).bit_length() - 1)
        turns.append(seq < middle)
        start, stop = (start, middle) if seq < middle else (middle, stop)
    if len(turns) != len(steps):
        return ""
    result = bytes.fromhex(leaf)
    for step, left in zip(steps, reversed(turns), strict=True):
        pair = result + bytes.fromhex(step) if left else bytes.fromhex(step) + result
        result = sha256(b"\x01" + pair).digest()
    return result.hex()


def check(facts, key):
    """Return size and root of the checkpoint; raise ``Refused`` at the first difference."""
    if "content" in facts:
        try:
            salt = bytes.fromhex(facts.get("salt", ""))
        except ValueError as error:
            raise unreadable("salt") from error
        expected = sha256(salt + facts["content"].encode()).hexdigest()
        if expected != facts["content_hash"]:
            raise Refused("content", expected, facts["content_hash"])
    leaf = {name: facts[name] for name in ("tenant", "kind", "ref", "at", "seq")}
    leaf["content"] = facts["content_hash"]
    expected = sha256(b"\x00" + canonical(leaf)).hexdigest()
    if expected != facts["leaf_hash"]:
        raise Refused("leaf", expected, facts["leaf_hash"])
    size, root = check_note(facts["checkpoint"], f"huiyin/{facts['tenant']}", key)
    reached = root_of(expected, facts["seq"], size, facts["proof"])
    if reached != root:
        raise Refused("proof", reached or "-", root)
    rest = {name: value for name, value in facts.items() if name != "signature"}
    try:
        signature = base64.b64decode(facts["signature"])
    except ValueError as error:
        raise unreadable("signature") from error
    if not signed(key, signature, canonical(rest)):
        raise Refused("whole")
    return size, root


def judge(path, key="", checkpoint=""):
    """Return what to say as ``(word, facts, names)``; raise ``Refused`` if it is not genuine."""
    facts = load(path)
    own = read_key(facts["public_key"])
    pinned = read_key(key, given=True) if key else own
    if pinned != own:
        raise Refused("key", pinned.hex(), own.hex())
    size, root = check(facts, pinned)
    if checkpoint:
        try:
            note = Path(checkpoint).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise unreadable(error) from error
        other, other_root = check_note(note, f"huiyin/{facts['tenant']}", pinned)
        if other != size:
            raise Refused("sizes", other, size, code=2)
        if other_root != root:
            raise Refused("fork", other_root, root)
    return told(facts, size, own, pinned=bool(key or checkpoint))


def told(facts, size, key, *, pinned):
    """Return what to say of a receipt that agrees with itself, and with what was published."""
    where = {
        "congress": facts["congress"]["name"],
        "number": facts["number"] or facts["ref"],
        "seq": facts["seq"],
        "at": facts["at"],
        "size": size,
    }
    said = [("genuine" if pinned else "unpinned", (), where)]
    if not pinned:
        said.append(("how", (facts["public_key"], sha256(key).hexdigest()), {}))
    if "content" not in facts:
        return [*said, ("hidden", (), {})]
    lines = [("line", (line,), {}) for line in facts["content"].split("\n")]
    return [*said, ("words", (), {}), *lines]


def shown(line):
    """Return ``line`` with what a terminal would obey instead of show made visible."""
    return "".join(c if c.isprintable() or c == "\u3000" else "\ufffd" for c in line)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("receipt", help="the receipt file (JSON)")
    parser.add_argument("--key", default="", help="the published key, or a file that holds it")
    parser.add_argument("--checkpoint", default="", help="a published checkpoint to compare with")
    parser.add_argument("--lang", choices=["zh", "en"], help="default: from LANG")
    options = parser.parse_args(arguments)
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or "zh"
    language = options.lang or ("en" if locale.startswith("en") else "zh")
    code = 0
    try:
        said = judge(options.receipt, options.key, options.checkpoint)
    except Refused as refusal:
        said, code = [(refusal.word, refusal.facts, {})], refusal.code
    sys.stdout.reconfigure(errors="backslashreplace")
    for word, facts, named in said:
        line = WORDS[word][language == "en"].format(*facts, **named)
        print(shown(line))  # noqa: T201
    return code


if __name__ == "__main__":
    sys.exit(main())
