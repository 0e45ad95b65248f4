"""The columns of a site that hold articles, as the site names and orders them."""

from huiyin.sites.queries import face

#: Kind of column, in the profiles of ``law.columns``, that editors fill.
KIND = "articles"


def columns(congress):
    """Return ``{key: column}`` of those that are shown, in order."""
    return {one.key: one for one in face(congress).shown if one.kind == KIND}


def choices(congress, article=None):
    """Return what a writer may choose, as ``(key, name)``: those shown, and where it is now."""
    found = {key: one.label for key, one in columns(congress).items()}
    if article:
        found.setdefault(article.column, label(article))
    return list(found.items())


def label(article):
    """Return the name of the article's column, also of one that is not shown any more."""
    known = {one.key: one.label for one in face(article.congress).columns}
    return known.get(article.column, article.column)
