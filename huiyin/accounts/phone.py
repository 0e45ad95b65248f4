"""Proving that a phone is one's own: a six-digit code, short-lived, few tries, few sendings."""

import hashlib
import hmac
import re
import secrets
from datetime import timedelta
from typing import Protocol

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from huiyin.accounts import vault
from huiyin.accounts.models import UNNAMED, PhoneCode, Sealed, User
from huiyin.kit.limits import Bucket

#: 中华人民共和国 mobile numbers: eleven digits beginning 13–19.
MOBILE = re.compile(r"1[3-9]\d{9}")
LIFETIME = timedelta(minutes=10)
TRIES = 5
PER_PHONE = Bucket("code-phone", 5, 3600)
#: Wide on purpose: a whole office may share one address.
PER_ADDRESS = Bucket("code-address", 300, 3600)


class CodeSender(Protocol):
    def send(self, phone: str, code: str, language: str) -> None: ...

    def shown(self, phone: str) -> str | None:
        """The code as the demonstration shows it on the page; None anywhere else."""


_senders: list[CodeSender] = []


def register_sender(sender: CodeSender) -> None:
    """Called once, by the layer that knows how to send a text message."""
    _senders[:] = [sender]


def shown_code(phone):
    """Return the code of ``phone`` that the demonstration shows on the page, or None."""
    return next((code for sender in _senders if (code := sender.shown(phone))), None)


class PhoneError(ValueError):
    """Something about the phone or its code that the person can mend."""


def normalise(text):
    """Return eleven digits, or raise ``PhoneError``.

    >>> normalise("+86 138-1234-6621")
    '13812346621'
    """
    digits = re.sub(r"[\s\-－（）()]", "", text.translate(_FULL_WIDTH))
    digits = re.sub(r"^(\+|00)?86(?=1\d{10}$)", "", digits)
    if not MOBILE.fullmatch(digits):
        raise PhoneError(_("请填写 11 位手机号码"))
    return digits


_FULL_WIDTH = str.maketrans("０１２３４５６７８９＋", "0123456789+")


def _digest(index, code):
    return hmac.new(index.encode(), code.encode(), hashlib.sha256).hexdigest()


def send_code(phone, *, address="", language="zh-hans"):
    """Send a new code to ``phone`` (eleven digits). Raises ``PhoneError`` when asked too often."""
    index = vault.digest(Sealed.Kind.PHONE, phone)
    if not (PER_PHONE.take(index) and PER_ADDRESS.take(address)):
        raise PhoneError(_("验证码发送过于频繁，请一小时后再试；填写的内容已保留"))
    code = f"{secrets.randbelow(10**6):06d}"
    at = now()
    PhoneCode.objects.create(
        index=index, digest=_digest(index, code), sent_at=at, expires_at=at + LIFETIME
    )
    for sender in _senders:
        sender.send(phone, code, language)


def check_code(phone, code):
    """Use up the newest code of ``phone``. Raises ``PhoneError`` if it is wrong, old or used."""
    index = vault.digest(Sealed.Kind.PHONE, phone)
    newest = PhoneCode.objects.filter(index=index).order_by("-sent_at", "-pk").first()
    at = now()
    if newest is None or newest.used_at or newest.expires_at < at:
        raise PhoneError(_("验证码已失效，请重新获取"))
    counted = PhoneCode.objects.filter(pk=newest.pk, attempts__lt=TRIES)
    if not counted.update(attempts=F("attempts") + 1):
        raise PhoneError(_("验证码输错次数过多，请重新获取"))
    if not hmac.compare_digest(newest.digest, _digest(index, code.strip())):
        raise PhoneError(_("验证码不对，请再看一下短信"))
    if not PhoneCode.objects.filter(pk=newest.pk, used_at=None).update(used_at=at):
        raise PhoneError(_("验证码已失效，请重新获取"))


def citizen_of(phone, *, name="", verified=True, at=None):
    """Return the citizen whose phone this is, made on first sight.

    ``verified``  the phone was proved just before; False when staff write on somebody's behalf
    ``name``      sealed on first sight

    Raises ``PhoneError`` for the phone of an official: they sign in with a second factor.
    """
    at = at or now()
    if known := vault.find(Sealed.Kind.PHONE, phone):
        return _known(known.user, verified)
    level = User.Level.PHONE if verified else User.Level.NONE
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                f"c-{secrets.token_hex(8)}",
                level=level,
                label=vault.mask(Sealed.Kind.NAME, name) if name else UNNAMED,
            )
            vault.seal(user, Sealed.Kind.PHONE, phone, at=at)
            if name:
                vault.seal(user, Sealed.Kind.NAME, name, at=at)
            return user
    except IntegrityError:  # the same phone verified twice at once
        return _known(vault.find(Sealed.Kind.PHONE, phone).user, verified)


def _known(user, verified):
    if user.kind != User.Kind.CITIZEN or not user.is_active:
        raise PhoneError(_("这个号码属于工作人员账号，请使用“代表和工作人员登录”"))
    if verified and user.level == User.Level.NONE:
        user.level = User.Level.PHONE
        user.save(update_fields=["level"])
    return user
