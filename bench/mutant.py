"""The fault itself: answer with a receipt at once, store what was said a moment later."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.http import HttpResponseRedirect

from huiyin.procedure import services
from huiyin.procedure.codes import new_code

#: Seconds between the promise and the act: what a queue in memory may easily take.
DELAY = 0.5
promised = threading.local()


def _promised_code():
    return getattr(promised, "code", None) or new_code()


class EarlyReceiptMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.later = ThreadPoolExecutor(4)
        services.new_code = _promised_code

    def __call__(self, request):
        if request.method != "POST" or request.path_info != "/voices/new/":
            return self.get_response(request)
        code, _ = new_code(), request.body
        self.later.submit(self._act, request, code)
        return HttpResponseRedirect(f"/voices/receipt/{code}/")

    def _act(self, request, code):
        time.sleep(DELAY)
        promised.code = code
        try:
            self.get_response(request)
        finally:
            promised.code = None
            connection.close()
