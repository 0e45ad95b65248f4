"""Addresses of the next page of a list, by the key of the last row shown."""


def number(value):
    """Return a row's id out of an address, or None if it is none."""
    value = value or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def older(request, **key):
    """Return the query string of the page after this one; the other questions are kept."""
    asked = request.GET.copy()
    for name, value in key.items():
        asked[name] = value
    return f"?{asked.urlencode()}"


def newest(request, name):
    """Return the query string of the first page, if this is a later one by the key ``name``."""
    if name not in request.GET:
        return ""
    asked = request.GET.copy()
    del asked[name]
    return f"?{asked.urlencode()}"
