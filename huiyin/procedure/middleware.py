from django.utils.translation import get_language

from huiyin.kit.errors import law_silent, moved_on
from huiyin.law.errors import LawError
from huiyin.procedure.table import NotLawful


class NotLawfulMiddleware:
    """Say why a step was not taken: someone else was quicker, or its period is unknown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        if isinstance(error, NotLawful):
            return moved_on(request, error)
        if isinstance(error, LawError):
            return law_silent(request, error.words(get_language()))
        return None
