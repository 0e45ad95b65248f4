"""How a message's state is said in public."""

from huiyin.voices.procedure import State

#: state → tone and icon of its chip; the words are the state's own.
LOOKS = {
    State.RECEIVED: ("blue", "inbox"),
    State.ANSWERED: ("green", "messages"),
    State.TAKEN_UP: ("blue", "route"),
    State.CLOSED: ("green", "circle-check"),
}


def chip(state):
    """Return ``{words, tone, icon}`` for the design system's chip."""
    tone, icon = LOOKS[state]
    return {"words": State(state).label, "tone": tone, "icon": icon}
