"""Citizens who send, believe only a receipt, and send again under the same key until they have one.

What they meant to say and every receipt go into a journal that is only ever appended to.
"""

import asyncio
import contextlib
import json
import os
import random
import re
from collections import Counter

from bench.client import Pool, Visitor

RECEIPT = re.compile(r"/voices/receipt/([0-9A-Z-]{14})/$")
#: Seconds between two tries of one message: doubled each time, from the first to the last.
FIRST_WAIT, LAST_WAIT = 0.5, 8
#: Requests under way at once while forms are opened, and among messages sent again: people who
#: try again do not keep a server from getting up.
WARM_UP, AGAIN = 4, 16


class NoReceipt(Exception):
    """It was not answered with a receipt, as often as it was sent."""


class Journal:
    """Lines of JSON, each written at once to a file opened for appending."""

    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, **facts):
        os.write(self.file, f"{json.dumps(facts, ensure_ascii=False)}\n".encode())

    def close(self):
        os.close(self.file)


class Citizens:
    """Signed-in people, each with a browser of their own and an address of their own.

    ``crowd``    what ``bench.crowd`` printed
    ``journal``  a ``Journal``
    ``tries``    how often one message is sent at most
    """

    def __init__(self, url, crowd, journal, *, tries=1, seconds=30):
        self.pool = Pool(url, seconds=seconds)
        self.journal = journal
        self.mandates = crowd["mandates"]
        self.tries = tries
        self.statuses = Counter()
        self.failures = Counter()
        self.repeated = self.compared = 0
        self.chance = random.Random(7)
        self.turns = asyncio.Semaphore(AGAIN)
        self.visitors = [
            Visitor(
                self.pool,
                {crowd["session_cookie"]: session},
                {"X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"},
            )
            for number, session in enumerate(crowd["sessions"])
        ]
        self.tokens = {}

    async def open_forms(self):
        """Let everybody open the form once: it hands out the cookie and the token of CSRF."""
        turns = asyncio.Semaphore(WARM_UP)

        async def open_form(number):
            async with turns:
                page = await self.visitors[number].get(f"/voices/new/?to={self._to(number)}")
                if page.status != 200:
                    raise RuntimeError(f"the form answers {page.status}")
                self.tokens[number] = page.token

        await asyncio.gather(*map(open_form, range(len(self.visitors))))

    async def send(self, message):
        """Send until there is a receipt and return the last response; raises ``NoReceipt``."""
        self.journal.write(key=str(message.key), body=message.body)
        wait = FIRST_WAIT
        for attempt in range(self.tries):
            if attempt:
                self.repeated += 1
                await asyncio.sleep(wait * self.chance.uniform(0.5, 1))
                wait = min(2 * wait, LAST_WAIT)
            try:
                async with self.turns if attempt else contextlib.nullcontext():
                    response = await self._try(message)
            except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
                self.failures[type(error).__name__] += 1
                continue
            self.statuses[response.status] += 1
            if found := RECEIPT.search(response.headers.get("location", "")):
                self.journal.write(key=str(message.key), receipt=found[1])
                return response
        raise NoReceipt(message.key)

    async def _try(self, message):
        number = message.number % len(self.visitors)
        visitor, token = self.visitors[number], self.tokens[number]
        form = {
            "key": str(message.key),
            "to": self._to(number),
            "body": message.body,
            "title": "",
            "publicity": "public",
        }
        response = await visitor.post("/voices/new/", form, token=token)
        if "/voices/similar/" in response.headers.get("location", ""):
            # What is alike was shown; this citizen goes on with their own words.
            self.compared += 1
            response = await visitor.post("/voices/similar/", {"key": form["key"]}, token=token)
        return response

    def _to(self, number):
        return self.mandates[number % len(self.mandates)]
