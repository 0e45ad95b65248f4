"""Who may go on working: only for so long unattended, and officials only with a second factor."""

import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from huiyin.accounts.entry import PERSONA
from huiyin.accounts.models import User

#: Pages an official without a second factor may still see: those that set one up.
OPEN = {"account_logout", "account_login", "account_reauthenticate"}
SINCE, SEEN = "since", "seen"
#: Seconds without a request after which a session ends, and after which it ends in any case.
IDLE = {User.Kind.OFFICIAL: 30 * 60, User.Kind.CITIZEN: 12 * 3600}
LONGEST = 12 * 3600
#: Seconds between two writings of the time a session was last used.
WRITTEN_EVERY = 60


class SessionAgeMiddleware:
    """End a session left alone for too long; the request goes on as a stranger's.

    No page of somebody signed in is kept by anybody: neither by a cache on the way nor by the
    browser, where the next person at the same machine could go back to it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._keep_or_end(request, int(time.time()))
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    @staticmethod
    def _keep_or_end(request, at):
        session = request.session
        since, seen = session.get(SINCE, at), session.get(SEEN, at)
        if at - seen > IDLE[request.user.kind] or at - since > LONGEST:
            logout(request)
            messages.info(request, _("太久没有操作，已自动退出登录；请重新登录后继续。"))
        elif SINCE not in session or at - seen >= WRITTEN_EVERY:
            session[SINCE], session[SEEN] = since, at


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
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return True  # nothing is here for anybody; the page says so itself
        name = match.url_name or ""
        return name in OPEN or match.app_name == "kit" or name.startswith("mfa_")
