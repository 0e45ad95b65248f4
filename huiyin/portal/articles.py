"""What machines are told of an article: the meta tags of site checks, and schema.org."""

from django.utils.timezone import localtime

from huiyin.kit.machines import json_ld
from huiyin.publishing.columns import columns
from huiyin.publishing.kinds import KINDS
from huiyin.publishing.models import Asset
from huiyin.publishing.queries import latest

#: Rows of each list on the home page.
SHOWN = 5
#: Columns whose newest articles stand on the home page.
HEADLINES = ("news", "notices")


def meta(article, url):
    """``[(name, content)]`` of the tags every article of a public body's site carries."""
    text = article.released.revision
    tags = {
        "ArticleTitle": text.title,
        "PubDate": localtime(article.released_at).strftime("%Y-%m-%d %H:%M"),
        "ContentSource": text.source,
        "Keywords": text.keywords,
        "Author": text.byline,
        "Description": text.summary or text.text[:150],
        "Image": "",
        "Url": url,
    }
    return list(tags.items())


def schema(article, url):
    """The same in the words of schema.org, as a block of data."""
    text = article.released.revision
    said = {
        "@context": "https://schema.org",
        "@type": KINDS[article.kind].schema,
        "name": text.title,
        "headline": text.title,
        "description": text.summary or text.text[:150],
        "datePublished": localtime(article.released_at).isoformat(timespec="seconds"),
        "dateModified": localtime(article.released.at).isoformat(timespec="seconds"),
        "inLanguage": "zh-Hans",
        "url": url,
        "publisher": {"@type": "GovernmentOrganization", "name": article.congress.name},
    }
    facts = text.facts.get("said", {})
    for fact in KINDS[article.kind].facts:
        if fact.schema and facts.get(fact.name):
            said[fact.schema] = facts[fact.name]
    if text.byline:
        said["author"] = {"@type": "Person", "name": text.byline}
    return json_ld(said)


def shown(assets):
    """The files below an article, as a context: films with their captions, sound, papers."""
    kinds = Asset.Kind
    captions = {one.captions_for_id: one for one in assets if one.kind == kinds.CAPTIONS}
    return {
        "videos": [(one, captions.get(one.pk)) for one in assets if one.kind == kinds.VIDEO],
        "sounds": [one for one in assets if one.kind == kinds.AUDIO],
        "papers": [one for one in assets if one.kind == kinds.PAPER],
    }


def headlines(congress):
    """The newest news and notices for the home page, as a context; one query."""
    shown = columns(congress)
    found = latest(congress, SHOWN, columns=HEADLINES)
    return {
        key: {"column": shown[key], "articles": found.get(key, [])}
        for key in HEADLINES
        if key in shown
    }
