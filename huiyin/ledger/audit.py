"""The nightly verifier: does the record still say what it was signed to say?

It trusts nothing stored. Every leaf is hashed again from its columns and compared with the
live row it speaks of; the tree is built again and compared with every checkpoint, in the
database and on the second volume.
"""

from collections import defaultdict
from itertools import islice

from django.db.models import Max
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import within
from huiyin.ledger import contents, notes, tree, witness
from huiyin.ledger.faults import Fault, Findings, Problem
from huiyin.ledger.leaves import content_hash, leaf_data, moment
from huiyin.ledger.models import Checkpoint, Leaf, Log
from huiyin.ledger.services import origin

BATCH = 2000
#: So many changed leaves are examined for where they came from.
EXAMINED = 200
COLUMNS = ("seq", "kind", "ref", "at", "content_hash", "leaf_hash")


def verify_log(congress: Congress) -> list[Problem]:
    """Return everything wrong with the record of ``congress``; an empty list if nothing is."""
    with within(congress):
        return Audit(congress).run()


class Audit:
    """One reading of one log. Appending may go on meanwhile: what is newer is left alone."""

    def __init__(self, congress):
        self.congress = congress
        self.tenant = str(congress.uid)
        self.origin = origin(congress)
        self.findings = Findings()
        self.frontier = tree.Frontier()
        self.nodes = {}
        self.changed = []
        self.whole = True
        self.rewritten = False

    def run(self):
        # Oldest knowledge first: a checkpoint signed while we read is never ahead of the log.
        witnessed = witness.read(self.origin)
        checkpoints = list(Checkpoint.objects.order_by("size"))
        log = Log.objects.filter(congress=self.congress).first()
        size = log.size if log else 0
        self.roots = self._signed_roots(checkpoints, witnessed)
        self._compare_ends(size, checkpoints, witnessed)
        self._walk(size)
        if log:
            self._compare_edge(log)
        self._explain_changes()
        self._find_unrecorded()
        return self.findings.problems

    def _signed_roots(self, checkpoints, witnessed):
        """Return ``{size: {roots}}`` of all genuine checkpoints; report those that are not."""
        roots, judged = defaultdict(set), {}
        for note in [*map(self._stored_note, checkpoints), *witnessed]:
            if note and note not in judged:
                judged[note] = self._judge(note)
                if judged[note]:
                    roots[note.size].add(note.root)
        for size in sorted(size for size, found in roots.items() if len(found) > 1):
            self.findings.add(Fault.FORKED, size)
        if witnessed:
            seen = {note.size for note in witnessed}
            for row in checkpoints:
                # What is newer than the last witnessed is still on its way.
                if row.size not in seen and row.size < max(seen):
                    self.findings.add(Fault.UNWITNESSED, row.size)
        return roots

    def _stored_note(self, row):
        try:
            note = notes.read(row.note)
        except ValueError:
            note = None
        columns = (row.size, bytes(row.root), moment(row.at), bytes(row.signature))
        if note is None or columns != (note.size, note.root, note.at, note.signature):
            self.findings.add(Fault.CHECKPOINT_FORGED, row.size)
            return None
        return note

    def _judge(self, note):
        if notes.is_genuine(note, self.origin):
            return True
        present = notes.key_id(self.origin, notes.public_bytes())
        other = note.origin == self.origin and note.key_id != present
        self.findings.add(Fault.KEY_CHANGED if other else Fault.CHECKPOINT_FORGED, note.size)
        return False

    def _compare_ends(self, size, checkpoints, witnessed):
        stored = max((row.size for row in checkpoints), default=0)
        seen = max((note.size for note in witnessed), default=0)
        if stored > size:
            self.findings.add(Fault.TRUNCATED, size, stored - 1)
        elif seen > size:
            self.findings.add(Fault.ROLLED_BACK, size, seen - 1)

    def _walk(self, size):
        """Hash every leaf again, oldest first, and compare the root at every signed size."""
        expected = 0
        while expected < size:
            rows = Leaf.objects.filter(seq__gte=expected, seq__lt=size).order_by("seq")
            batch = list(rows.values_list(*COLUMNS)[:BATCH])
            for row in batch:
                if row[0] > expected:
                    self._gap(expected, row[0] - 1)
                self._check_leaf(row)
                expected = row[0] + 1
            self._check_contents(batch)
            if not batch:
                self._gap(expected, size - 1)
                break

    def _gap(self, first, last):
        self.findings.add(Fault.LEAF_MISSING, first, last)
        self.whole = False

    def _check_leaf(self, row):
        seq, leaf = row[0], bytes(row[5])
        if self._hash(row, seq, self.tenant) != leaf:
            self.changed.append(row)
        if not self.whole:
            return
        for level, index, made in self.frontier.append(leaf):
            self.nodes[level, index] = made
        signed = self.roots.get(self.frontier.size)
        if signed and self.frontier.root not in signed and not self.rewritten:
            # Every later root is wrong as well; the first says where to look.
            self.rewritten = True
            self.findings.add(Fault.REWRITTEN, self.frontier.size)

    def _hash(self, row, seq, tenant):
        _, kind, ref, at, content, _ = row
        return tree.leaf_hash(
            leaf_data(
                tenant=tenant,
                kind=kind,
                seq=seq,
                at=moment(at),
                ref=str(ref),
                content=bytes(content).hex(),
            )
        )

    def _check_contents(self, batch):
        by_kind = defaultdict(dict)
        for seq, kind, ref, _, content, _ in batch:
            by_kind[kind][ref] = seq, bytes(content)
        for kind, leaves in by_kind.items():
            source = contents.source(kind)
            if source is None:
                self._report_kind(kind)
                continue
            living = source.resolver(list(leaves))
            for ref, (seq, committed) in leaves.items():
                if ref not in living:
                    self.findings.add(Fault.ROW_MISSING, seq)
                elif living[ref] is not None and not _matches(committed, *living[ref]):
                    self.findings.add(Fault.CONTENT_CHANGED, seq)

    def _report_kind(self, kind):
        problem = Problem(Fault.UNREGISTERED, detail=kind)
        if problem not in self.findings.problems:
            self.findings.add(Fault.UNREGISTERED, detail=kind)

    def _compare_edge(self, log):
        if log.origin != self.origin:
            self.findings.add(Fault.FOREIGN, detail=log.origin)
        # The newest leaf first and the size after it: appending may go on between the two.
        newest = Leaf.objects.aggregate(seq=Max("seq"))["seq"]
        size = Log.objects.get(congress=self.congress).size
        if newest is not None and newest >= size:
            self.findings.add(Fault.LEAF_EXTRA, size, newest)
        if not self.whole:
            return
        stored = {
            (level, index): bytes(made)
            for level, index, made in log.nodes.values_list("level", "index", "hash")
            if (index + 1) << level <= log.size
        }
        if stored != self.nodes or bytes(log.frontier) != self.frontier.packed:
            self.findings.add(Fault.TREE_CHANGED)

    def _explain_changes(self):
        """Say of changed leaves whether they were moved, or taken from another congress."""
        examined = self.changed[:EXAMINED]
        seqs = {row[0] for row in examined}
        with scopes_disabled():
            others = Log.objects.exclude(congress=self.congress) if examined else Log.objects.none()
            tenants = [str(uid) for uid in others.values_list("congress__uid", flat=True)]
        for row in examined:
            seq, leaf = row[0], bytes(row[5])
            places = (seqs | {seq - 1, seq + 1}) - {seq}
            if any(self._hash(row, place, self.tenant) == leaf for place in places):
                self.findings.add(Fault.REORDERED, seq)
            elif any(self._hash(row, seq, tenant) == leaf for tenant in tenants):
                self.findings.add(Fault.FOREIGN, seq)
            else:
                self.findings.add(Fault.LEAF_CHANGED, seq)
        for row in self.changed[EXAMINED:]:
            self.findings.add(Fault.LEAF_CHANGED, row[0])

    def _find_unrecorded(self):
        """Look for live rows that never got a leaf."""
        for kind, source in contents.sources().items():
            refs = iter(source.living() if source.living else ())
            while batch := set(islice(refs, BATCH)):
                leaves = Leaf.objects.filter(kind=kind, ref__in=batch)
                for ref in sorted(batch - set(leaves.values_list("ref", flat=True))):
                    self.findings.add(Fault.UNRECORDED, detail=f"{kind} {ref}")


def _matches(committed, content, salt):
    try:
        return content_hash(content, salt) == committed
    except ValueError:
        return False
