"""Refuse to start without the fonts that documents are set in."""

from django.conf import settings
from django.core.checks import Error, Tags, register

HINT = "Install requirements.lock again, or correct HUIYIN_FONT_DIR and the HUIYIN_FONT_… families."


# Among those that keep the server from starting, see ``config.checks``.
@register(Tags.security)
def fonts_are_there(app_configs=None, **kwargs):
    """A paper without its type would come out blank: every family named must be found."""
    from huiyin.documents import fonts, pdf  # noqa: PLC0415 — settings must be ready

    lacking = [str(path) for path in fonts.files() if not path.is_file()]
    if lacking:
        return [Error(f"No font file {', '.join(lacking)}.", hint=HINT, id="huiyin.E020")]
    if settings.DOCUMENT_FONT_DIR and not fonts.own():
        place = settings.DOCUMENT_FONT_DIR
        return [Error(f"There is no font in {place}.", hint=HINT, id="huiyin.E021")]
    named = {name for names in settings.DOCUMENT_FONTS.values() for name in names}
    if unknown := sorted(named - set(pdf.families())):
        said = ", ".join(unknown)
        return [Error(f"No font is called {said}.", hint=HINT, id="huiyin.E022")]
    return []
