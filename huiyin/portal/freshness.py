"""How long a cache in front of us may keep what names articles: what is taken down is gone soon."""

from functools import wraps

#: Seconds. A recall must be gone from every cache within five; see ``tests/test_deploy.py``.
KEPT = 3


def soon_forgotten(view):
    """Let nginx keep the page for ``KEPT`` seconds; it takes this header and does not pass it on.

    A page is asked for anew by one request while the others wait, so a short time costs nothing
    where many read the same page.
    """

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            response["X-Accel-Expires"] = str(KEPT)
        return response

    return answered
