"""A ZIP with the same bytes every time: sorted by nothing, dated by nobody's clock."""

import zipfile
from io import BytesIO

#: The earliest moment a ZIP can hold.
EPOCH = (1980, 1, 1, 0, 0, 0)


def settle(data: bytes) -> bytes:
    """Return the archive with the same parts in the same order, without times or owners."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return out.getvalue()
