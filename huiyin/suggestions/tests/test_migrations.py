"""What migrations make of the rows of an earlier release."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from huiyin.suggestions.models import Rating
from huiyin.suggestions.tests.scenes import BAD, on, rate
from tests.cast import SPRING

MIGRATION = import_module("huiyin.suggestions.migrations.0008_dissatisfaction_has_a_reason")


def test_a_rating_from_before_reasons_were_asked_for_is_given_one(at_home):
    case = at_home.replied(at=SPRING)
    rate(case, at_home, BAD, at=on(3, 10))
    rows = Rating.objects.filter(reply__suggestion=case)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()  # those that wait keep a table from being altered
            cursor.execute(
                "ALTER TABLE suggestions_rating DROP CONSTRAINT dissatisfaction_has_a_reason"
            )
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            rows.update(attitude="dissatisfied", result="satisfied", reason="")
            MIGRATION.say_none_was_asked_for(apps, None)
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert rows.get().reason == "（评价时未要求写明理由）"
    names = [type(step).__name__ for step in MIGRATION.Migration.operations]
    assert names.index("RunPython") < names.index("AddConstraint")
