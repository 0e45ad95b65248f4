"""Telling several stories at once in the order of time, so that records come out in order.

A story is a generator: it yields the moment of its next act, and does the act when resumed.
"""

import heapq
from datetime import datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localdate

from huiyin.law.calendar import official_calendar

OPENING = time(9, 0)


class Clock:
    """Moments in office hours, counted in days from ``today``; each later than the one before."""

    def __init__(self, today=None):
        self.today = today or localdate()
        self._told = 0

    def at(self, days):
        """Return a moment on the last working day that is not after ``today + days``."""
        calendar = official_calendar()
        day = self.today + timedelta(days=days)
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
        self._told += 1
        opening = datetime.combine(day, OPENING, get_current_timezone())
        return opening + timedelta(seconds=9 * self._told)


def tell(stories, *, until):
    """Run every story up to ``until``; yield each time one has ended or is left waiting."""
    queue = []
    for number, story in enumerate(stories):
        queue.append((next(story), number, story))
    heapq.heapify(queue)
    while queue:
        at, number, story = heapq.heappop(queue)
        following = _resume(story) if at <= until else None
        if following is None:
            yield number
        else:
            heapq.heappush(queue, (following, number, story))


def _resume(story):
    return next(story, None)
