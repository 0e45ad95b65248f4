"""Citing a law in Chinese and in English from one entry."""

from dataclasses import dataclass

from huiyin.law import numerals


@dataclass(frozen=True)
class Law:
    """A law or regulation in one version. ``year`` is that of the version cited."""

    name: str
    name_en: str
    year: int

    def at(self, place: str) -> tuple[str, str]:
        """Cite ``place``, written ``article`` or ``article.paragraph``.

        >>> DEPUTIES_2025.at("51.2")
        ('代表法（2025）第五十一条第二款', 'Deputies Law (2025), art. 51 ¶2')
        """
        article, *paragraph = (int(part) for part in place.split("."))
        zh = f"{self.name}（{self.year}）{numerals.article(article, *paragraph)}"
        en = f"{self.name_en} ({self.year}), art. {article}"
        return zh, en + "".join(f" ¶{number}" for number in paragraph)


CIVIL_CODE = Law("民法典", "Civil Code", 2020)
DEPUTIES_2015 = Law("代表法", "Deputies Law", 2015)
DEPUTIES_2025 = Law("代表法", "Deputies Law", 2025)
LEGISLATION_2023 = Law("立法法", "Legislation Law", 2023)
NPC_RULES_2021 = Law("全国人民代表大会议事规则", "Rules of Procedure of the NPC", 2021)
NPC_ORGANIC_2021 = Law("全国人民代表大会组织法", "NPC Organic Law", 2021)
SUPERVISION_2024 = Law("监督法", "Supervision Law", 2024)
NETWORK_SECURITY_2011 = Law(
    "计算机信息网络国际联网安全保护管理办法", "Measures on Security of International Networks", 2011
)
LOCAL_ORGANIC_2022 = Law("地方组织法", "Local Organic Law", 2022)

PRACTICE = ("工作惯例，法律未作规定", "practice; no law sets it")
