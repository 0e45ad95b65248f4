"""Suggestions merged for handling: one handling, an answer to each (合并办理，分别答复)."""

from functools import wraps

from django.db.models import Q

from huiyin.procedure.models import Docket
from huiyin.suggestions.models import Reply, Suggestion


def hold(*suggestions):
    """Lock the dockets of ``suggestions`` and of all that is handled with them, in one order.

    Of two who act at once on two of a group, each would otherwise wait for the other's. Which
    group each is in is read anew: it may have changed since they were loaded.
    """
    while True:
        groups = {one.pk: one.group_id for one in suggestions}
        known = Q(group__in=[group for group in groups.values() if group])
        dockets = Suggestion.objects.filter(Q(pk__in=groups) | known).values("docket")
        rows = Docket.objects.select_for_update(of=("self",)).filter(pk__in=dockets)
        list(rows.order_by("pk").values_list("pk", flat=True))
        stand = dict(Suggestion.objects.filter(pk__in=groups).values_list("pk", "group"))
        for one in suggestions:
            one.group_id = stand[one.pk]
        if stand == groups:
            return


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
        hold(suggestion)
        others = with_group(suggestion)
        result = service(suggestion, **facts)
        for other in others:
            service(other, **facts)
        return result

    return act
