"""Keeping what people say, word for word, and showing only what may be shown."""

import os
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from huiyin.congresses.queries import moderates
from huiyin.contributions.models import Contribution, Ground, Thread, Verdict
from huiyin.kit.writing import insert
from huiyin.ledger.acts import record, recorded
from huiyin.notices.services import publish


def open_thread(congress, at):
    return Thread.objects.create(congress=congress, opened_at=at)


def said_before(author, key):
    """Return what ``author`` already said under ``key``, or None."""
    return Contribution.objects.filter(author=author, key=key).first()


@recorded()
def say(*, congress, author, byline, kind, body, at, visibility, thread=None, key=None):
    """Keep what somebody says and commit it to the ledger; return the contribution.

    ``key``  a UUID of the form it came by: the same key again returns the first contribution, with
    ``repeated`` set.
    """
    words = Contribution(
        congress=congress,
        author=author,
        byline=byline,
        kind=kind,
        body=body,
        written_at=at,
        visibility=visibility,
        thread=thread,
        key=UUID(str(key)) if key else uuid4(),
        salt=os.urandom(16),
    )
    try:
        # Only a key that came with a form can come again, and then the act goes on.
        with transaction.atomic(savepoint=bool(key)):
            insert(words)
    except IntegrityError:
        if key and (first := said_before(author, words.key)):
            first.repeated = True
            return first
        raise
    record(
        congress,
        kind="contribution",
        ref=words.uid,
        at=at,
        content=words.body.encode(),
        salt=words.salt,
    )
    return words


def may_moderate(user, congress):
    """Moderators sit in the organ that serves deputies, or in the news office."""
    return moderates(user, congress)


@transaction.atomic
def decide(contribution, visibility, *, ground, by, at, note=""):
    """Set who can read a contribution, keep the ground for good, and tell the author.

    Raises ``PermissionDenied`` unless ``by`` moderates in that congress, and ``ValueError``
    for hiding on the ground that all is well.
    """
    if not may_moderate(by, contribution.congress):
        raise PermissionDenied("moderators only")
    if visibility == Contribution.Visibility.HIDDEN and ground == Ground.FIT:
        raise ValueError("hiding needs one of the listed grounds")
    hidden_once = contribution.verdicts.filter(visibility=Contribution.Visibility.HIDDEN).exists()
    contribution.verdicts.create(visibility=visibility, ground=ground, note=note, by=by, at=at)
    contribution.visibility = visibility
    contribution.save(update_fields=["visibility"])
    if visibility == Contribution.Visibility.HIDDEN:
        _tell(contribution, "hidden", at, ground=Ground(ground).value)
    elif visibility == Contribution.Visibility.PUBLIC and hidden_once:
        _tell(contribution, "shown", at)
    return contribution


def _tell(contribution, what, at, **params):
    publish(
        contribution.congress,
        kind=f"contribution.{what}",
        audience=f"user:{contribution.author_id}",
        params=params,
        at=at,
    )


def ask_again(rows):
    """Lay the hidden ones of the contributions ``rows`` before the moderators again.

    The notice of a hiding promises it to whoever explains more. What was hidden because its
    author wished it so stays hidden.
    """
    newest = Verdict.objects.filter(contribution=OuterRef("pk")).order_by("-pk")
    hidden = rows.filter(visibility=Contribution.Visibility.HIDDEN)
    hidden = hidden.annotate(ground=Subquery(newest.values("ground")[:1]))
    hidden.exclude(ground=Ground.AUTHOR).update(visibility=Contribution.Visibility.PENDING)
