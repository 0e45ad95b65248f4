from huiyin.suggestions.models.handling import Assignment, Commitment, Contact, Rating, Reply
from huiyin.suggestions.models.suggestion import Cosign, Suggestion

__all__ = ["Assignment", "Commitment", "Contact", "Cosign", "Rating", "Reply", "Suggestion"]
