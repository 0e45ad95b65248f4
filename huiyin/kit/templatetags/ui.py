"""The design system's tags. One tag, one template in ``ui/``, one example in the gallery."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe

from huiyin.kit import charts, clocks, controls, icons

register = template.Library()


@register.inclusion_tag("ui/icon.html")
def icon(name, label=""):
    """One icon of ``kit/icons``. Without ``label`` it is decoration and hidden from readers."""
    return {"shapes": icons.shapes(name), "label": label}


@register.inclusion_tag("ui/tag.html")
def tag(words, tone="plain", icon=""):
    """A status chip. ``tone`` plain, blue, green, amber, over, red, solid or line."""
    return {"words": words, "tone": tone, "icon": icon}


NOTICE_ICONS = {
    "info": "info-circle",
    "green": "circle-check",
    "amber": "hourglass",
    "over": "alert-triangle",
    "error": "alert-circle",
}


@register.simple_block_tag
def notice(content, title="", tone="info", icon="", role=""):
    """A message in the page. ``tone`` info, green, amber, over or error; ``role`` status, alert."""
    facts = {"title": title, "tone": tone, "icon": icon or NOTICE_ICONS[tone], "role": role}
    return render_to_string("ui/notice.html", {**facts, "content": content})


@register.simple_block_tag
def panel(content, title="", icon="", tone="plain", level=2):
    """A card with an optional title. ``tone`` plain, sunk (grey) or top (red line above)."""
    facts = {"title": title, "icon": icon, "tone": tone, "level": level}
    return render_to_string("ui/panel.html", {**facts, "content": content})


@register.inclusion_tag("ui/section_head.html")
def section_head(title, more="", url="", level=2):
    """The title of a section, with a link to all of it."""
    return {"title": title, "more": more, "url": url, "level": level}


@register.inclusion_tag("ui/clock.html")
def clock(deadline, today):
    """A deadline as a pill: days left, met, or overdue, and the article it comes from."""
    source = getattr(deadline, "cited", getattr(deadline, "source", ""))
    return {**clocks.pill(deadline, today), "source": source}


@register.inclusion_tag("ui/statutory_clock.html")
def statutory_clock(
    deadline, today, *, title="", started="", due="", longest_on=None, longest="", source_url=""
):
    """A deadline large: the days, the line from its start to its end, the sum and the article.

    ``started``, ``due`` and ``longest`` name the three days in words ("交办", "3 个月：应当答复").
    ``longest_on`` is the outermost day some cases are allowed; the line is hatched up to it.
    """
    return {
        **clocks.pill(deadline, today),
        "deadline": deadline,
        "bar": clocks.bar(deadline, today, longest_on),
        "title": title,
        "started": started,
        "due": due,
        "longest": longest,
        "source_url": source_url,
    }


@register.inclusion_tag("ui/meter.html")
def meter(value, whole, label):
    """How much of ``whole`` has passed, as a thin bar read out as ``label``."""
    return {"width": charts.percent(value, whole), "label": label}


@register.inclusion_tag("ui/columns.html")
def columns(values, label):
    """A small column chart of ``[(label, number)]``; the last column is the emphasised one."""
    return {"columns": charts.columns(values), "label": label}


@register.inclusion_tag("ui/shares.html")
def shares(parts, label=""):
    """How a whole is made up: ``[(label, number, tone)]``; tones green, blue, over, plain."""
    return {"shares": charts.shares(parts), "label": label}


@register.inclusion_tag("ui/stepper.html")
def stepper(steps, label):
    """A path of steps ``{label, note, state, icon}``; ``state`` done, current or todo."""
    steps = [{"icon": "", "note": "", **step} for step in steps]
    position = next((n for n, s in enumerate(steps) if s["state"] == "current"), len(steps) - 1)
    following = steps[position + 1] if position + 1 < len(steps) else None
    return {
        "steps": steps,
        "label": label,
        "position": position + 1,
        "current": steps[position],
        "following": following,
    }


@register.simple_block_tag
def timeline(content):
    """The story of one thing, oldest first; holds ``timeline_item``."""
    return render_to_string("ui/timeline.html", {"content": content})


@register.simple_block_tag
def timeline_item(content, title, *, when="", icon="check", state="done", level=3):
    """One stage of the story. ``state`` done, current or todo."""
    facts = {"title": title, "when": when, "icon": icon, "state": state, "level": level}
    return render_to_string("ui/timeline_item.html", {**facts, "content": content})


@register.simple_block_tag
def receipt(content, *, number, at, title, seq=None, qr="", label=""):
    """What a person keeps: ``number`` large, the time ``at``, the place ``seq`` in the log.

    ``qr`` is the SVG of a code that leads back to this receipt, as safe text.
    """
    facts = {"number": number, "at": at, "seq": seq, "title": title, "qr": qr, "label": label}
    facts["exact"] = hasattr(at, "utcoffset")
    return render_to_string("ui/receipt.html", {**facts, "content": content})


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form):
    """What is still to be mended in ``form``, each with a link to its field."""
    return {"errors": controls.errors(form)}


@register.inclusion_tag("ui/field.html")
def field(bound, look=""):
    """One form field with label, hint and error. ``look`` segments: choices side by side."""
    return controls.control(bound, look)


@register.inclusion_tag("ui/fields.html")
def fields(form):
    """A whole form: the summary of errors, the hidden fields, and each field."""
    return {"form": form}


@register.inclusion_tag("ui/submit.html")
def submit(words, *, icon="", tone="p", wide=False, small=False, name="", value=""):
    """The button of a form. ``tone`` p (the one main act), s (others) or danger."""
    facts = {"words": words, "icon": icon, "tone": tone, "wide": wide, "small": small}
    return {**facts, "name": name, "value": value}


@register.inclusion_tag("ui/action.html")
def action(words, url, *, tone="p", icon="", wide=False, small=False):
    """A link that looks like a button."""
    facts = {"words": words, "url": url, "tone": tone, "icon": icon}
    return {**facts, "wide": wide, "small": small}


@register.simple_block_tag
def empty(content, title, icon="mood-neutral", level=2):
    """Nothing here: say what would be here and what to do next."""
    facts = {"title": title, "icon": icon, "level": level}
    return render_to_string("ui/empty.html", {**facts, "content": content})


@register.inclusion_tag("ui/kv.html")
def kv(pairs, look=""):
    """Facts as ``[(label, value)]``. ``look`` inline: one wrapping line under a title."""
    return {"pairs": pairs, "look": look}


@register.simple_block_tag
def stats(content, look=""):
    """A row of ``stat``. ``look`` boxed: in one bordered box."""
    return render_to_string("ui/stats.html", {"content": content, "look": look})


@register.inclusion_tag("ui/stat.html")
def stat(label, *, value=None, unit="", part=None, whole=None, note=""):
    """A figure. Give ``part`` and ``whole`` for a share: both are shown under the percentage."""
    share = None if whole is None else charts.share(part, whole)
    facts = {"label": label, "value": value, "unit": unit, "note": note}
    return {**facts, "share": share, "part": part, "whole": whole}


@register.simple_block_tag
def queues(content, label):
    """The desk's queues side by side; holds ``queue``."""
    return render_to_string("ui/queues.html", {"content": content, "label": label})


