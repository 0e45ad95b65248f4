"""A million leaves on PostgreSQL: what the record costs, and whether it tells.

CPU is that of the process that appends; what its database backend spends is told beside it.
The words live in a table of their own, as an app's would, so that verifying reads them back.
"""

import os
import random
import statistics
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from bench.postgres import postgres

NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
CHUNK = 50_000
SMALL = 5_000
PROOFS = 200
PROSE = "我们小区门口的路灯坏了两个多月，晚上老人孩子出门很不方便，请代表帮忙催一催。"
LIMITS = {
    "append_cpu_s": ("<", 10),
    "proof_p99_ms": ("<", 50),
    "proofs_right": ("==", PROOFS),
    "verify_s": ("<", 180),
    "verify_tampered_s": ("<", 180),
    "control_problems": ("==", 0),
    "attacks_detected": ("==", 12),
    "locks_refuse": ("==", True),
}
#: A smoke runs beside other work, where a clock on the wall tells little.
QUICK_LIMITS = {"proof_p99_ms": ("<", 5000)}


class Words:
    """The table that an app above the ledger would have: what was said, and its salt."""

    def __init__(self, connection):
        self.connection = connection
        self.settings = None
        self.run(
            "CREATE TABLE bench_words"
            " (ref uuid PRIMARY KEY, body text NOT NULL, salt bytea NOT NULL)"
        )

    def run(self, statement, values=()):
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def make(self, numbers):
        """Store the words of ``numbers`` and return their entries for the ledger."""
        from huiyin.ledger.leaves import Entry

        entries = [
            Entry(
                "word",
                uuid4(),
                NOON + timedelta(seconds=number),
                f"{number}：{PROSE}".encode(),
                os.urandom(16),
            )
            for number in numbers
        ]
        with self.connection.cursor() as cursor:
            with cursor.copy("COPY bench_words (ref, body, salt) FROM STDIN") as copy:
                for entry in entries:
                    copy.write_row((entry.ref, entry.content.decode(), entry.salt))
        return entries

    def read(self, refs):
        rows = self.run("SELECT ref, body, salt FROM bench_words WHERE ref = ANY(%s)", [refs])
        return {ref: (body.encode(), bytes(salt)) for ref, body, salt in rows}

    def edit(self, ref, body):
        self.run("UPDATE bench_words SET body = %s WHERE ref = %s", [body, ref])

    def add(self, ref, body, at):
        from huiyin.ledger.leaves import Entry

        salt = os.urandom(16)
        self.run("INSERT INTO bench_words VALUES (%s, %s, %s)", [ref, body, salt])
        return Entry("word", ref, at, body.encode(), salt)

    def entries(self, leaves):
        """Return the entries from which an attacker could build the log of ``leaves`` again."""
        from huiyin.ledger.leaves import Entry

        rows = list(leaves)
        kept = self.read([leaf.ref for leaf in rows])
        return [Entry(leaf.kind, leaf.ref, leaf.at, *kept[leaf.ref]) for leaf in rows]


