from datetime import date

import pytest

from huiyin.library.models import LawVersion
from huiyin.library.rules import standing

DAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({}, "unknown"),
        ({"passed_on": date(2020, 1, 1)}, "in_force"),
        ({"passed_on": date(2020, 1, 1), "in_force_on": date(2026, 3, 9)}, "in_force"),
        ({"passed_on": date(2020, 1, 1), "in_force_on": date(2026, 3, 10)}, "not_yet"),
        ({"ended_on": date(2026, 3, 9), "ended_how": "amended"}, "amended"),
        ({"ended_on": date(2026, 3, 9), "ended_how": "repealed"}, "repealed"),
        ({"passed_on": date(2020, 1, 1), "ended_on": date(2026, 3, 10)}, "in_force"),
    ],
)
def test_how_a_version_stands_on_a_day(facts, says):
    assert standing(LawVersion(**facts), DAY) == says
