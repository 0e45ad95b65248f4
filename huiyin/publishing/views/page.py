"""One article at the desk: read it, write in it, judge it, let it out, take it back."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.congresses.addresses import address
from huiyin.congresses.scope import within
from huiyin.procedure.acts import must_be_open, taken
from huiyin.procedure.queries import open_steps
from huiyin.procedure.table import Incomplete
from huiyin.publishing import editor, queries, story
from huiyin.publishing.columns import choices, label
from huiyin.publishing.forms import EditForm
from huiyin.publishing.kinds import KINDS
from huiyin.publishing.procedure import ARTICLE
from huiyin.publishing.services import writing
from huiyin.publishing.text import changes, placed
from huiyin.publishing.views.acts import BY_NAME, open_acts

PAGE = "publishing/page.html"
#: Acts whose form offers something of the article itself.
CHOOSING = ("answer", "attach", "detach")
#: Acts that stand open as the main one of the page; the others are folded.
LEADING = ("submit", "submit_correction", "release", "release_correction")
LEADING += ("pass_first", "pass_second", "pass_final", "pass_correction")


def at_article(view):
    """Give ``view`` the article instead of its code, within the scope of its congress.

    That may be another than the one whose desk this is, if it handed a stage of this very article
    up to it; nothing else of that congress is opened by it.
    """

    @wraps(view)
    def opened(request, code, **rest):
        duty = queries.duty(code)
        if duty is None:
            raise Http404
        here, home = request.congress, duty.article.congress
        with within([here] if here.pk == home.pk else [here, home]):
            return view(request, _asked(request, code, **rest), **rest)

    return never_cache(login_required(opened))


def _asked(request, code, name="", **rest):
    """The article; whole only for its page and for acts that choose among what is found in it."""
    choosing = name in CHOOSING or (name and name not in BY_NAME)
    whole = request.method == "GET" or choosing
    get = queries.get_for_work if whole else queries.get_for_act
    return get(request.user, code, request.congress)


@require_GET
@at_article
def page(request, article):
    return show(request, article)


@require_http_methods(["GET", "POST"])
@at_article
def step(request, article, name):
    """Take the step ``name``, or show the page with its form open."""
    if request.method == "GET" or name not in BY_NAME:
        return show(request, article, opened=name)
    act = BY_NAME[name]
    must_be_open(act, ARTICLE, article.docket.state)
    form = act.form(
        request.POST,
        files=request.FILES,
        article=article,
        verb=name,
        offers=act.offers(article, ""),
    )
    if taken(act, article, form, by=request.user, at=now()):
        messages.success(request, act.done)
        return redirect("articles:page", article.docket.code)
    code = article.docket.code
    fresh = queries.get_for_work(request.user, code, request.congress)
    return show(request, fresh, failed=form, opened=name)


def show(request, article, *, failed=None, opened=""):
    verbs = [step.verb for step in open_steps(article, request.user)]
    acts = open_acts(verbs, article)
    if failed and opened not in [act.name for act in acts]:
        raise PermissionDenied(opened)
    sections = [
        {
            "act": act,
            "form": failed
            if failed and act.name == opened
            else act.form(article=article, verb=act.name, offers=act.offers(article, "")),
        }
        for act in acts
    ]
    base = address(article.congress, request.get_host())
    main = next((one for one in sections if one["act"].name in LEADING), None)
    context = {
        **story.of(article),
        "article": article,
        "docket": article.docket,
        "kind": KINDS[article.kind].label,
        "column": label(article),
        "facts": story.facts_of(article, list(article.revisions.all())[-1]),
        "findings": article.findings,
        "files": article.attached,
        "html": placed(list(article.revisions.all())[-1].html, base),
        "main": main,
        "reading": bool(main and main["act"].name.startswith("pass_")),
        "others": [one for one in sections if one is not main],
        "opened": opened,
        "failed": failed,
        "may_edit": "edit" in verbs,
        "public_url": f"{base}articles/{article.docket.code}/",
    }
    return render(request, PAGE, context, status=422 if failed else 200)


@require_http_methods(["GET", "POST"])
@at_article
def edit(request, article):
    """Write in it; every saving is kept as a revision of its own."""
    if "edit" not in [step.verb for step in open_steps(article, request.user)]:
        raise Http404
    last = list(article.revisions.all())[-1]
    initial = {name: getattr(last, name) for name in writing.SAID}
    base = address(article.congress, request.get_host())
    initial |= {"body": placed(last.html, base), "column": article.column, "seen": last.number}
    said = last.facts.get("said", {})
    initial |= {f"fact_{name}": value for name, value in said.items()}
    posted = request.POST if request.method == "POST" else None
    offered = {"columns": choices(article.congress, article), "kind": KINDS[article.kind]}
    form = EditForm(posted, initial=initial, **offered)
    if form.is_valid() and _edited(article, form, by=request.user, at=now()):
        messages.success(request, _("已保存"))
        return redirect("articles:page", article.docket.code)
    context = {
        "article": article,
        "docket": article.docket,
        "form": form,
        "last": last,
        "editor_words": editor.words(),
        **_saved_since(article, form, last),
    }
    return render(request, "publishing/edit.html", context, status=422 if form.errors else 200)


def _saved_since(article, form, last):
    """What others saved since the form was opened, as ``{base, changes}``; {} if nothing."""
    seen = form.cleaned_data.get("seen") if form.errors else None
    base = next((one for one in article.revisions.all() if one.number == seen), None)
    if base is None or base.number == last.number:
        return {}
    return {"base": base, "changes": changes(base.text, last.text)}


def _edited(article, form, *, by, at):
    data = form.cleaned_data
    kept = {name: data[name] for name in ("seen", "body", "note", "column")}
    facts = {"said": form.facts} if form.facts or form.kind.facts else {}
    try:
        writing.edit(article, by=by, at=at, facts=facts, **kept, **form.said)
    except Incomplete as error:
        form.add_error(None, str(error))
    return not form.errors


@require_GET
@at_article
def preview(request, article):
    """The text as readers will see it; ``?revision=`` an earlier one."""
    revisions = {str(one.number): one for one in article.revisions.all()}
    asked = request.GET.get("revision", "")
    last = list(revisions.values())[-1]
    if asked and asked not in revisions:
        raise Http404
    shown = revisions.get(asked, last)
    base = address(article.congress, request.get_host())
    context = {
        "article": article,
        "docket": article.docket,
        "revision": shown,
        "html": placed(shown.html, base),
    }
    return render(request, "publishing/preview.html", context)


@require_GET
@at_article
def certificate(request, article):
    """Who judged what was released, when, and the hash of what was released."""
    releases = list(article.releases.all())
    if not releases:
        raise Http404
    rows = [
        {"release": one, "judged": story.certificate(article, one)} for one in reversed(releases)
    ]
    context = {"article": article, "docket": article.docket, "rows": rows}
    return render(request, "publishing/certificate.html", context)
