"""Assistants: people a deputy lets write drafts. Only the deputy appoints and dismisses them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from huiyin.accounts.models import User
from huiyin.congresses.queries import AT_WORK, sits
from huiyin.deputies.models import Assistant, Mandate
from huiyin.deputies.procedure import State

#: Assistants one deputy may have at a time.
MOST = 5


class NotPossible(ValueError):
    """This person cannot become an assistant of this deputy; the message says why."""


@transaction.atomic
def appoint_assistant(mandate, *, username, by, at):
    """Let the official called ``username`` write drafts for the deputy, and return the row.

    Who is one already stays one. Raises ``PermissionDenied`` unless ``by`` is the deputy in an
    active mandate, and ``NotPossible``, also for whoever sits in the office or in a unit that
    answers: nobody stands on both sides of one matter. Practice: no law names assistants; what
    only a deputy may do is never theirs.
    """
    _only_the_deputy(mandate, by)
    # The mandate is locked, so that two forms at once do not appoint too many.
    Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    user = User.objects.filter(username=username, kind=User.Kind.OFFICIAL, is_active=True).first()
    if user is None or user.pk == by.pk:
        raise NotPossible(_("没有这个工作账号；请向代表工作机构核对账号名"))
    if sits(user, mandate.congress, kinds=AT_WORK):
        raise NotPossible(_("代表工作机构和承办单位的工作人员不能担任代表助理"))
    current = Assistant.objects.filter(mandate=mandate, until=None)
    if known := current.filter(user=user).first():
        return known
    if current.count() >= MOST:
        raise NotPossible(_("最多同时有 %(most)s 名助理，请先结束一名") % {"most": MOST})
    return Assistant.objects.create(mandate=mandate, user=user, since=at)


@transaction.atomic
def dismiss_assistant(assistant, *, by, at):
    """End it at once; what they wrote stays the deputy's draft. Repeated, nothing changes."""
    _only_the_deputy(assistant.mandate, by)
    ended = Assistant.objects.filter(pk=assistant.pk, until=None).update(until=at)
    return bool(ended)


def _only_the_deputy(mandate, by):
    if mandate.person.user_id != by.pk or mandate.docket.state != State.ACTIVE:
        raise PermissionDenied("the deputy only")
