"""What organs write about a bill, kept word for word."""

from huiyin.contributions.models import Contribution
from huiyin.contributions.services import say

Visibility = Contribution.Visibility


def keep(bill, kind, *, organ, body, by, at, proposal="", public=False):
    """Keep what ``organ`` wrote as a paper of that kind and return it.

    ``public``  whether anybody may read it, provided that the bill itself is public
    """
    words = say(
        congress=bill.congress,
        author=by,
        byline=organ.name,
        kind=f"bill.{kind}",
        body=body,
        at=at,
        visibility=Visibility.PUBLIC if public and bill.docket.public else Visibility.PARTIES,
    )
    return bill.papers.create(kind=kind, organ=organ, proposal=proposal, words=words, at=at)


def publish(bill, kind):
    """Let everybody read the papers of that kind, if the bill is public."""
    if bill.docket.public:
        Contribution.objects.filter(bill_paper__bill=bill, bill_paper__kind=kind).update(
            visibility=Visibility.PUBLIC
        )
