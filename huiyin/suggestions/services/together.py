"""Suggestions merged for handling: one handling, an answer to each (合并办理，分别答复)."""

from functools import wraps

from django.db.models import Q

from huiyin.procedure.models import Docket
from huiyin.suggestions.models import Reply, Suggestion


def hold(*suggestions):
    """Lock the dockets of ``suggestions`` and of all that is handled with them, in one order.

    Of two who act at once on two of a group, each would otherwise wait for the other's.
    """
    groups = [one.group_id for one in suggestions if one.group_id]
    held = Q(pk__in=[one.pk for one in suggestions]) | Q(group__in=groups)
    dockets = Suggestion.objects.filter(held).values("docket")
    rows = Docket.objects.select_for_update(of=("self",)).filter(pk__in=dockets)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def any_answered(suggestion):
    """Whether one of the group of ``suggestion`` was answered."""
    issued = Reply.objects.filter(issued_at__isnull=False)
    return issued.filter(suggestion__group=suggestion.group_id).exists()


def with_group(suggestion):
    """The other suggestions handled together with this one that stand where it stands.

    Once one of them is answered, each goes its own way.
    """
    if not suggestion.group_id or any_answered(suggestion):
        return []
    state = type(suggestion.docket).objects.values_list("state", flat=True)
    where = state.get(pk=suggestion.docket_id)
    others = Suggestion.objects.shown().filter(group=suggestion.group_id, docket__state=where)
    return list(others.exclude(pk=suggestion.pk).order_by("pk"))


def together(service):
    """Let ``service(suggestion, **facts)`` take its step in each suggestion of the group.

    What it returns is that of the first one. Stands below ``recorded``: all or none.
    """

    @wraps(service)
    def act(suggestion, **facts):
        if suggestion.group_id:
            hold(suggestion)
        others = with_group(suggestion)
        result = service(suggestion, **facts)
        for other in others:
            service(other, **facts)
        return result

    return act
