"""The check digit of an identity number (GB 11643-1999)."""

#: What each digit counts, and what the remainder of the sum stands for.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SUMS = "10X98765432"


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are an identity number by their check digit.

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return SUMS[total % 11] == number[-1].upper()
