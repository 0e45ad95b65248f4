"""What the congress publishes: its columns, their lists, and one article."""

from datetime import UTC, datetime

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.portal.articles import meta, schema, shown
from huiyin.portal.freshness import soon_forgotten
from huiyin.portal.keys import newest, number, older
from huiyin.publishing.columns import columns as columns_of
from huiyin.publishing.kinds import KINDS
from huiyin.publishing.models import Asset
from huiyin.publishing.procedure import LIVE, State
from huiyin.publishing.queries import attached, latest, public, published, stages
from huiyin.publishing.rules import reads
from huiyin.publishing.story import facts_of
from huiyin.publishing.text import placed

#: Rows of one page; rows of each column on the page of all.
PAGE, SHOWN = 20, 5


@require_safe
@soon_forgotten
def columns(request):
    """All columns, each with its newest articles."""
    shown = columns_of(request.congress)
    found = latest(request.congress, SHOWN, columns=shown)
    rows = [{"column": one, "articles": found.get(key, [])} for key, one in shown.items()]
    return render(request, "portal/articles/columns.html", {"rows": rows})


@require_safe
@soon_forgotten
def column(request, key):
    """The articles of one column, newest first; ``?before=`` the last one of the page before."""
    shown = columns_of(request.congress)
    if key not in shown:
        raise Http404
    before = _key(request.GET.get("before", ""))
    rows = published(request.congress, key, before=before, limit=PAGE + 1)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    context = {
        "column": shown[key],
        "says": shown[key].says,
        "columns": [
            {"label": one.label, "key": one.key, "current": one.key == key}
            for one in shown.values()
        ],
        "rows": rows[:PAGE],
        "older": older(request, before=f"{last.released_at.isoformat()}~{last.pk}") if last else "",
        "newer": newest(request, "before"),
    }
    return render(request, "portal/articles/column.html", context)


def _key(text):
    """The ``(time, id)`` of the last row shown, or None if ``text`` is no such key."""
    at, _tilde, pk = text.partition("~")
    try:
        at = datetime.fromisoformat(at)
        known = at.tzinfo and at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    pk = number(pk)
    return (known, pk) if pk and known else None


def _public(code):
    article = public(code)
    if article is None:
        raise Http404
    return article


@require_safe
@soon_forgotten
def page(request, code):
    """One article; 410 with the reason once it was taken down."""
    article = _public(code)
    if article.docket.state == State.RECALLED:
        column = columns_of(request.congress).get(article.column)
        context = {"article": article, "column": column}
        return render(request, "portal/articles/gone.html", context, status=410)
    own = request.build_absolute_uri(request.path)
    context = {
        "article": article,
        "docket": article.docket,
        "column": columns_of(request.congress).get(article.column),
        "kind": KINDS[article.kind].label,
        "text": article.released.revision,
        "html": placed(article.released.revision.html, get_script_prefix()),
        "facts": facts_of(article, article.released.revision),
        **shown(attached(article)),
        "standing": _standing(article),
        "stages": _("、").join(str(one) for one in stages(article.released)),
        "article_meta": meta(article, own),
        "schema": schema(article, own),
    }
    return render(request, "portal/articles/page.html", context)


@require_safe
@soon_forgotten
def released(request, code):
    """The very bytes whose hash is on the record, for whoever checks it; 410 once taken down."""
    article = _public(code)
    if article.docket.state == State.RECALLED:
        return HttpResponse(status=410, content_type="application/json")
    shown = article.released.revision.canonical(article.kind)
    return HttpResponse(shown, content_type="application/json")


@require_safe
@soon_forgotten
def asset(request, uid):
    """A file of an article: to everybody once it is released, before to who works on it."""
    found = Asset.objects.select_related(
        "article__docket", "article__congress", "article__organ", "article__released__revision"
    )
    found = found.filter(uid=uid, article__congress=request.congress).first()
    if found is None:
        raise Http404
    article = found.article
    public_now = article.docket.state in LIVE and found in attached(article)
    if not public_now and not reads(request.user, article):
        raise Http404
    response = FileResponse(
        found.file.open("rb"),
        content_type=found.media,
        filename=found.name,
        as_attachment=found.kind == Asset.Kind.PAPER,
    )
    if not public_now:
        add_never_cache_headers(response)
    return response


def _standing(article):
    """What a reader must know of it first, as ``[(tone, title, words)]``."""
    found = []
    if article.archived:
        found.append(("info", _("已归档"), _("这是过去的内容，仅供查阅。")))
    if article.expired:
        found.append(("amber", _("已过有效期"), _("其中通知的事项已经结束。")))
    if article.corrected:
        found.append(("info", _("有更正"), article.released.note))
    return found
