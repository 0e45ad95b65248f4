"""What a site that was closed still does: its home leads on, its pages stay, nothing is taken."""

from django.http import HttpResponseRedirect

from huiyin.congresses.addresses import address
from huiyin.kit import errors
from huiyin.sites.queries import face

#: Where people sign in and work, whatever became of the site; and the reader's own settings.
STILL_TAKEN = ("/desk/", "/accounts/", "/sign-in/", "/mine/", "/personas/", "/view/", "/language/")
READING = ("GET", "HEAD", "OPTIONS")


class ClosedSiteMiddleware:
    """Send the home page of a closed site to the congress above, and refuse what is sent to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        congress = getattr(request, "congress", None)
        if congress is None or not self._concerned(request) or not face(congress).ended:
            return self.get_response(request)
        if request.method not in READING:
            return errors.closed(request)
        upper = address(congress.parent, request.get_host()) if congress.parent else ""
        return HttpResponseRedirect(upper) if upper else self.get_response(request)

    @staticmethod
    def _concerned(request):
        if request.method in READING:
            return request.path_info == "/"
        return not request.path_info.startswith(STILL_TAKEN)
