"""Our own templates as byte code, kept as Python keeps that of modules: to compile one takes as long as to
render a thousand slides with it.

It is code that runs. So it stands with what this user's programs can make again, never beside a project, and
is believed where this user's key has signed it. Templates of a project run in the sandbox, and are not kept.

Knows Jinja's byte code. Must not know what templates say.
"""

import importlib.util

from jinja2.bccache import Bucket, BytecodeCache

from slidegen.cache import Cache, body_by, kept_for_user, own_key, program, signed

FOLDER = "templates"


class KeptTemplates(BytecodeCache):
    """What one release of all that makes byte code has made of templates."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._maker = f"{program()} {importlib.util.MAGIC_NUMBER.hex()}"

    def load_bytecode(self, bucket: Bucket) -> None:
        data = body_by(self._maker, self._cache.get(bucket.key))
        if data is not None:
            bucket.bytecode_from_string(bytes(data))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._cache.put(bucket.key, signed(self._maker, bucket.bytecode_to_string()))


def kept_templates() -> KeptTemplates | None:
    """Those of this user; None where there is no home, or no key in it."""
    secret = own_key()
    return KeptTemplates(Cache(kept_for_user() / "slidegen" / FOLDER, secret)) if secret else None