@register.inclusion_tag("ui/queue.html")
def queue(label, count, url, *, icon="inbox", tone="plain", current=False):
    """One queue with its count. ``tone`` plain, over or amber."""
    facts = {"label": label, "count": count, "url": url, "icon": icon}
    return {**facts, "tone": tone, "current": current}


@register.simple_block_tag
def tasks(content, label):
    """What people most often come for; holds ``task``."""
    return render_to_string("ui/tasks.html", {"content": content, "label": label})


@register.inclusion_tag("ui/task.html")
def task(title, words, url, icon):
    """One thing to do here, as a card that is wholly a link."""
    return {"title": title, "words": words, "url": url, "icon": icon}


@register.inclusion_tag("ui/crumbs.html")
def crumbs(items):
    """Where this page is: ``[(label, url)]``, the page itself last and without a url."""
    return {"items": items}


@register.inclusion_tag("ui/tabs.html")
def tabs(items, label):
    """Parts of one thing: ``[{label, url, current, count}]``."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/pager.html")
def pager(newer="", older="", words=""):
    """Links to the page before and after, by key; ``words`` say where one is."""
    return {"newer": newer, "older": older, "words": words}


@register.inclusion_tag("ui/avatar.html")
def avatar(name, photo=""):
    """A portrait, or the first character of the name on one of four colours."""
    return {"initial": name[:1].upper(), "shade": sum(map(ord, name)) % 4, "photo": photo}


@register.inclusion_tag("ui/person.html")
def person(name, url="", note="", extra="", photo=""):
    """A person as a card: who they are (``note``) and what they lately did (``extra``)."""
    return {"name": name, "url": url, "note": note, "extra": extra, "photo": photo}


@register.inclusion_tag("ui/masked.html")
def masked(label, value, url="", words=""):
    """Personal data half hidden; ``url`` leads to where a reason opens it and leaves a trace."""
    return {"label": label, "value": value, "url": url, "words": words}


@register.simple_block_tag
def quote(content, byline="", when=""):
    """What somebody said, in their own words."""
    facts = {"byline": byline, "when": when}
    return render_to_string("ui/quote.html", {**facts, "content": content})


@register.simple_block_tag
def letter(content, title, sender="", when=""):
    """What an office wrote back."""
    facts = {"title": title, "sender": sender, "when": when}
    return render_to_string("ui/letter.html", {**facts, "content": content})


@register.simple_block_tag
def answer(content, question, byline="", when=""):
    """A public question with the answer under it."""
    facts = {"question": question, "byline": byline, "when": when}
    return render_to_string("ui/answer.html", {**facts, "content": content})


@register.simple_block_tag
def sticky(content, label):
    """The one act of a page, at the foot of a phone in place of the tab bar."""
    return render_to_string("ui/sticky.html", {"content": content, "label": label})


@register.inclusion_tag("ui/day.html")
def day(date):
    """A leaf of the calendar."""
    return {"date": date}


@register.inclusion_tag("ui/hash.html")
def hash(value):
    """A check value in groups of four, easier to compare by eye."""
    return {"value": value, "groups": [value[n : n + 4] for n in range(0, len(value), 4)]}


@register.filter
def paragraphs(text):
    """People's own words: escaped, blank lines make paragraphs, single breaks are kept."""
    return mark_safe(linebreaks(str(text), autoescape=True))  # noqa: S308 — escaped here
