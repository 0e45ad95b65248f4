"""Ways a notice reaches a person. Each sends one text once, or raises ``ChannelError``."""

import logging
from smtplib import SMTPException
from typing import Protocol

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from huiyin.accounts import vault
from huiyin.accounts.models import AccessLog, Sealed
from huiyin.accounts.phone import PhoneError

log = logging.getLogger("huiyin.notices")
#: Seconds the demonstration keeps a code to show it on the page instead of a phone.
SHOWN = 600


class ChannelError(Exception):
    """The text could not be handed over; it will be tried again."""


class Unreachable(ChannelError):
    """The person has no address for this channel; trying again is of no use."""


class SmsProvider(Protocol):
    def send(self, phone: str, text: str, *, key: str) -> None:
        """Hand ``text`` over; the same ``key`` twice must reach the phone once.

        Raises ``Unreachable`` for a number that can never be reached and ``ChannelError`` for
        whatever may be tried again. ``huiyin.notices.http_sms.HttpSms`` is one.
        """


def _sms():
    return import_string(settings.SMS_PROVIDER)()


def _address(user, kind):
    sealed = Sealed.objects.select_related("user").filter(user=user, kind=kind).first()
    if sealed is None:
        raise Unreachable(kind)
    return vault.reveal(sealed, by=None, purpose=AccessLog.Purpose.NOTIFY)


def site(delivery, text):
    """The row itself is the message: the person reads it when signed in."""


def console(delivery, text):
    log.info("to %s: %s", delivery.user_id, text)


def email(delivery, text):
    address = _address(delivery.user, Sealed.Kind.EMAIL)
    try:
        # A subject is one line: somebody's title may hold more.
        send_mail(" ".join(text.split())[:60], text, settings.DEFAULT_FROM_EMAIL, [address])
    except (SMTPException, OSError) as error:
        # The server's own words may repeat the address, which stays in the vault.
        raise ChannelError(type(error).__name__) from error


def sms(delivery, text):
    _sms().send(_address(delivery.user, Sealed.Kind.PHONE), text, key=delivery.key)


CHANNELS = {"site": site, "console": console, "email": email, "sms": sms}


class ConsoleSms:
    """Stands in for a text-message provider where there is none: writes to the log."""

    def send(self, phone, text, *, key):
        log.warning("SMS to …%s [%s]: %s", phone[-4:], key, text)


class CodeByMessage:
    """Sends sign-in codes as text messages; in the demonstration also onto the page."""

    def send(self, phone, code, language):
        with override(language):
            text = _("验证码 %(code)s，10 分钟内有效。工作人员不会向你索要验证码。") % {
                "code": code
            }
        index = vault.digest(Sealed.Kind.PHONE, phone)
        if settings.DEMONSTRATION:
            cache.set(f"shown-code:{index}", code, SHOWN)
        try:
            _sms().send(phone, text, key=f"code-{index[:16]}-{code}")
        except ChannelError as error:
            log.error("a sign-in code was not handed over: %s", error)
            raise PhoneError(_("短信暂时发送不出去，请过几分钟再试；填写的内容已保留")) from error

    def shown(self, phone):
        return shown_code(phone)


def shown_code(phone):
    """Return the code the demonstration shows instead of sending it, or None."""
    if not settings.DEMONSTRATION:
        return None
    return cache.get(f"shown-code:{vault.digest(Sealed.Kind.PHONE, phone)}")
