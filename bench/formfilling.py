"""Reads the forms of a page and fills them in the way an obliging person would."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser

TEXT = "请补充说明：这里写一段话，讲清楚什么地方、什么情况、希望怎样解决。"
UNTYPED = ("submit", "button", "reset", "image", "file")


@dataclass
class Form:
    """``fields`` are what a browser would send with everything required filled in."""

    action: str
    method: str
    fields: dict = field(default_factory=dict)


class Forms(HTMLParser):
    """``Forms.of(html)`` returns the forms of a page that are sent by POST."""

    def __init__(self):
        super().__init__()
        self.found, self.form, self.select, self.area = [], None, None, None

    @classmethod
    def of(cls, html):
        reader = cls()
        reader.feed(html)
        return [form for form in reader.found if form.method == "post"]

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        if tag == "form":
            self.form = Form(facts.get("action", ""), facts.get("method", "get").lower())
            self.found.append(self.form)
        elif self.form is None:
            return
        elif tag == "input" and facts.get("name"):
            self._input(facts)
        elif tag == "textarea" and facts.get("name"):
            self.area = (facts["name"], "")
        elif tag == "select" and facts.get("name"):
            self.select = facts["name"]
        elif tag == "option" and self.select:
            self._option(facts)
        elif tag == "button" and facts.get("name"):
            # Of several buttons the first is pressed: the act itself, not a way round it.
            if not any(name.startswith("press:") for name in self.form.fields):
                self.form.fields["press:" + facts["name"]] = facts.get("value", "")

    def handle_data(self, data):
        if self.area:
            self.area = (self.area[0], self.area[1] + data)

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            name, kept = self.area
            self.form.fields.setdefault(name, kept.strip() or TEXT)
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form" and self.form:
            pressed = [name for name in self.form.fields if name.startswith("press:")]
            for name in pressed:
                self.form.fields[name.removeprefix("press:")] = self.form.fields.pop(name)
            self.form = None

    def _option(self, facts):
        value = facts.get("value", "")
        if value and (self.select not in self.form.fields or "selected" in facts):
            self.form.fields[self.select] = value

    def _input(self, facts):
        kind, name = facts.get("type", "text"), facts["name"]
        value, fields = facts.get("value", ""), self.form.fields
        if kind in UNTYPED:
            return
        if kind == "radio":
            if name not in fields or "checked" in facts:
                fields[name] = value
        elif kind == "checkbox":
            fields[name] = [*fields.get(name, []), value or "on"]
        else:
            fields[name] = value if value or kind == "hidden" else typed(kind, name)


def typed(kind, name):
    """Return what a person types into an empty field."""
    if kind == "tel" or "phone" in name:
        return f"13{random.randrange(10**9):09d}"
    if kind == "date" or name.endswith("_on"):
        return (date.today() + timedelta(days=40)).isoformat()
    if kind == "number":
        return "1"
    return "张三" if "name" in name else TEXT[:20]
