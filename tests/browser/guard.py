"""What no page may do, whichever journey opens it."""

from urllib.parse import urlsplit

#: Chromium repeats in the console what the guard already judged by its response.
REPEATED = "Failed to load resource"
#: Answers of these are part of a journey: a refused form, a step that is no longer lawful.
ASKED_FOR = {"document", "xhr", "fetch"}


class Guard:
    """Collects complaints about every page it watches.

    ``origin``      the only scheme, host and port that a page may ask anything of
    ``complaints``  one line each; a test fails unless the list is empty at its end
    """

    def __init__(self, origin):
        self.host = urlsplit(origin).netloc
        self.complaints = []

    def watch(self, page):
        page.on("pageerror", lambda error: self.complain(page, f"error in a script: {error}"))
        page.on("console", lambda message: self._console(page, message))
        page.on("request", lambda request: self._request(page, request))
        page.on("response", lambda response: self._response(page, response))

    def complain(self, page, what):
        self.complaints.append(f"{urlsplit(page.url).path}: {what}")

    def _console(self, page, message):
        if message.type == "error" and not message.text.startswith(REPEATED):
            self.complain(page, f"console: {message.text}")

    def _request(self, page, request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.complain(page, f"asked another host: {request.url}")

    def _response(self, page, response):
        expected = response.request.resource_type in ASKED_FOR and response.status < 500
        if response.status >= 400 and not expected:
            self.complain(page, f"{response.status} for {urlsplit(response.url).path}")
