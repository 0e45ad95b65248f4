"""Finding the congress an operator means."""

from huiyin.congresses.models import Congress


def congress_called(text):
    """Return the congress with that slug or, else, code of its area in force; or None."""
    known = Congress.objects.select_related("area")
    by_slug = known.filter(slug=text).first()
    return by_slug or known.filter(area__code=text, area__valid_to=None).first()
