"""What a site is measured by: limits of the daily self-inspection, each with its source.

Congress sites follow the checks of government sites by reference. How long a column may go
without news stands in ``data/columns``. Limits of our own, stricter than the source, say so.
"""

from datetime import date

from huiyin.law.calendar import months_after

CHECKS_2019 = "政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）"
GUIDE_2017 = "政府网站发展指引（国办发〔2017〕47号）"
FILING_2005 = "非经营性互联网信息服务备案管理办法第十三条"
NETWORK_2011 = "计算机信息网络国际联网安全保护管理办法第十二条"
ACCESS_2023 = "无障碍环境建设法第三十二条"
OWN = "本平台自定"

#: Months after which a message without an answer fails the site.
UNANSWERED_MONTHS = 3
#: Months that the daily findings are kept, so that a year can be held against the last; our own.
KEPT_MONTHS = 24
#: Seconds in which the home page must come; our own limit for a warning.
RESPONSE_FAIL, RESPONSE_WARN = 15, 3


def unanswered_since(day: date) -> date:
    """Return the last day on which a message may have come to fail the site on ``day``.

    >>> unanswered_since(date(2026, 11, 24))
    datetime.date(2026, 8, 23)
    """
    return date.fromordinal(months_after(day, -UNANSWERED_MONTHS).toordinal() - 1)


def kept_since(day: date) -> date:
    """Return the first day whose findings are still kept on ``day``.

    >>> kept_since(date(2026, 11, 24))
    datetime.date(2024, 11, 24)
    """
    return months_after(day, -KEPT_MONTHS)
