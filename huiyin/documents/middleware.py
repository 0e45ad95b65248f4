"""A large body is read only from somebody whose scan would be taken."""

import re

from django.conf import settings
from django.contrib.auth import get_user

from huiyin.documents import queries, services
from huiyin.kit import errors
from huiyin.kit.middleware import is_large


class ScanMiddleware:
    """Ask who sends a large scan before it is read, as its page would ask afterwards.

    Stands before whatever reads a body. Raises ``Http404`` and ``PermissionDenied`` as the page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = is_large(request) and re.search(settings.LARGE_BODIES, request.path_info)
        if asked and "\0" not in request.path:
            user = get_user(request)
            if not user.is_authenticated:
                return errors.body_too_large(request)
            suggestion, part = queries.get_for_reader(user, asked["code"])
            services.signing(suggestion, part, asked["kind"], asked["which"])
        return self.get_response(request)
