from django.shortcuts import render

from huiyin.procedure.table import NotLawful


class NotLawfulMiddleware:
    """Answer 409 when a step is no longer open: someone else moved the case first."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        if isinstance(error, NotLawful):
            return render(request, "kit/moved_on.html", {"error": error}, status=409)
        return None
