from huiyin.suggestions.models.asking import Coordination, Extension, Return
from huiyin.suggestions.models.consulting import Consultation, Opinion, Photo
from huiyin.suggestions.models.handling import (
    Assignment,
    Commitment,
    Contact,
    Progress,
    Rating,
    Reply,
)
from huiyin.suggestions.models.openness import PublicText, Served
from huiyin.suggestions.models.suggestion import Cosign, Suggestion

__all__ = [
    "Assignment",
    "Commitment",
    "Consultation",
    "Contact",
    "Coordination",
    "Cosign",
    "Extension",
    "Opinion",
    "Photo",
    "Progress",
    "PublicText",
    "Rating",
    "Reply",
    "Return",
    "Served",
    "Suggestion",
]
