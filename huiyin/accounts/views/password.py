from allauth.account import views
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


@method_decorator(never_cache, name="dispatch")
class PasswordChange(views.PasswordChangeView):
    """Change one's password. Who has none, such as a citizen who came by phone, finds nothing."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Http404
        return super().dispatch(request, *args, **kwargs)
