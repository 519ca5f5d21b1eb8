"""Where another program stands that slidegen asks, such as git, bash and a browser.

What a folder holds is a workshop's, and perhaps a stranger's: so no program is taken from the folder that we
are in, which Windows looks at first, nor from an entry of `PATH` that is not absolute. Knows `PATH`. Must not
know what any program is asked.
"""

import os
from collections.abc import Mapping


def program_path(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The absolute path of the program; nothing when there is none of that name."""
    from shutil import which  # a commit hook mostly asks nobody

    if os.path.dirname(name):  # noqa: PTH120 - whoever says where it is means that file
        return which(name) or ""
    for folder in environ.get("PATH", os.defpath).split(os.pathsep):
        found = which(os.path.join(folder, name)) if os.path.isabs(folder) else None  # noqa: PTH117, PTH118
        if found:
            return found
    return ""
