"""Measures of official documents. Law: GB/T 9704-2012, arts. 5–7, 9, and 10.1 (letter format).

Lengths are millimetres, sizes of type points.
"""

PAGE = (210, 297)
#: 天头, 订口, and what is left beside and below a type area of 156 × 225.
TOP, LEFT, RIGHT, BOTTOM = 37, 28, 26, 35
TYPE_AREA = (156, 225)
LINES, CHARACTERS = 22, 28
POINTS_PER_MM = 72 / 25.4

#: 2号, 3号, 4号, 小四.
TITLE_SIZE, BODY_SIZE, SMALL_SIZE, TABLE_SIZE = 22, 16, 14, 12
LINE = TYPE_AREA[1] / LINES * POINTS_PER_MM
#: What is taken off each character so that 28 of 16 pt fill a line of 156 mm.
TRACKING = TYPE_AREA[0] * POINTS_PER_MM / CHARACTERS - BODY_SIZE
TITLE_LINE = 32
TITLE_CHARACTERS = 20

RED = "FF0000"
#: The letter format: where the mark begins, how far below it the line is, how long the line is,
#: how far the second line is from the foot of the page.
MARK_TOP, MARK_TO_LINE, RULE_LENGTH, RULE_BOTTOM = 30, 4, 170, 20
MARK_SIZE, MARK_SMALLEST = 36, 18
#: Thick and thin line and the gap between them.
THICK, THIN, GAP = 1.0, 0.35, 0.5
#: Thick over thin under the mark, thin over thick at the foot, as a paragraph's upper border.
HEAD_RULE, FOOT_RULE = "thinThickSmallGap", "thickThinSmallGap"
#: 发文字号 keeps 7/8 of a character's height from the line.
NUMBER_GAP = BODY_SIZE * 7 / 8
#: 页码 stands 7 mm below the type area.
FOLIO_DROP = 7
CORNER_TOP = 18


def mark_size(issuer):
    """Points of the red mark, smaller for a name that would not fit the type area.

    >>> mark_size("云溪县交通运输局"), mark_size("云" * 20)
    (36, 22)
    """
    fitting = int(TYPE_AREA[0] * POINTS_PER_MM / max(len(issuer), 1))
    return max(MARK_SMALLEST, min(MARK_SIZE, fitting))
