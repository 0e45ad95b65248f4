"""Who is who in a message."""

from huiyin.congresses.queries import serves_deputies
from huiyin.deputies.procedure import State


def author(user, voice):
    return voice.words.author_id == user.pk


def deputy(user, voice):
    """The deputy it is addressed to, while the mandate is active."""
    mandate = voice.mandate
    return mandate.person.user_id == user.pk and mandate.docket.state == State.ACTIVE


def staff(user, voice):
    return serves_deputies(user, voice.congress)


ROLES = {"author": author, "deputy": deputy, "staff": staff}
#: An answered message waits for nobody; its author may add to it, and it is the deputy's again.
HOLDERS = {
    "deputy": lambda voice: voice.mandate.person.user,
    "nobody": lambda voice: None,
}


def release(voice):
    """The step by which a message goes on when its suggestion came to nothing.

    Being written into a suggestion is an answer only while there is one. Unless the deputy also
    answered in words, the message is received again and its clock runs anew.
    """
    answered = voice.docket.moves.filter(verb="answer").exists()
    return "release" if answered else "return"
