"""Just enough addresses to see the kit work alone."""

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from huiyin.kit import errors


def refuse(request):
    raise PermissionDenied


def fail(request):
    raise RuntimeError("on purpose")


def be_away(request):
    raise OperationalError("server closed the connection unexpectedly")


@csrf_exempt
def echo(request):
    return JsonResponse({key: request.POST.getlist(key) for key in request.POST})


urlpatterns = [
    path("", include("huiyin.kit.urls")),
    path("refused/", refuse),
    path("failed/", fail),
    path("away/", be_away),
    path("echo/", echo),
    path("form/", lambda request: HttpResponse("ok")),
]
handler400 = errors.bad_request
handler403 = errors.not_found
handler404 = errors.not_found
handler500 = errors.server_error
