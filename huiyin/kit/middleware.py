"""Refuse what no page can use, before anything reads it: bodies too large, NUL, broken bytes."""

import re
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import UnreadablePostError
from django.utils import translation
from django.utils.translation import gettext as _

from huiyin.kit import errors

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


#: No page answers to any other method.
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


class EdgeMiddleware:
    """Refuse other methods with 405, and too large a body by its announced length with 413.

    The body is never read. Stands outside the middleware that chooses the language, so it
    does that itself. A body without a length is refused with 411: the server hands over as
    many bytes as were announced, so it would arrive empty or without end.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if refusal := self._refusal(request):
            with translation.override(translation.get_language_from_request(request)):
                return refusal(request)
        return self.get_response(request)

    def _refusal(self, request):
        if request.method not in METHODS:
            return errors.method_not_allowed
        announced = request.META.get("CONTENT_LENGTH") or ""
        if not announced:
            chunked = request.META.get("HTTP_TRANSFER_ENCODING", "").strip()
            return errors.length_required if chunked else None
        if not (announced.isascii() and announced.isdigit()):
            return errors.bad_request
        if int(announced[:20]) > _most(request):
            return errors.body_too_large
        return None


def _most(request):
    """Bytes that a body sent to this address may have."""
    large = request.method == "POST" and request.content_type == MULTIPART
    if large and re.search(settings.LARGE_BODIES, request.path_info):
        return settings.LARGE_BODY
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def is_large(request):
    """Whether its body is larger than those that are held in memory."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class NulMiddleware:
    """Answer 400 to NUL in the path, the query or a form, and to bytes that are not UTF-8."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or self._nul_in_query(request):
            return errors.bad_request(request, message=_("网址里有无法识别的字符。"))
        if request.content_type in (FORM, MULTIPART) and (fault := _form_fault(request)):
            return errors.bad_request(request, message=fault)
        return self.get_response(request)

    def _nul_in_query(self, request):
        query = request.META.get("QUERY_STRING", "")
        return "\0" in query or "%00" in query


def _form_fault(request):
    """Return what is wrong with the form's text, or an empty string.

    A body is held in memory, as it is no larger than the limit above; a large one is not, and its
    files wait on the disk.
    """
    try:
        body = b"" if is_large(request) else request.body
        request.POST.keys()
    except UnreadablePostError:  # the sender hung up half way
        return _("提交没有传完，请检查网络后再提交一次。")
    words = [word for key, values in request.POST.lists() for word in (key, *values)]
    if any("\0" in word for word in words):
        return _("填写的内容里有无法保存的字符（NUL）。请返回上一页，删去后再提交。")
    if request.content_type == FORM:
        broken = not _is_text(unquote_to_bytes(body))
    else:
        # Parsing put U+FFFD where bytes were broken; a real one stands in the body as such.
        broken = any("\ufffd" in word and word.encode() not in body for word in words)
    return _("填写的内容不是有效的文字编码，请用浏览器重新填写。") if broken else ""


def _is_text(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
