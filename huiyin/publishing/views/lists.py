"""The articles one works on: what waits, what is scheduled, everything; and a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.procedure.table import Incomplete
from huiyin.publishing import editor, queries, rules, story
from huiyin.publishing.columns import choices, label
from huiyin.publishing.forms import NewForm
from huiyin.publishing.services import writing

#: Rows of one page, and of the list of what waits.
PAGE, WAITING = 20, 50


def _must_write(request):
    """Articles are the business of those at a desk of the congress; for others there are none."""
    if not rules.may_write(request.user, request.congress):
        raise Http404


@require_GET
@never_cache
@login_required
def index(request):
    """What waits for the person first, then everything that is their business, newest first."""
    _must_write(request)
    group = request.GET.get("state", "")
    group = group if group in story.GROUPS else ""
    after = request.GET.get("after", "")
    known = after.isascii() and after.isdigit() and len(after) < 18
    text = request.GET.get("q", "").strip()[:60]
    user, congress = request.user, request.congress
    rows = queries.at_desk(
        user,
        congress,
        states=story.GROUPS[group][1] if group else (),
        text=text,
        after=int(after) if known else None,
        limit=PAGE,
    )
    older = request.GET.copy()
    if len(rows) > PAGE:
        older["after"] = rows[PAGE - 1].pk
    context = {
        "waiting": _rows(queries.waiting(user, congress)[:WAITING]),
        "scheduled": _rows(queries.scheduled(user, congress)),
        "rows": _rows(rows[:PAGE]),
        "older": f"?{older.urlencode()}" if len(rows) > PAGE else "",
        "first": known,
        "groups": [(name, words) for name, (words, _states) in story.GROUPS.items()],
        "group": group,
        "text": text,
    }
    return render(request, "publishing/index.html", context)


def _rows(duties):
    return [
        {
            "article": duty.article,
            "docket": duty.article.docket,
            "state": story.state_of(duty.article.docket),
            "column": label(duty.article),
            "away": duty.article.congress if duty.article.congress_id != duty.congress_id else None,
        }
        for duty in duties
    ]


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request):
    """Begin an article; it is a draft until it is handed in."""
    _must_write(request)
    posted = request.POST if request.method == "POST" else None
    form = NewForm(posted, initial={"kind": "news"}, columns=choices(request.congress))
    article = _written(form, congress=request.congress, by=request.user, at=now())
    if article:
        messages.success(request, _("草稿已保存"))
        return redirect("articles:page", article.docket.code)
    return render(
        request,
        "publishing/new.html",
        {"form": form, "editor_words": editor.words()},
        status=422 if form.errors else 200,
    )


def _written(form, **who):
    """The new article; None, with what is missing beside the form, if there is none."""
    if not form.is_valid():
        return None
    said = {name: form.cleaned_data[name] for name in ("kind", "column", "body")}
    try:
        return writing.write(**who, **said, **form.said)
    except Incomplete as error:
        form.add_error(None, str(error))
        return None
