"""Receipt numbers: short enough to copy by hand, too many to guess."""

import secrets

#: Crockford's alphabet: no I, L, O, U, so that handwriting cannot be misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILOU", "110V")


def new_code():
    """Return twelve random symbols (60 bits) in groups of four."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join((symbols[:4], symbols[4:8], symbols[8:]))


def read_code(text):
    """Return the code somebody typed, in its written form, or "" if it is none.

    >>> read_code(" 7q4k 19m2 abco")
    '7Q4K-19M2-ABC0'
    """
    symbols = "".join(text.upper().split()).replace("-", "").replace("－", "").translate(_MISREAD)
    if len(symbols) != 12 or any(symbol not in ALPHABET for symbol in symbols):
        return ""
    return "-".join((symbols[:4], symbols[4:8], symbols[8:]))
