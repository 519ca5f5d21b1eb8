"""Files as they are to be written, and a zip of them in which no clock and no order but theirs stands.

Knows paths and bytes. Must not know what the files are.
"""

import io
import zipfile
from collections.abc import Sequence

from slidegen.lazy_dataclass import dataclass

DATE = (1980, 1, 1, 0, 0, 0)  #: the earliest a zip can say
UNIX = 3  #: who made it: modes of files are Unix's


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """A file to write: a path below the folder that the caller chooses, and its bytes."""

    path: str
    data: bytes
    executable: bool = False

    @classmethod
    def of(cls, path: str, text: str, *, executable: bool = False) -> "ScriptFile":
        return cls(path, text.encode("utf-8", "replace"), executable)


def zipped(found: Sequence[ScriptFile]) -> bytes:
    """All files, deflated.

    The same files give the same bytes wherever the same zlib is; another one, as zlib-ng, packs otherwise. A
    packer of our own was tried, for the same bytes everywhere: a tenth of a cold build, and two modules.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in found:
            info = zipfile.ZipInfo(each.path, DATE)
            info.create_system = UNIX
            info.external_attr = (0o100755 if each.executable else 0o100644) << 16
            archive.writestr(info, each.data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
