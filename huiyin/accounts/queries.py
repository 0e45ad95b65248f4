"""What a person may know about their own data."""

from django.utils.translation import gettext_lazy as _

from huiyin.accounts.copies import copies_of
from huiyin.accounts.models import AccessLog, Consent, Persona, Sealed

#: Uses of personal data that are asked for, as ``Consent.purpose`` names them.
PURPOSES = {
    "voice": _("受理留言、核实联系方式并告知办理进度"),
    "opinion": _("受理对代表征询的意见、核实联系方式并告知采用情况"),
}
#: The text agreed to. A change of the text is a new version, and is asked for again.
VERSION = "2026-11"
SHOWN = 100


def has_consented(user, purpose):
    """Whether ``user`` agreed to the present text and has not taken it back."""
    given = Consent.objects.filter(user=user, purpose=purpose, version=VERSION, withdrawn_at=None)
    return given.exists()


def consents_of(user):
    """All consents of ``user``, newest first, each with the ``said`` purpose."""
    rows = list(Consent.objects.filter(user=user).order_by("-given_at", "-pk")[:SHOWN])
    for row in rows:
        row.said = PURPOSES.get(row.purpose, row.purpose)
    return rows


def looks_at(user):
    """Who read which of ``user``'s data, when and what for, newest first."""
    rows = AccessLog.objects.filter(subject=user).select_related("by")
    return list(rows.order_by("-at", "-pk")[:SHOWN])


def hints_of(user):
    """``[(kind in words, masked value)]`` of what the vault holds of ``user``; opens nothing."""
    rows = Sealed.objects.filter(user=user).order_by("pk")
    return [(row.get_kind_display(), row.hint) for row in rows]


def personas():
    return list(Persona.objects.select_related("user"))


def copy_of(user):
    """All that is held about ``user``, here and by the apps above. Law: PIPL art. 45."""
    return {
        "label": user.label,
        "level": user.get_level_display(),
        "language": user.language,
        "since": user.date_joined.isoformat(),
        "data": [{"kind": str(kind), "masked": hint} for kind, hint in hints_of(user)],
        "consents": [
            {
                "purpose": str(row.said),
                "version": row.version,
                "given_at": row.given_at.isoformat(),
                "withdrawn_at": row.withdrawn_at and row.withdrawn_at.isoformat(),
            }
            for row in consents_of(user)
        ],
        "looks": [
            {
                "kind": row.get_kind_display(),
                "by": str(row.by or ""),
                "office": row.office,
                "purpose": row.get_purpose_display(),
                "reason": row.reason,
                "at": row.at.isoformat(),
            }
            for row in looks_at(user)
        ],
        **copies_of(user),
    }
