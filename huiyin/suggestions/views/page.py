"""The page of one suggestion, and the steps taken on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.procedure.acts import must_be_open, taken
from huiyin.procedure.queries import open_steps
from huiyin.suggestions import queries, rules, story
from huiyin.suggestions.consultations import for_deputy
from huiyin.suggestions.procedure import SUGGESTION, State
from huiyin.suggestions.views.acts import BY_NAME, grouped, open_acts

PAGE = "suggestions/page.html"
#: Acts before which the reply is read: it stands above them.
READS_REPLY = ("issue", "rate", "send_back")
#: Acts after which one has no part in it any more.
LEAVES = ("excuse", "retract")
#: As many other acts stand one below the other; more are told apart by headings.
FEW = 4


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
    suggestion = queries.get_for_act(request.user, code)
    must_be_open(act, SUGGESTION, suggestion.docket.state)
    find = request.POST.get("find", "")[:40]
    form = act.form(
        request.POST,
        files=request.FILES,
        suggestion=suggestion,
        verb=name,
        offers=act.offers(suggestion, find),
    )
    if taken(act, suggestion, form, by=request.user, at=now()):
        messages.success(request, act.done)
        left = ["suggestions:index"] if name in LEAVES else ["suggestions:page", code]
        return redirect(*left)
    return show(request, queries.get_for_work(request.user, code), failed=form, opened=name)


def show(request, suggestion, *, failed=None, opened=""):
    today = localdate()
    verbs = [step.verb for step in open_steps(suggestion, request.user)]
    acts = _ordered(open_acts(verbs, suggestion), suggestion)
    if failed and opened not in [act.name for act in acts]:
        raise PermissionDenied(opened)
    find = (request.POST or request.GET).get("find", "")[:40]
    sections = [
        _section(act, suggestion, failed=failed if act.name == opened else None, find=find)
        for act in acts
    ]
    private = rules.reads_private(request.user, suggestion)
    words, withheld, joined = queries.origins(suggestion, private=private)
    context = {
        **story.of(suggestion, queries.listing(suggestion.congress, "classes", today)),
        **_shown_to(request.user, suggestion),
        "suggestion": suggestion,
        "docket": suggestion.docket,
        "today": today,
        **_main_and_others(sections),
        "opened": opened,
        "find": find,
        "origins": words,
        "withheld": withheld,
        "origins_total": len(words) + withheld,
        "joined": joined,
        "failed": failed,
    }
    return render(request, PAGE, context, status=422 if failed else 200)


def _shown_to(user, suggestion):
    """What of the page ``user`` sees besides what everybody does who works on it."""
    lead, is_office = rules.lead_deputy(user, suggestion), rules.deputy_affairs(user, suggestion)
    writes, reads = rules.drafter(user, suggestion), rules.reads_text(user, suggestion)
    asked = list(suggestion.consultations.all())
    newest = asked[-1] if asked else None
    opened = any(each.opened_at for each in asked)
    waits = suggestion.docket.state == State.REPLIED
    return {
        "answered_own": waits and lead and rules.answered_by(user, suggestion),
        "inside": rules.lead_unit(user, suggestion),
        "is_office": is_office,
        "hears_views": lead or is_office,
        "opens_parts": lead or is_office or rules.cosigner(user, suggestion),
        "reads_text": reads,
        "consultation": newest,
        "tells_of_asking": newest is not None and (lead or writes or (reads and newest.opened_at)),
        "opinions": for_deputy(suggestion) if opened and (lead or writes) else [],
    }


def _ordered(acts, suggestion):
    """The main act first: a unit talks with the deputy before it writes, a deputy mends first."""
    before = set() if _talked(suggestion) else {"contact"}
    if suggestion.docket.state == State.RETURNED_FOR_EDIT:
        before.add("edit")
    return sorted(acts, key=lambda act: act.name not in before)


def _talked(suggestion):
    """Whether the unit talked with the deputy since its last reply."""
    verbs = [move.verb for move in suggestion.docket.moves.all()]
    newest = verbs[::-1].index("issue") if "issue" in verbs else len(verbs)
    return "contact" in verbs[len(verbs) - newest :]


def _main_and_others(sections):
    """What is to be done now, open on the page, and what else may be done, folded."""
    main = sections[0] if sections and sections[0]["act"].tone != "danger" else None
    others = [section for section in sections if section is not main]
    return {
        "main": main,
        "others": others,
        "groups": grouped(others) if len(others) > FEW else [],
        "reads_reply": main is not None and main["act"].name in READS_REPLY,
    }


def _section(act, suggestion, *, failed, find):
    form = failed
    if form is None:
        offers = act.offers(suggestion, find)
        form = act.form(suggestion=suggestion, verb=act.name, offers=offers)
    return {"act": act, "form": form}
