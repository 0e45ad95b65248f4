"""On whose shelf a law stands."""

from huiyin.congresses.models import Congress
from huiyin.library.models import Law

Level = Congress.Level
#: Levels that make local regulations. Law: 立法法 (2023) arts. 80–81, 85 (autonomous counties).
MAKERS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)


class NoRoot(ValueError):
    """There is no congress, or more than one tree: nobody's shelf is the nation's."""


class Shelves:
    """The congresses by the names of their places, read once for many laws.

    ``root``    on whose shelf the nation's laws stand; by default the one root of the tree
    ``strayed`` counts local regulations whose maker is not in the tree: they stand on the shelf of
    the province, or else of the root.
    """

    def __init__(self, root=None):
        self.root = root or self._only_root()
        self.strayed: list[str] = []
        rows = Congress.objects.filter(level__in=MAKERS).select_related("area")
        self._rows = [(one.area.name, one) for one in rows]
        self._rows.sort(key=lambda row: -len(row[0]))
        self._provinces = [row for row in self._rows if row[1].level == Level.PROVINCE]

    @staticmethod
    def _only_root():
        roots = list(Congress.objects.filter(parent=None).order_by("level", "pk")[:2])
        if not roots or (len(roots) > 1 and roots[1].level == roots[0].level):
            raise NoRoot("laws of the nation need one congress at the root of the tree")
        return roots[0]

    def of(self, source, maker: str) -> Congress:
        """Return the congress on whose shelf the text belongs."""
        if source.kind != Law.Kind.LOCAL:
            return self.root
        province = self._province(source.region)
        for name, congress in self._rows:
            within = province is None or congress.path.startswith(province.path)
            if within and (source.title.startswith(name) or maker.startswith(name)):
                return congress
        self.strayed.append(source.title)
        return province or self.root

    def _province(self, region):
        if not region:
            return None
        return next((one for name, one in self._provinces if name.startswith(region)), None)
