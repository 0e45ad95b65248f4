"""Suggestions merged for handling: one handling, an answer to each (合并办理，分别答复)."""

from functools import wraps

from huiyin.suggestions.models import Suggestion


def with_group(suggestion):
    """The other suggestions handled together with this one that stand where it stands."""
    if not suggestion.group_id:
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
        others = with_group(suggestion)
        result = service(suggestion, **facts)
        for other in others:
            service(other, **facts)
        return result

    return act
