"""Numbers to the few pixels and percents that small SVG charts are drawn from."""

HEIGHT = 44  # of the tallest column, in the chart's own units
STEP = 20  # from one column to the next


def percent(value, whole):
    """Return ``value`` of ``whole`` as an SVG length such as ``60%``, kept within the bar."""
    if not whole:
        return "0%"
    return f"{min(max(100 * value / whole, 0), 100):.4g}%"


def share(part, whole):
    """Return ``part`` of ``whole`` in percent with one decimal, or ``None`` of nothing."""
    return f"{100 * part / whole:.1f}" if whole else None


def columns(values):
    """Return the columns of ``[(label, number)]`` with their place and size."""
    values = list(values)
    top = max((number for _, number in values), default=0) or 1
    shown = {0, len(values) // 2, len(values) - 1}
    return {
        "width": max(len(values), 1) * STEP,
        "items": [
            {
                "x": n * STEP,
                "height": round(HEIGHT * number / top),
                "y": HEIGHT - round(HEIGHT * number / top) + 4,
                "label": label if n in shown else "",
                "middle": n * STEP + 7,
                "last": n == len(values) - 1,
            }
            for n, (label, number) in enumerate(values)
        ],
        "words": [(label, number) for label, number in values],
    }


def shares(parts):
    """Return each part with its place on a line of 100 and its rounded percentage."""
    whole = sum(number for _, number, _ in parts)
    found, x = [], 0
    for label, number, tone in parts:
        width = 100 * number / whole if whole else 0
        found.append(
            {
                "label": label,
                "tone": tone,
                "x": f"{x:.4g}%",
                "width": f"{max(width - 0.8, 0):.4g}%",
                "percent": round(width),
            }
        )
        x += width
    return found
