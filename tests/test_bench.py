"""The instruments of bench/: an instrument that flatters is worse than none."""

import asyncio
import json
import math

from bench.__main__ import benches, main
from bench.client import Pool, Visitor
from bench.openloop import drive, errors, latencies, percentile
from bench.results import record, report


def test_a_bench_is_reached_only_when_every_limit_has_a_figure_that_keeps_it(capsys):
    limits = {"p99_ms": ("<", 1000), "lost": ("==", 0)}
    assert report("voices", {"p99_ms": 999.9, "lost": 0}, limits)
    assert not report("voices", {"p99_ms": 1000, "lost": 0}, limits)
    assert not report("voices", {"p99_ms": 10}, limits)
    assert json.loads(capsys.readouterr().out.splitlines()[0]) == {
        "bench": "voices",
        "ok": True,
        "figures": {"p99_ms": 999.9, "lost": 0},
        "limits": {"p99_ms": ["<", 1000], "lost": ["==", 0]},
    }


def test_figures_are_kept_whether_or_not_they_were_reached(tmp_path):
    path = tmp_path / "PROOF.md"
    record("pages", {"queries": 9}, {"queries": ("<=", 12)}, path=path)
    record("pages", {"queries": 13}, {"queries": ("<=", 12)}, path=path)
    kept = [line.split(" | ")[2:] for line in path.read_text().splitlines()[-2:]]
    assert kept == [
        ["`make bench NAME=pages`", "yes", "queries 9 (<= 12) |"],
        ["`make bench NAME=pages`", "**no**", "queries 13 (<= 12) |"],
    ]


def test_an_unknown_bench_is_refused_with_the_list_of_those_there_are(capsys):
    assert main(["no-such-bench"]) == 2
    said = capsys.readouterr().err
    assert "There is no bench no-such-bench." in said
    assert all(name in said for name in benches())


def test_a_percentile_is_a_value_that_was_measured():
    assert [percentile(range(1, 101), share) for share in (0.5, 0.95, 0.99, 1)] == [50, 95, 99, 100]
    assert percentile([7], 0.5) == 7


def test_a_pause_of_the_server_shows_in_every_arrival_that_fell_into_it():
    async def run():
        paused_until = asyncio.get_running_loop().time() + 0.5

        async def send(number):
            ahead = paused_until - asyncio.get_running_loop().time()
            await asyncio.sleep(max(0, ahead))

        return await drive(100, 1, send)

    samples = asyncio.run(run())
    assert len(samples) == 100
    waited = [sample for sample in samples if sample.latency > 0.25]
    assert 20 <= len(waited) <= 30
    assert 400 <= latencies(samples)["max_ms"] <= 700


def test_what_a_request_raises_is_counted_and_ends_nothing():
    async def send(number):
        if number % 2:
            raise ConnectionError("gone")

    samples = asyncio.run(drive(1000, 0.01, send))
    assert errors(samples) == {"ConnectionError": 5}
    assert all(math.isfinite(sample.latency) for sample in samples)


def test_a_visitor_keeps_cookies_and_finds_the_token_of_a_form():
    page = b'<input type="hidden" name="csrfmiddlewaretoken" value="token-of-the-form">'
    asked, closed = [], asyncio.Event()

    async def answer(reader, writer):
        for _ in range(2):
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            asked.append((head.split(b"\r\n")[0], head, await reader.readexactly(length)))
            writer.write(
                b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nSet-Cookie: b=2\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n"
                + f"{len(page):x}\r\n".encode()
                + page
                + b"\r\n0\r\n\r\n"
            )
        writer.close()
        await writer.wait_closed()
        closed.set()

    async def run():
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        pool = Pool(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        visitor = Visitor(pool)
        token = (await visitor.get("/form/")).token
        await visitor.post("/form/", {"body": "一句话"}, token=token)
        pool.close()
        await closed.wait()
        server.close()

    asyncio.run(run())
    (first, _, _), (second, head, body) = asked
    assert (first, second) == (b"GET /form/ HTTP/1.1", b"POST /form/ HTTP/1.1")
    assert b"Cookie: a=1; b=2\r\n" in head
    assert body == (b"body=%E4%B8%80%E5%8F%A5%E8%AF%9D&csrfmiddlewaretoken=token-of-the-form")
