"""Which rules bind this congress, and every rule profile word for word."""

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from huiyin.portal import rulebook


@require_safe
def index(request):
    """``?on=YYYY-MM-DD``: what binds this congress on that day, along the tree, and why."""
    day = rulebook.day_asked(request.GET.get("on", ""), localdate())
    bindings = rulebook.bindings(request.congress, day)
    keys = [one.key for one in bindings]
    periods = rulebook.in_force(keys, day)
    context = {
        "day": day,
        "bindings": bindings,
        "periods": periods,
        "choices": rulebook.choices_in_force(keys, day) if periods else [],
        "profiles": rulebook.titles().items(),
    }
    return render(request, "portal/rules.html", context)


@require_safe
def profile(request, key):
    """One profile in all its versions; ``?on=`` marks the one in force that day."""
    day = rulebook.day_asked(request.GET.get("on", ""), localdate())
    versions = rulebook.versions(key, day)
    if versions is None:
        raise Http404
    binding = [one.key for one in rulebook.bindings(request.congress, day)]
    context = {
        "key": key,
        "day": day,
        "versions": versions,
        "title": versions[0].title,
        "in_force": any(one.current for one in versions),
        "binds": key in binding,
    }
    return render(request, "portal/profile.html", context)
