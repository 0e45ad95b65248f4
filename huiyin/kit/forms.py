"""Forms that take people's words as they are: normalised, whole, and refused only with words."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.utils import pretty_name
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from huiyin.kit import controls

LINE_ENDS = re.compile(r"\r\n?")
#: C0 controls but tab and line feed, DEL, and halves of surrogate pairs.
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


#: Letters that are nothing but an empty place, and marks that only choose another shape.
EMPTY = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f"
    "\U000e0100-\U000e01ef]"
)
#: Kinds of characters that show nothing: blanks, controls, and invisible formatting.
UNSEEN = {"Zs", "Zl", "Zp", "Cc", "Cf"}

LENGTHS = {
    "max_length": _("最多 %(limit_value)s 字，现在 %(show_value)s 字"),
    "min_length": _("至少 %(limit_value)s 字，现在 %(show_value)s 字"),
}


def visible(text):
    r"""Return how many characters of ``text`` can be seen.

    Not what Unicode calls "other" as a whole: characters for private use and those younger
    than this Python are how rare names are written.

    >>> visible("a\u200b \n好"), visible("\u3164\u2800"), visible("\ue000\U0002ebf0")
    (2, 0, 2)
    """
    return sum(unicodedata.category(one) not in UNSEEN for one in EMPTY.sub("", text))


def clean_text(value):
    r"""Return text in NFC with ``\n`` line ends; rare characters are kept as they are.

    >>> clean_text("e\u0301\r\n𠮷")
    'é\n𠮷'
    """
    return unicodedata.normalize("NFC", LINE_ENDS.sub("\n", value))


def refuse_unreadable(value):
    """Raise ``ValidationError`` if ``value`` holds control characters or lone surrogates."""
    if isinstance(value, str) and (found := UNREADABLE.search(value)):
        raise ValidationError(
            _("第 %(place)s 个字是无法显示的控制字符，请删去后再提交。"),
            code="unreadable",
            params={"place": found.start() + 1},
        )


def refuse_short(text, least):
    """Raise ``ValidationError`` if fewer than ``least`` characters of ``text`` can be seen."""
    if visible(text) < least:
        raise ValidationError(_("请写得具体一些（至少 %(count)s 个字）") % {"count": least})


def _clean_data(data):
    if data is None:
        return None
    if hasattr(data, "setlist"):
        cleaned = data.copy()
        for key, values in data.lists():
            cleaned.setlist(key, [_clean_value(value) for value in values])
        return cleaned
    return {key: _clean_value(value) for key, value in data.items()}


def _clean_value(value):
    if isinstance(value, list):
        return [_clean_value(one) for one in value]
    if not isinstance(value, str):
        return value
    text = clean_text(value)
    # What shows nothing is empty; what cannot be shown is refused by its own words below.
    return text if visible(text) or UNREADABLE.search(text) else ""


def _name_what_is_missing(field, label):
    """Let "required" name the field: in the summary the words stand away from it."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        words = _("请选择“{label}”") if hasattr(field, "choices") else _("请填写“{label}”")
        field.error_messages["required"] = format_lazy(words, label=label)


def _say_how_long(field):
    """Let a text that is too long or too short be told in our words, with both numbers."""
    for code, words in LENGTHS.items():
        field.error_messages.setdefault(code, words)


class Readable:
    """Mixin of every form: text is normalised before it is checked, and told apart from noise."""

    # The browser's own bubbles vanish and cannot be read again; our summary stays.
    use_required_attribute = False

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(_clean_data(data), *args, **kwargs)
        for name, field in self.fields.items():
            _name_what_is_missing(field, field.label or pretty_name(name))
            if isinstance(field, forms.CharField):
                _say_how_long(field)
                field.validators = [refuse_unreadable] + [
                    check
                    for check in field.validators
                    if not isinstance(check, ProhibitNullCharactersValidator)
                ]

    @property
    def error_summary(self):
        """``[(href, message)]`` of everything to be mended, the whole form's own first."""
        return controls.errors(self)


class Form(Readable, forms.Form):
    pass


class ModelForm(Readable, forms.ModelForm):
    pass


class Picks:
    """Mixin of a form with ``offers`` that asks for one of the things offered, by its id.

    ``PICKED`` names the field, ``FROM`` the offer; the cleaned value is the thing, or None.
    """

    PICKED = FROM = ""

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.things = {thing.pk: thing for thing in self.offers[self.FROM]}
        self.fields[self.PICKED].choices = [
            (pk, self.shown(thing)) for pk, thing in self.things.items()
        ]

    def shown(self, thing):
        return str(thing)

    def clean(self):
        cleaned = super().clean()
        if self.PICKED in cleaned:
            chosen = cleaned[self.PICKED]
            cleaned[self.PICKED] = self.things[int(chosen)] if chosen else None
        return cleaned


class FreshField(forms.CharField):
    """Goes with what the page shows: shown again, its value is that of what is shown now."""

    def bound_data(self, data, initial):
        return initial


class DayInput(forms.DateInput):
    """A day, with the device's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")
