"""What a page weighs, and whom it asks for more."""

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

#: Relations of a <link> that a browser fetches.
FETCHED = {"stylesheet", "icon", "manifest", "preload", "apple-touch-icon", "modulepreload"}
IN_STYLES = re.compile(r"url\(\s*['\"]?([^'\")]+)")


def squeezed(data):
    """Return how many bytes go over the wire."""
    return len(gzip.compress(data, 9))


class Links(HTMLParser):
    """Everything a page fetches, and every address it names."""

    def __init__(self):
        super().__init__()
        self.fetched, self.named = [], []

    def handle_starttag(self, tag, attributes):
        facts = {name: value or "" for name, value in attributes}
        for name in ("src", "poster", "data"):
            if facts.get(name) and not facts[name].startswith("data:"):
                self.fetched.append(facts[name])
        if tag == "link" and FETCHED & set(facts.get("rel", "").split()):
            self.fetched.append(facts["href"])
        self.fetched += [
            one.split()[0] for one in facts.get("srcset", "").split(",") if one.strip()
        ]
        self.named += [facts[name] for name in ("href", "action", "formaction") if name in facts]


@dataclass
class Weight:
    """Bytes as sent, requests of a first visit, and hosts that are none of ours."""

    html: int
    css: int
    js: int
    requests: int
    foreign: set


class Scales:
    """Weighs pages whose static files were collected in ``root``.

    ``hosts``  the host names of the installation itself
    """

    def __init__(self, root, hosts):
        self.root, self.hosts = Path(root), set(hosts)

    def weigh(self, response):
        links = Links()
        links.feed(response.content.decode())
        files = {self._file(address) for address in links.fetched} - {None}
        within = set().union(*(self._within(file) for file in files)) if files else set()
        sizes = {kind: self._bytes(files, kind) for kind in (".css", ".js")}
        return Weight(
            html=squeezed(response.content),
            css=sizes[".css"],
            js=sizes[".js"],
            requests=1 + len(files | within),
            foreign=self._foreign(links.fetched + links.named),
        )

    def _file(self, address):
        path = urlsplit(address).path
        if not path.startswith("/static/"):
            return None
        return self.root / path.removeprefix("/static/")

    def _within(self, file):
        """Files that a style sheet fetches in its turn."""
        if file.suffix != ".css":
            return set()
        named = IN_STYLES.findall(file.read_text(encoding="utf-8"))
        return {(file.parent / one).resolve() for one in named if not one.startswith("data:")}

    def _bytes(self, files, suffix):
        return sum(squeezed(file.read_bytes()) for file in files if file.suffix == suffix)

    def _foreign(self, addresses):
        hosts = {urlsplit(address).hostname for address in addresses}
        return {host for host in hosts if host and host not in self.hosts}
