"""One tenant never sees another's rows, and forgetting the tenant is an error."""

import pytest
from django.http import Http404
from django_scopes.exceptions import ScopeError

from huiyin.congresses.models import Congress
from huiyin.congresses.queries import profile_keys
from huiyin.congresses.scope import locate, within
from huiyin.congresses.services import NoCongressHere, found
from huiyin.deputies.models import Mandate


def test_a_query_without_a_congress_raises(cast):
    with pytest.raises(ScopeError):
        Mandate.objects.count()


def test_each_congress_sees_its_own_deputies_only(cast):
    with within(cast.county):
        assert [m.person.name for m in Mandate.objects.order_by("pk")] == ["林晓禾", "周建平"]
    with within(cast.city):
        assert [m.person.name for m in Mandate.objects.all()] == ["何城"]
    with within(cast.next_county):
        assert list(Mandate.objects.all()) == []


def test_a_list_of_congresses_may_be_opened_explicitly(cast):
    with within(cast.county.lineage()):
        assert Mandate.objects.count() == 3


def test_a_host_speaks_for_its_congress_and_serves_those_below_under_a_prefix(cast):
    assert locate("testserver", "/desk/") == (cast.county, "", "/desk/")
    assert locate("testserver", "/c/qingshi/find/") == (cast.town, "/c/qingshi", "/find/")
    assert locate("yunjiang.test", "/c/yunxi/") == (cast.county, "/c/yunxi", "/")


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("nobody.test", "/"),
        ("testserver", "/c/yunhe/"),
        ("testserver", "/c/yunjiang/"),
        ("testserver", "/c/absent/"),
    ],
    ids=["unknown host", "sibling", "the level above", "unknown slug"],
)
def test_what_is_not_below_the_host_does_not_exist(cast, host, path):
    with pytest.raises(Http404):
        locate(host, path)


def test_the_tree_is_one_prefix_query(cast):
    assert [c.slug for c in cast.city.subtree()] == ["yunzhou", "yunxi", "qingshi", "yunhe"]
    assert [c.slug for c in cast.town.lineage()] == ["yunjiang", "yunzhou", "yunxi", "qingshi"]


def test_a_street_never_becomes_a_congress(cast):
    with pytest.raises(NoCongressHere):
        found(
            cast.street, name="河东街道人民代表大会", slug="hedong",
            level=Congress.Level.TOWNSHIP, direct=True, parent=cast.county,
        )  # fmt: skip


def test_a_township_has_no_standing_committee(cast):
    assert (cast.county.has_standing_committee, cast.town.has_standing_committee) == (True, False)


def test_rule_profiles_are_looked_up_along_the_tree(cast):
    Congress.objects.filter(pk=cast.province.pk).update(profile_key="zhejiang-2016")
    assert profile_keys(cast.town) == ["zhejiang-2016", "national"]


def test_two_counties_may_each_have_their_own_profile(cast):
    Congress.objects.filter(pk=cast.province.pk).update(profile_key="zhejiang-2016")
    Congress.objects.filter(pk=cast.county.pk).update(profile_key="shanghai-2015")
    assert profile_keys(cast.county) == ["shanghai-2015", "zhejiang-2016", "national"]
