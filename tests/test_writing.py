"""Statements that are remembered must do what those do that are put together each time."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled
from django_scopes.exceptions import ScopeError

from huiyin.congresses.scope import within
from huiyin.deputies.models import Mandate, Station
from huiyin.kit.writing import insert, update
from huiyin.notices.models import Notice
from huiyin.procedure.models import Series
from huiyin.suggestions.services import handling
from tests.cast import SPRING

pytestmark = pytest.mark.django_db


def notice(congress, **facts):
    facts = {"kind": "voice.send", "audience": "user:1", "params": {"多": ["“'%s\\"]}, **facts}
    return Notice(congress=congress, created_at=SPRING, **facts)


def test_a_row_is_stored_as_django_stores_it(at_home, cast):
    ours, theirs = insert(notice(cast.county)), notice(cast.county)
    theirs.save(force_insert=True)
    both = [model_to_dict(Notice.objects.get(pk=row.pk)) for row in (ours, theirs)]
    assert both[0].pop("id") + 1 == both[1].pop("id")
    assert both[0] == both[1]
    assert (ours._state.adding, ours._state.db) == (False, "default")


def test_only_the_fields_that_are_named_are_written(at_home, cast):
    row = insert(notice(cast.county))
    row.kind, row.audience, row.fanned_out_at = "voice.answer", "user:2", SPRING
    update(row, "kind", "fanned_out_at")
    kept = Notice.objects.get(pk=row.pk)
    assert (kept.kind, kept.audience, kept.fanned_out_at) == ("voice.answer", "user:1", SPRING)


def test_a_refused_row_ends_its_act(at_home, cast):
    Series.objects.create(congress=cast.county, name="一")
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            Series.objects.create(congress=cast.county, name="一")
        assert transaction.get_connection().needs_rollback
        transaction.set_rollback(True)


def test_an_unsaved_row_is_not_referred_to(at_home, cast):
    with pytest.raises(ValueError, match="unsaved"):
        insert(Mandate(congress=cast.county, station=Station(congress=cast.county, name="一")))


def test_remembered_filters_are_those_of_the_scope(cast):
    for congress, name in ((cast.county, "此"), (cast.city, "彼")):
        with within(congress):
            Series.objects.create(congress=congress, name=name)
    for _again in range(2):
        with within(cast.county):
            assert [one.name for one in Series.objects.filter(name__in="此彼")] == ["此"]
            with scopes_disabled():
                assert Series.objects.filter(name__in="此彼").count() == 2
        with within(cast.city):
            assert [one.name for one in Series.objects.filter(name__in="此彼")] == ["彼"]
        with within([cast.city, cast.county]):
            assert Series.objects.filter(name__in="此彼").count() == 2
    with pytest.raises(ScopeError):
        Series.objects.count()


def test_a_step_that_touches_no_clock_asks_for_none(at_home, cast):
    case = cast.assigned()
    handling.sign_for(case, by=cast.qian, at=SPRING)
    with CaptureQueriesContext(connection) as asked:
        handling.start(case, by=cast.sun, at=SPRING)
    assert not [each["sql"] for each in asked if "procedure_deadline" in each["sql"]]
