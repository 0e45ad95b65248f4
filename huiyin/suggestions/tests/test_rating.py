"""What a deputy says of a reply: who is dissatisfied with anything says why."""

import pytest
from django.db import IntegrityError, transaction

from huiyin.suggestions.forms import RateForm
from huiyin.suggestions.models import Rating
from huiyin.suggestions.services import rating
from huiyin.suggestions.services.drafting import Incomplete
from huiyin.suggestions.tests.scenes import fresh, on, under

RUDE = {"attitude": "dissatisfied", "result": "satisfied"}
IDLE = {"attitude": "satisfied", "result": "dissatisfied"}


@pytest.mark.parametrize("how", [RUDE, IDLE])
def test_dissatisfaction_with_attitude_or_result_needs_a_reason(at_home, how):
    case = under(at_home, "national").replied()
    form = RateForm({**how, "reason": "  "}, suggestion=case, verb="rate")
    assert (form.is_valid(), list(form.errors)) == (False, ["reason"])
    lin = at_home.lin.person.user
    with pytest.raises(Incomplete, match="理由"):
        rating.rate(fresh(case), **how, reason=" ", by=lin, at=on(3, 10))
    row = {**how, "reply": case.replies.get(), "by": lin, "at": on(3, 10)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(**row, reason="")
    assert Rating.objects.create(**row, reason="没有见面").reason == "没有见面"


def test_who_is_content_need_not_say_why(at_home):
    case = at_home.replied()
    good = {"attitude": "basically", "result": "satisfied", "reason": ""}
    assert RateForm(good, suggestion=case, verb="rate").is_valid()
