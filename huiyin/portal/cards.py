"""Suggestions and messages as rows of a list: where they stand, and the clock if it matters."""

from django.utils.translation import gettext as _

from huiyin.suggestions.phases import main_clock, phase
from huiyin.voices.phases import chip


def suggestion_card(suggestion):
    """Return ``{suggestion, phase, clock, sides}``; ``clock`` only if it runs or was met late.

    ``suggestion`` comes from ``queries.listed``.
    """
    deadlines = suggestion.docket.deadlines.all()
    clock = main_clock(deadlines)
    telling = clock and (clock.met_on is None or clock.late)
    return {
        "suggestion": suggestion,
        "docket": suggestion.docket,
        "phase": phase(suggestion.docket.state, suggestion.rated, deadlines=deadlines),
        "clock": clock if telling else None,
        "sides": _sides(suggestion),
    }


def live_card(suggestion, today):
    """The same with ``left``, ``passed`` and ``whole`` days; ``left`` None once it is late."""
    card = suggestion_card(suggestion)
    if card["clock"]:
        whole = (card["clock"].due_on - card["clock"].started_on).days
        left = (card["clock"].due_on - today).days
        card |= {"left": left if left >= 0 else None, "passed": whole - left, "whole": whole}
    return card


def _sides(suggestion):
    parts = [_("第 %(number)s 号") % {"number": suggestion.docket.number}]
    parts.append(_("领衔代表：%(name)s") % {"name": suggestion.lead.person.shown})
    if suggestion.lead_unit:
        parts.append(_("主办：%(unit)s") % {"unit": suggestion.lead_unit})
    return parts


def voice_card(voice):
    return {"voice": voice, "docket": voice.docket, "chip": chip(voice.docket.state)}
