"""A small HTTP/1.1 client over asyncio streams: cheap enough to leave the cores to the server."""

import asyncio
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LARGEST = 16 * 2**20


@dataclass
class Response:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def token(self):
        """The CSRF token of the first form of the page."""
        return TOKEN.search(self.text)[1]


class Pool:
    """Keeps connections to one server alive and lends each to one request at a time."""

    def __init__(self, url, *, seconds=30):
        address = urlsplit(url)
        self.host, self.port = address.hostname, address.port
        self.name = address.netloc
        self.seconds = seconds
        self.idle = []

    async def request(self, method, path, *, headers=None, body=b""):
        """Send one request and return its ``Response``; raises OSError or TimeoutError.

        A kept connection that the server closed meanwhile is replaced once, before anything
        was answered on it, and only for requests that change nothing.
        """
        async with asyncio.timeout(self.seconds):
            reader, writer, kept = await self._connection()
            try:
                writer.write(self._head(method, path, headers, body) + body)
                await writer.drain()
                response = await read_response(reader, method)
            except (OSError, asyncio.IncompleteReadError) as error:
                writer.close()
                if kept and method == "GET":
                    self.idle.clear()
                    return await self.request(method, path, headers=headers)
                raise ConnectionError(str(error)) from error
            except BaseException:
                writer.close()
                raise
        if response.headers.get("connection", "").lower() == "close":
            writer.close()
        else:
            self.idle.append((reader, writer))
        return response

    async def _connection(self):
        while self.idle:
            reader, writer = self.idle.pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer, True
        reader, writer = await asyncio.open_connection(self.host, self.port, limit=LARGEST)
        return reader, writer, False

    def _head(self, method, path, headers, body):
        lines = {"Host": self.name, "Content-Length": str(len(body)), **(headers or {})}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode()

    def close(self):
        for _, writer in self.idle:
            writer.close()
        self.idle.clear()


async def read_response(reader, method="GET"):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {}
    for line in head[1:]:
        name, _, value = line.partition(":")
        if name:
            kept = headers.get(name.lower())
            headers[name.lower()] = f"{kept}\n{value.strip()}" if kept else value.strip()
    body = b"" if method == "HEAD" else await read_body(reader, headers)
    return Response(int(head[0].split(" ")[1]), headers, body)


async def read_body(reader, headers):
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return await reader.readexactly(int(headers.get("content-length", 0)))
    parts = []
    while size := int((await reader.readline()).split(b";")[0], 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readline()
    return b"".join(parts)


@dataclass
class Visitor:
    """One person's browser: cookies, and forms with their CSRF token."""

    pool: Pool
    cookies: dict = field(default_factory=dict)
    headers: dict = field(default_factory=dict)

    async def get(self, path):
        return await self._send("GET", path)

    async def post(self, path, fields, *, token=None):
        """Post a form. ``token`` is a CSRF token of an earlier page of this visitor."""
        data = {**fields, **({"csrfmiddlewaretoken": token} if token else {})}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self._send("POST", path, headers, urlencode(data, doseq=True).encode())

    async def _send(self, method, path, headers=None, body=b""):
        sent = {**self.headers, **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        response = await self.pool.request(method, path, headers=sent, body=body)
        for line in response.headers.get("set-cookie", "").splitlines():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return response
