"""What the promises of a suggestion are picked by."""

from huiyin.suggestions.models import Commitment


def of_promise(service):
    """A service that takes the commitment chosen in the form instead of the suggestion."""
    return lambda suggestion, data, by, at: service(by=by, at=at, **data)


def promises(suggestion):
    """All promises of a suggestion that was read whole."""
    return [each for reply in suggestion.replies.all() for each in reply.commitments.all()]


def has_reported_promise(suggestion):
    return any(each.outcome != Commitment.Outcome.OPEN for each in promises(suggestion))
