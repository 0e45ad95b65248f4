"""The page of one bill, and the steps taken on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.bills import queries, story
from huiyin.bills.procedure import BILL, DRAFTS
from huiyin.bills.rules import needed, standing_by
from huiyin.bills.services.drafting import digest
from huiyin.bills.views.acts import BY_NAME, open_acts
from huiyin.procedure.acts import must_be_open, taken
from huiyin.procedure.queries import open_steps

PAGE = "bills/page.html"
#: Acts after which one has no part in it any more.
LEAVES = ("excuse", "leave")


@require_GET
@never_cache
@login_required
def page(request, code):
    return show(request, queries.get_for_work(request.user, code))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def step(request, code, name):
    """Take the step ``name``, or show the page with its form open."""
    if request.method == "GET" or name not in BY_NAME:
        return show(request, queries.get_for_work(request.user, code), opened=name)
    act = BY_NAME[name]
    bill = queries.get_for_act(request.user, code)
    must_be_open(act, BILL, bill.docket.state)
    find = request.POST.get("find", "")[:40]
    form = act.form(request.POST, bill=bill, verb=name, offers=act.offers(bill, find))
    if taken(act, bill, form, by=request.user, at=now()):
        messages.success(request, act.done)
        left = ["bills:index"] if name in LEAVES else ["bills:page", code]
        return redirect(*left)
    return show(request, queries.get_for_work(request.user, code), failed=form, opened=name)


def show(request, bill, *, failed=None, opened=""):
    today = localdate()
    verbs = [step.verb for step in open_steps(bill, request.user)]
    counted = _counted(bill, today)
    acts = _ordered(open_acts(verbs, bill), bill, counted)
    if failed and opened not in [act.name for act in acts]:
        raise PermissionDenied(opened)
    find = (request.POST or request.GET).get("find", "")[:40]
    sections = [
        _section(act, bill, failed=failed if act.name == opened else None, find=find)
        for act in acts
    ]
    main = sections[0] if sections and sections[0]["act"].tone != "danger" else None
    context = {
        **story.of(bill),
        "bill": bill,
        "docket": bill.docket,
        "today": today,
        "main": main,
        "others": [section for section in sections if section is not main],
        "counted": counted,
        "opened": opened,
        "find": find,
        "failed": failed,
    }
    return render(request, PAGE, context, status=422 if failed else 200)


def _ordered(acts, bill, counted):
    """The main act first: while sponsors are missing, others are asked before it is filed."""
    first = set()
    if counted and counted["missing"]:
        first = {"confirm", "ask_delegation", "invite"}
    elif bill.ending_asked_at is not None:
        first = {"consent_withdrawal"}
    return sorted(acts, key=lambda act: act.name not in first)


def _section(act, bill, *, failed, find):
    form = failed
    if form is None:
        form = act.form(bill=bill, verb=act.name, offers=act.offers(bill, find))
    return {"act": act, "form": form}


def _counted(bill, day):
    """How many stand by the text and how many are needed, while it is not filed."""
    if bill.docket.state not in DRAFTS:
        return None
    have, need = standing_by(bill, digest=digest(bill)), needed(bill, day)
    return {"have": have, "need": need, "missing": max(need - have, 0)}
