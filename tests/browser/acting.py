"""What people do with a page: become somebody, press, fill in, open a step, read what is there."""

import re

from playwright.sync_api import expect

COUNTY = "/c/yunxi"
#: The code that the demonstration shows where elsewhere a text message would bring it.
SHOWN_CODE = re.compile(r"验证码直接显示在这里：\s*(\d{6})")


def become(page, name):
    """Take the place of one of the demonstration's people by the button with their name."""
    page.goto(f"{COUNTY}/personas/")
    page.get_by_role("button", name=name).click()
    expect(page.locator("h1")).not_to_have_text("选择演示身份")
    return page


def press(page, words):
    """Press the visible button that says ``words``."""
    page.get_by_role("button", name=words).first.click()


def follow(page, words):
    """Follow the link in the page itself that says ``words``."""
    page.get_by_role("main").get_by_role("link", name=words).first.click()


def reads(page, *words):
    """Wait until the page says each of ``words`` where a reader can see it."""
    for each in words:
        expect(page.locator("main")).to_contain_text(each)


def heading(page, words):
    expect(page.locator("h1")).to_have_text(words)


def open_step(page, title):
    """Open a step that is folded away; the main one stands open."""
    summary = page.locator("details.step > summary", has_text=title)
    if summary.count() and not summary.locator("xpath=..").evaluate("box => box.open"):
        summary.click()


def fill(page, scope="", /, **values):
    """Type each value into the field with this id, ``scope`` before it: ``fill(page, "rate", …)``.

    A field of choices is given the words of the choice.
    """
    for name, value in values.items():
        field = page.locator(f"#{scope or 'id'}_{name}")
        if not field.count():
            group = page.locator(f"fieldset:has(input[name='{name}'])")
            group.get_by_label(value, exact=True).check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        elif field.get_attribute("type") == "checkbox":
            field.check()
        else:
            field.fill(value)


def type_code(page):
    """Type the code the page shows, and return it."""
    code = SHOWN_CODE.search(page.locator("main").inner_text())[1]
    page.locator("#id_code").fill(code)
    return code
