"""Refusals of the law package: said in Chinese, with the same sentence in English."""


class LawError(Exception):
    """The law, or our record of it, gives no answer.

    ``str(error)`` is the Chinese sentence to show; ``error.english`` the English one.
    """

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese)
        self.english = english

    def words(self, language: str) -> str:
        return str(self) if is_chinese(language) else self.english


class UnknownYear(LawError):
    """No notice of the State Council for ``year`` has been loaded."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"缺少国务院办公厅关于{year}年部分节假日安排的通知",
            f"The State Council's notice on public holidays of {year} is missing",
        )


class NotInForce(LawError):
    """No version of a rule is in force on the day asked about."""


class UnknownProfile(LawError):
    """Nobody wrote the rule profile ``key``: a congress, or a running clock, names it wrongly."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            f"找不到规则“{key}”，请联系管理员核对本级人大的规则设置",
            f"There is no rule profile {key!r}; ask the administrator to check the rules",
        )


class BadData(LawError):
    """A data file of rules or holidays contradicts itself; the message names the file."""


def is_chinese(language: str) -> bool:
    return language.lower().startswith("zh")
