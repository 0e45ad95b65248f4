"""Arrivals that do not wait: each request has an intended start, kept however slow the answers.

A closed loop stops asking while the server is stuck and so hides the queue. Here every latency
counts from the intended start, so a second's pause shows in all the requests that fell into it.
"""

import asyncio
import math
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any


@dataclass
class Sample:
    """One arrival.

    ``intended``  seconds from the start of the run at which it should begin
    ``late``      seconds it began after that: the generator's own delay, included in latency
    ``latency``   seconds from the intended start to the end of the answer
    ``answer``    what ``send`` returned, or None if it raised ``error``
    """

    number: int
    intended: float
    late: float
    latency: float
    answer: Any = None
    error: str = ""


async def drive(rate, seconds, send):
    """Begin ``send(number)`` ``rate`` times a second for ``seconds``; return all ``Sample``.

    ``send``  a coroutine function; whatever it raises becomes the sample's ``error``
    """
    began = time.perf_counter()
    tasks = []
    for number in range(round(rate * seconds)):
        intended = number / rate
        if (ahead := began + intended - time.perf_counter()) > 0:
            await asyncio.sleep(ahead)
        tasks.append(asyncio.create_task(_one(number, intended, began, send)))
    return await asyncio.gather(*tasks)


async def _one(number, intended, began, send):
    late = time.perf_counter() - began - intended
    sample = Sample(number, intended, late, math.inf)
    try:
        sample.answer = await send(number)
    except Exception as error:
        sample.error = f"{type(error).__name__}: {error}"
    sample.latency = time.perf_counter() - began - intended
    return sample


def percentile(values, share):
    """Return the value that ``share`` (0–1) of the sorted values do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def latencies(samples):
    """Return p50, p95, p99 and the longest latency in milliseconds, and the generator's own."""
    times = [sample.latency * 1000 for sample in samples]
    return {
        "p50_ms": round(percentile(times, 0.50), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
        "p99_ms": round(percentile(times, 0.99), 1),
        "max_ms": round(max(times), 1),
        "generator_late_p99_ms": round(percentile([s.late * 1000 for s in samples], 0.99), 1),
    }


def errors(samples):
    """Return {what went wrong: how often}, answers of 500 and above among it."""
    counted = Counter(sample.error.split(":")[0] for sample in samples if sample.error)
    counted.update(
        str(sample.answer.status)
        for sample in samples
        if getattr(sample.answer, "status", 0) >= 500
    )
    return dict(counted)
