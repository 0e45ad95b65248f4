"""Text messages by an HTTP service of one's own: the small gateway in front of a carrier.

Every carrier has its own signatures and templates. The gateway knows them and takes this:

    POST HUIYIN_SMS_URL
    Authorization: Bearer HUIYIN_SMS_TOKEN
    Idempotency-Key: <the same for the same message, however often it is sent>
    Content-Type: application/json

    {"phone": "13812345678", "text": "…", "key": "<as above>"}

Any 2xx says the message was taken, 422 that this number can never be reached; anything else is
tried again later. The number and the text are never logged here.
"""

import json
import urllib.error
import urllib.request

from django.conf import settings

from huiyin.notices.channels import ChannelError, Unreachable

#: Seconds the gateway may take to answer.
PATIENCE = 10
NEVER = 422


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would turn the message into a question, and its answer into a success."""

    def redirect_request(self, *args, **kwargs):
        return None


class HttpSms:
    """Hands each message to the gateway at ``settings.SMS_URL``."""

    def send(self, phone, text, *, key):
        body = json.dumps({"phone": phone, "text": text, "key": key}, ensure_ascii=False)
        request = urllib.request.Request(  # noqa: S310 — the start checks that it is HTTP
            settings.SMS_URL,
            data=body.encode("utf-8"),
            headers={
                "Authorization": f"Bearer {settings.SMS_TOKEN}",
                "Content-Type": "application/json; charset=utf-8",
                "Idempotency-Key": key,
            },
            method="POST",
        )
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=PATIENCE):
                pass
        except urllib.error.HTTPError as refused:
            refused.close()
            if refused.code == NEVER:
                raise Unreachable("phone") from refused
            raise ChannelError(f"the gateway answered {refused.code}") from refused
        except OSError as error:
            raise ChannelError(f"the gateway is away: {type(error).__name__}") from error
