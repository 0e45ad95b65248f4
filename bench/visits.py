"""Goes through the product as everybody, page by page and form by form, and counts the queries."""

import copy
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from bench.formfilling import Forms

#: Not questions, but the brackets around them.
BRACKETS = re.compile(r"(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)\b", re.IGNORECASE)
#: Forms that stand between the first form and the thing done.
BETWEEN = {"voices:similar", "voices:verify", "people:code"}
#: Forms that stand on every page alike.
EVERYWHERE = {"kit:language", "kit:view", "account_logout"}
#: What a browser says of a form on a page of ours.
BROWSER = {"sec-fetch-site": "same-origin"}
#: What is said besides, so that similar matters are shown.
KNOWN = "夜里下班没有公交。在医院上夜班，十点半以后没有公交，打车一趟二十多块，一个月就是半个班。"
CODE = re.compile(r'class="num">(\d{6})<')


class Undo(Exception):
    pass


@contextmanager
def undone():
    """Run a block in a transaction that is rolled back."""
    from django.db import transaction

    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


@dataclass
class Counts:
    """The most queries seen: ``{name of the address: {what exactly: number}}``.

    ``cold``      pages asked for with nothing remembered
    ``get``       the same again: the process has remembered congress, host and neighbours
    ``post``      forms that were taken; ``again``: those shown again with what has to be mended
    ``accepted``  names of forms that were taken at least once
    ``weights``   {what exactly: Weight} of whole pages
    ``failed``    answers of 500 and above, as sentences
    """

    cold: dict = field(default_factory=lambda: defaultdict(dict))
    get: dict = field(default_factory=lambda: defaultdict(dict))
    post: dict = field(default_factory=lambda: defaultdict(dict))
    again: dict = field(default_factory=lambda: defaultdict(dict))
    accepted: set = field(default_factory=set)
    weights: dict = field(default_factory=dict)
    failed: list = field(default_factory=list)


class Visit:
    """One person's way through the pages of one congress.

    ``who``     what to call them in the figures
    ``prefix``  of the congress's addresses, as in ``/c/yunxi``
    """

    def __init__(self, who, client, prefix, counts, scales):
        self.who, self.client, self.prefix = who, client, prefix
        self.counts, self.scales = counts, scales
        self.code = ""
        self.seen = set()

    def page(self, path, *, first=True):
        """Fetch a page, weigh it, and send every form that stands on it; undo what they did.

        ``first``  nothing is remembered from pages before; False inside a way through forms
        """
        from django.core.cache import cache

        name = self._name(path)
        if first:
            cache.clear()
            response, queries = self._counted("get", path)
            self._note(self.counts.cold[name], path, len(queries))
            if response.status_code != 200:
                return
        response, queries = self._counted("get", path)
        self._note(self.counts.get[name], path, len(queries))
        if response.status_code != 200 or "text/html" not in response.get("Content-Type", ""):
            return
        self.counts.weights[f"{name} {self.who} {path}"] = self.scales.weigh(response)
        text = response.content.decode()
        if found := CODE.search(text):
            self.code = found[1]
        for form in Forms.of(text):
            action = urljoin(path, form.action) or path
            if self._is_new(action, form, first):
                self.form(action, form.fields)
                if self._name(action) == "voices:new":
                    self.form(action, {**form.fields, "body": KNOWN, "title": ""})

    def _is_new(self, action, form, first):
        """Whether this form has to be tried: each once, and on the way only what leads on."""
        name = self._name(action)
        if not first:
            return name in BETWEEN
        what = (name if name in EVERYWHERE else action, tuple(sorted(form.fields)))
        new = what not in self.seen
        self.seen.add(what)
        return new

    def form(self, path, fields):
        """Send a form and go where it leads, then put everything back as it was."""
        cookies = copy.deepcopy(self.client.cookies)
        name = self._name(path)
        with undone():
            response, queries = self._counted("post", path, self._completed(fields))
            taken = response.status_code in (200, 302, 303)
            counted = self.counts.post if taken else self.counts.again
            self._note(counted[name], path, len(queries))
            target = urljoin(path, response.get("Location", ""))
            if taken:
                self.counts.accepted.add(name)
            if response.status_code in (302, 303) and target.startswith("/"):
                self.page(target, first=False)
        self.client.cookies = cookies

    def _completed(self, fields):
        """Put in the code of a text message, which stands on the page in the demonstration."""
        if "code" in fields and self.code:
            return {**fields, "code": self.code}
        return fields

    def _counted(self, method, path, data=None):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        connection.queries_log.clear()  # it holds so many and then counts no further
        with CaptureQueriesContext(connection) as asked:
            response = getattr(self.client, method)(path, data or {}, headers=BROWSER)
        if response.status_code >= 500:
            self.counts.failed.append(f"{response.status_code} {method} {path} as {self.who}")
        return response, [q for q in asked.captured_queries if not BRACKETS.match(q["sql"])]

    def _note(self, counted, path, queries):
        what = f"{self.who} {re.sub(r'key=[0-9a-f-]+', 'key', path)}"
        counted[what] = max(queries, counted.get(what, 0))

    def _name(self, path):
        from django.urls import Resolver404, resolve

        bare = urlsplit(path).path.removeprefix(self.prefix)
        try:
            match = resolve(bare)
            return match.view_name if match.url_name else match.route
        except Resolver404:
            return f"nothing at {bare}"
