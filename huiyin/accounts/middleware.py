from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.urls import resolve

from huiyin.accounts.models import User

#: Pages an official without a second factor may still see: those that set one up.
OPEN = {"account_logout", "account_login", "account_reauthenticate", "kit", "mfa_index"}
#: Set by one-click personas, which exist only in the demonstration.
PERSONA = "persona"


class SecondFactorMiddleware:
    """Staff and deputies work only with a second factor. Law: 互联网政务应用安全管理规定 (2024)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if (
            user.is_authenticated
            and user.kind == User.Kind.OFFICIAL
            and not self._excused(request)
            and not is_mfa_enabled(user)
        ):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    @staticmethod
    def _excused(request):
        if settings.DEMONSTRATION and request.session.get(PERSONA):
            return True
        if request.path_info.startswith("/-/"):
            return True
        match = resolve(request.path_info)
        name = match.url_name or ""
        return name in OPEN or match.app_name == "kit" or name.startswith("mfa_")