def cpu_of(pid):
    """Return the seconds of CPU a process has used so far."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def measured(figures, name, clock=time.perf_counter):
    start = clock()
    yield
    figures[name] = figures.get(name, 0) + clock() - start


def make_congress(code, slug):
    from huiyin.congresses.services import found, lay_out

    area = lay_out(code, slug, kind="county", parent=None, valid_from=date(2020, 1, 1))
    return found(area, name=slug, slug=slug, level=4, direct=True)


def append(figures, words, congress, leaves):
    """Append in chunks, each a transaction and a checkpoint; the commit counts."""
    from django.db import transaction

    from huiyin.ledger.growth import Growth
    from huiyin.ledger.models import Log
    from huiyin.ledger.services import append_many, checkpoint

    backend = words.run("SELECT pg_backend_pid()")[0][0]
    alone = Growth(Log(congress=congress), congress.uid)
    for start in range(0, leaves, CHUNK):
        numbers = range(start, min(start + CHUNK, leaves))
        entries = words.make(numbers)
        before = cpu_of(backend)
        with measured(figures, "append_cpu_s", time.process_time), measured(figures, "append_s"):
            with transaction.atomic():
                append_many(congress, entries)
        figures["append_postgres_cpu_s"] += cpu_of(backend) - before
        with measured(figures, "hashing_cpu_s", time.process_time):
            for entry in entries:
                alone.add(entry)
        with measured(figures, "checkpoints_s"):
            checkpoint(congress, at=NOON + timedelta(seconds=numbers.stop))


def prove(figures, congress, leaves):
    """Read proofs of leaves all over the log, and whole receipts, and check them."""
    from huiyin.ledger import notes, tree
    from huiyin.ledger.models import Leaf
    from huiyin.ledger.queries import inclusion_proof
    from huiyin.ledger.services import receipt

    proofs, receipts, right = [], [], 0
    for _ in range(PROOFS):
        leaf = Leaf.objects.get(seq=random.randrange(leaves))
        start = time.perf_counter()
        proof = inclusion_proof(congress.pk, leaf.seq, leaves)
        middle = time.perf_counter()
        facts = receipt(leaf, at=NOON)
        receipts.append(1000 * (time.perf_counter() - middle))
        proofs.append(1000 * (middle - start))
        root = tree.root_of_inclusion(leaf.seq, leaves, bytes(leaf.leaf_hash), proof)
        right += root == notes.read(facts["checkpoint"]).root
    figures["proofs_right"] = right
    for name, taken in (("proof", proofs), ("receipt", receipts)):
        figures[f"{name}_median_ms"] = statistics.median(taken)
        figures[f"{name}_p99_ms"] = statistics.quantiles(taken, n=100)[98]


def verify(figures, words, congress):
    """Verify the whole log untouched, and again with one word of it changed."""
    from django.db import transaction

    from bench import attacks
    from huiyin.ledger.audit import verify_log

    with measured(figures, "verify_s"), measured(figures, "verify_cpu_s", time.process_time):
        figures["control_problems"] = len(verify_log(congress))
    with transaction.atomic():
        attacks.edit_body(words, congress, None)
        with measured(figures, "verify_tampered_s"):
            problems = verify_log(congress)
        transaction.set_rollback(True)
    figures["tampered_found"] = [str(problem.fault.value) for problem in problems]


def refused(congress):
    """Say whether the database itself refuses to change a leaf."""
    from django.db import IntegrityError, transaction

    from huiyin.ledger.models import Leaf

    try:
        with transaction.atomic():
            Leaf.objects.filter(seq=0).delete()
    except IntegrityError:
        return True
    return False


def attack(figures, words, congress, other):
    """Bend a log in twelve ways, each undone afterwards; count what was called by its name."""
    from django.db import transaction

    from bench.attacks import EXPECTED
    from huiyin.ledger.audit import verify_log

    figures["attacks_detected"], figures["attacks_missed"] = 0, []
    for bend, fault in EXPECTED.items():
        with transaction.atomic():
            bend(words, congress, other)
            found = {problem.fault for problem in verify_log(congress)}
            transaction.set_rollback(True)
        if words.settings:
            words.settings.disable()
            words.settings = None
        if fault in found:
            figures["attacks_detected"] += 1
        else:
            figures["attacks_missed"].append(f"{bend.__name__}: {sorted(found)}")
    figures["control_problems"] += len(verify_log(congress)) + len(verify_log(other))


def measure(leaves):
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from huiyin.congresses.scope import within
    from huiyin.ledger import contents, locks

    call_command("migrate", verbosity=0)
    words = Words(connection)
    contents.register("word", words.read)
    figures = {"leaves": leaves, "append_postgres_cpu_s": 0.0}
    large, small, other = (make_congress(f"99010{i}", f"bench-{i}") for i in range(3))
    with within(large):
        append(figures, words, large, leaves)
        prove(figures, large, leaves)
        figures["locks_refuse"] = refused(large)
        locks.remove(connection)
        verify(figures, words, large)
    for congress in (small, other):
        with within(congress):
            scratch = {"append_postgres_cpu_s": 0.0}
            append(scratch, words, congress, SMALL)
            append_more(words, congress)
    with within(small):
        attack(figures, words, small, other)
    connection.close()
    return figures


def append_more(words, congress):
    """Let the log grow past its first checkpoint, to a second one."""
    from django.db import transaction

    from huiyin.ledger.services import append_many, checkpoint

    with transaction.atomic():
        append_many(congress, words.make(range(SMALL, SMALL + 500)))
    checkpoint(congress, at=NOON + timedelta(seconds=SMALL + 500))


def run(*, quick=False):
    leaves = 50_000 if quick else 1_000_000
    with postgres() as cluster, tempfile.TemporaryDirectory(prefix="huiyin-witness-") as folder:
        os.environ["HUIYIN_DATABASE_URL"] = cluster.url
        os.environ["HUIYIN_WITNESS_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.config.settings.demo")
        figures = measure(leaves)
    figures["append_cpu_with_postgres_s"] = (
        figures["append_cpu_s"] + figures["append_postgres_cpu_s"]
    )
    return {key: round(v, 3) if isinstance(v, float) else v for key, v in figures.items()}
