"""One append-only log for each congress.

Not one for all: appending locks the log, and 45,000 congresses must not wait for each other;
and a congress's record can be exported, moved and verified alone.
"""

from django.db import models

from huiyin.congresses.models import Congress
from huiyin.congresses.scope import Scoped


class Log(models.Model):
    """The growing edge of one congress's record.

    ``origin``   the log's name in checkpoints; holds the congress's uid
    ``frontier`` roots of the complete subtrees, 32 bytes each, largest first
    ``signed_size`` size of the newest checkpoint: tells at once which logs have grown
    """

    congress = models.OneToOneField(Congress, models.PROTECT, primary_key=True, related_name="log")
    origin = models.CharField(max_length=80, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    frontier = models.BinaryField(default=b"")
    signed_size = models.PositiveBigIntegerField(default=0)

    objects = Scoped("congress")

    def __str__(self):
        return self.origin


class Leaf(models.Model):
    """One entry. Never changed, never deleted: the database refuses it as well.

    ``seq`` counts from 0 within the log; ``ref`` is the public uuid of the row that was
    recorded; it has one leaf for each kind of thing that was recorded of it.
    """

    # Numbered within its log, so that the table can be split by congress. No foreign key in the
    # database: a leaf is only written while its log is locked, and the check would take a third
    # of the time of a million leaves.
    pk = models.CompositePrimaryKey("log_id", "seq")
    log = models.ForeignKey(
        Log, models.PROTECT, related_name="leaves", db_index=False, db_constraint=False
    )
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=30)
    ref = models.UUIDField()
    at = models.DateTimeField()
    content_hash = models.BinaryField(max_length=32)
    leaf_hash = models.BinaryField(max_length=32)

    objects = Scoped("log__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "ref", "kind"], name="one_leaf_per_ref")
        ]

    def __str__(self):
        return f"{self.log_id}/{self.seq} {self.kind}"


class Node(models.Model):
    """The root of 256, 65,536, … leaves, so that a proof reads hundreds of rows, not all.

    It can always be computed again from the leaves; it proves nothing by itself.
    """

    log = models.ForeignKey(Log, models.PROTECT, related_name="nodes", db_index=False)
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=32)

    objects = Scoped("log__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "level", "index"], name="one_node_per_place")
        ]

    def __str__(self):
        return f"{self.log_id}/{self.level}/{self.index}"


class Checkpoint(models.Model):
    """The root at one size, signed and published: the past can no longer be rewritten."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="checkpoints", db_index=False)
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    signature = models.BinaryField(max_length=64)
    note = models.TextField()

    objects = Scoped("log__congress")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "size"], name="one_checkpoint_per_size")
        ]

    def __str__(self):
        return f"{self.log_id}@{self.size}"
