"""Messages of the past: reading them, and bringing them in as voices.

Whoever wrote one stays a pseudonym: what the source calls its users may be a name or a phone,
so only a keyed digest of it is kept, in an account nobody can sign in to. An official reply
that comes along is left out: it is the answer of a government unit, not of a deputy.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.timezone import is_naive, make_aware

from huiyin.accounts import vault
from huiyin.accounts.models import User
from huiyin.kit.rows import BadFile, unstorable
from huiyin.ledger.models import Leaf
from huiyin.voices import services
from huiyin.voices.models import Voice
from huiyin.voices.wording import title_of, visible, without_numbers

#: field → keys a source may use for it
KEYS = {
    "id": ("msg_id", "id", "编号", "留言编号"),
    "user": ("user", "用户", "留言用户"),
    "title": ("title", "标题", "留言主题"),
    "time": ("time", "时间", "留言时间"),
    "body": ("body", "content", "内容", "留言详情"),
    "reply": ("reply", "答复意见"),
}
TIMES = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%Y年%m月%d日")
LONGEST_TITLE = 200
#: Broken lines at the beginning after which it is another kind of file.
ENOUGH = 20
#: Messages stored in one transaction.
BATCH = 100


@dataclass(frozen=True)
class Historic:
    """One message of the source. ``key`` is the same whenever it comes again."""

    number: int
    id: str
    user: str
    title: str
    body: str
    written_at: datetime
    key: UUID

    def __str__(self):
        return f"{self.id} {self.title}"


def read_messages(rows, report, *, source, at, limit=None):
    """Yield a ``Historic`` for every row that can be taken; the others go into ``report``.

    ``rows``    rows of JSON objects, see ``kit.tables.open_lines``
    ``source``  name of the collection: with the message's own id it makes the key
    ``at``      aware datetime of the import, for messages without a time

    Raises ``BadFile`` if the first whole row has no words under any key we know, or if no
    row is whole.
    """
    replies = undated = whole = 0
    for row in islice(rows, limit):
        report.read += 1
        facts = {} if row.fault else _facts(row.cells)
        if not row.fault and not whole and not facts["title"] and not facts["body"]:
            raise BadFile(f"no message: neither title nor words in {', '.join(row.cells)}")
        whole += not row.fault
        if not whole and report.read == ENOUGH:
            raise BadFile(f"none of the first {ENOUGH} lines is a JSON object")
        fault = row.fault or _fault(facts, at)
        if fault:
            report.refuse(row.number, facts.get("id") or "?", fault)
            continue
        replies += bool(facts["reply"])
        undated += not facts["time"]
        yield _historic(row.number, facts, source, at)
    if replies:
        report.note(f"{replies} official replies are left out: they are no deputy's answer")
    if undated:
        report.note(f"{undated} messages have no time: entered under the time of the import")


def _facts(cells):
    """Return every field as text, "" where the source has none."""
    found = {}
    for field, keys in KEYS.items():
        value = next((cells[key] for key in keys if cells.get(key) not in (None, "")), "")
        found[field] = str(value).strip() if isinstance(value, str | int | float) else ""
    return found


def _fault(facts, at):
    if not visible(facts["body"]):
        return "no words"
    for field in ("id", "title", "body"):
        if said := unstorable(facts[field]):
            return f"{field} {said}"
    if facts["time"]:
        written_at = _time(facts["time"])
        if written_at is None:
            return f"no time: {facts['time'][:30]!r}"
        if written_at > at:
            return "written in the future"
    return ""


def _time(text):
    """Return the aware datetime meant by ``text`` in local time, or None."""
    for form in TIMES:
        try:
            return make_aware(datetime.strptime(text, form))
        except ValueError:
            continue
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return make_aware(read) if is_naive(read) else read


def _historic(number, facts, source, at):
    words = f"{facts['title']}\n{facts['body']}"
    own_id = facts["id"] or hashlib.sha256(words.encode()).hexdigest()[:16]
    title = without_numbers(facts["title"]) or title_of(facts["body"])
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1] + "…"
    return Historic(
        number=number,
        id=own_id,
        user=facts["user"] or f"#{own_id}",
        title=title,
        body=facts["body"],
        written_at=_time(facts["time"]) if facts["time"] else at,
        key=uuid5(NAMESPACE_URL, f"huiyin:import:{source}:{own_id}"),
    )


class Intake:
    """Brings messages in, spread over ``mandates`` by a hash that is always the same."""

    def __init__(self, congress, mandates, *, source, by, at, report):
        self.congress, self.mandates, self.source = congress, mandates, source
        self.by, self.at, self.report = by, at, report

    def bring_in(self, messages):
        """Take every message that is not there yet; yield ``(message, voice, is new)``."""
        messages = iter(messages)
        while batch := list(islice(messages, BATCH)):
            with transaction.atomic():
                known = self._known(batch)
                authors = self._authors([each for each in batch if each.key not in known])
                done = [self._take(each, known, authors) for each in batch]
            yield from (each for each in done if each)

    def _known(self, batch):
        keys = [message.key for message in batch]
        voices = Voice.objects.shown().filter(congress=self.congress, words__key__in=keys)
        return {voice.words.key: voice for voice in voices}

    def _take(self, message, known, authors):
        if voice := known.get(message.key):
            if voice.words.body != message.body:
                said = "came before under this id with other words: is this another source?"
                self.report.refuse(message.number, message, said)
                return None
            self.report.known += 1
            return message, voice, False
        voice = services.bring_in(
            author=authors[self._username(message)],
            mandate=self._mandate(message),
            title=message.title,
            body=message.body,
            written_at=message.written_at,
            key=message.key,
            by=self.by,
            at=self.at,
        )
        known[message.key] = voice
        self.report.taken += 1
        return message, voice, True

    def _mandate(self, message):
        return self.mandates[message.key.int % len(self.mandates)]

    def _username(self, message):
        return f"past-{vault.digest('import', f'{self.source}:{message.user}')[:24]}"

    def _authors(self, messages):
        """Return the pseudonymous accounts of the writers by user name, made where new."""
        names = {self._username(message) for message in messages}
        found = {user.username: user for user in User.objects.filter(username__in=names)}
        new = [
            User(username=name, label=f"网友{name[5:9].upper()}", is_active=False)
            for name in sorted(names - found.keys())
        ]
        for user in new:
            user.set_unusable_password()
        return found | {user.username: user for user in User.objects.bulk_create(new)}


RECEIPT = ("row", "id", "code", "written_at", "deputy", "log", "leaf_hash", "new")


def receipts(done):
    """Yield one row for each ``(message, voice, is new)``, as ``RECEIPT`` names its columns."""
    refs = [voice.words.uid for _message, voice, _new in done]
    leaves = Leaf.objects.filter(kind="contribution", ref__in=refs)
    placed = {leaf.ref: leaf for leaf in leaves}
    for message, voice, new in done:
        leaf = placed[voice.words.uid]
        yield (
            message.number,
            message.id,
            voice.docket.code,
            voice.words.written_at.isoformat(),
            voice.mandate.person.name,
            leaf.seq,
            bytes(leaf.leaf_hash).hex(),
            "yes" if new else "no",
        )
