"""Whether a version of a law binds on a day."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

IN_FORCE, NOT_YET, AMENDED, REPEALED, UNKNOWN = STANDINGS = (
    "in_force",
    "not_yet",
    "amended",
    "repealed",
    "unknown",
)
#: Standing → words, tone and icon of its tag.
WORDS = {
    IN_FORCE: (_("有效"), "green", "check"),
    NOT_YET: (_("尚未施行"), "blue", "clock"),
    AMENDED: (_("已修改（旧版本）"), "amber", "alert-circle"),
    REPEALED: (_("已废止"), "over", "alert-triangle"),
    UNKNOWN: (_("日期不详"), "line", "info-circle"),
}


def standing(version, day) -> str:
    """Return how ``version`` stands on ``day``, by what the texts that are held say."""
    if version.ended_on and version.ended_on <= day:
        return REPEALED if version.ended_how == "repealed" else AMENDED
    begins = version.in_force_on or version.passed_on
    if begins is None:
        return UNKNOWN
    return NOT_YET if begins > day else IN_FORCE


def stands(asked: str, day) -> Q:
    """The same as a condition on laws, by their current version."""
    ended = Q(current__ended_on__lte=day)
    later = Q(current__in_force_on__gt=day) | Q(
        current__in_force_on=None, current__passed_on__gt=day
    )
    dateless = Q(current__in_force_on=None, current__passed_on=None)
    return {
        IN_FORCE: ~ended & ~later & ~dateless,
        NOT_YET: ~ended & later,
        AMENDED: ended & Q(current__ended_how="amended"),
        REPEALED: ended & Q(current__ended_how="repealed"),
        UNKNOWN: ~ended & dateless,
    }[asked]
