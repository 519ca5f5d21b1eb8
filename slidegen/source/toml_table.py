"""A table of keys that is written in TOML: settings, and those of a theme.

Knows how TOML writes a value of each kind, and where in the text a key is set, which `tomllib` does not say.
Must not know any table.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from slidegen import lazy_re as re
from slidegen.source.file import SourceFile
from slidegen.source.key_table import WrittenKey

Pairs = tuple[tuple[str, str], ...]

_TABLE_HEAD = re.compile(r"\s*\[(\[?)\s*+([^\[\]#\s](?:[^\[\]#]*[^\[\]#\s])?)\s*\]")
_KEY = re.compile(r"""\s*(["']?)([A-Za-z0-9_.-]+)\1\s*=""")


def toml_entries(
    source: SourceFile, content: Iterable[tuple[str, object]], prefix: str = ""
) -> Iterator[WrittenKey[object]]:
    """Keys with their values; `prefix` stands before every key in the file."""
    for key, value in content:
        place = partial(find_key, source, prefix + key)
        yield WrittenKey(key, value, place, place, partial(repr, value))


def find_key(source: SourceFile, key: str) -> tuple[int, int]:
    """Where `key` is set: tomllib has no positions, so its line is looked for again.

    The tables of a list are told apart by number, from 0: `bed[1].name`.
    """
    table, counts = "", Counter[str]()
    for start, line in zip(source.line_starts, source.text.split("\n"), strict=True):
        head, assignment = _TABLE_HEAD.match(line), _KEY.match(line)
        if head:
            table = head[2]
            if head[1]:
                counts[table] += 1
                table = f"{table}[{counts[table] - 1}]"
            if key in (table, head[2]):
                return start + head.start(2), start + head.end(2)
        elif assignment and f"{table}.{assignment[2]}".lstrip(".") == key:
            return start + assignment.start(2), start + assignment.end(2)
    return 0, 0


# ---- values by their kind; None for what is of another
def as_text(raw: object) -> str | None:
    return raw if isinstance(raw, str) else None


def as_texts(raw: object) -> tuple[str, ...] | None:
    """A single text is a list of one."""
    if isinstance(raw, str):
        return (raw,)
    return tuple(raw) if isinstance(raw, list) and all(isinstance(item, str) for item in raw) else None


def as_table(raw: object) -> Pairs | None:
    if not isinstance(raw, dict) or any(isinstance(value, dict | list) for value in raw.values()):
        return None
    return tuple((str(key), value if isinstance(value, str) else str(value)) for key, value in raw.items())


def as_table_of_texts(raw: object) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    if not isinstance(raw, dict):
        return None
    pairs = [(str(key), as_texts(value)) for key, value in raw.items()]
    whole = tuple((key, texts) for key, texts in pairs if texts is not None)
    return whole if len(whole) == len(pairs) else None


def as_words(raw: object) -> Pairs | None:
    """A table of texts and numbers: a flag is a slip, and what it would be as a text is anybody's guess."""
    if isinstance(raw, dict) and any(isinstance(value, bool) for value in raw.values()):
        return None
    return as_table(raw)


def as_tables(raw: object) -> tuple[dict[str, object], ...] | None:
    return tuple(raw) if isinstance(raw, list) and all(isinstance(item, dict) for item in raw) else None


def as_number(raw: object) -> float | None:
    return float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def as_integer(raw: object) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def as_boolean(raw: object) -> bool | None:
    return raw if isinstance(raw, bool) else None


FROM_TOML: Mapping[str, Callable[[object], object | None]] = {
    "text": as_text,
    "integer": as_integer,
    "number": as_number,
    "boolean": as_boolean,
    "texts": as_texts,
    "table": as_table,
    "words": as_words,
    "tables": as_tables,
    "table-of-texts": as_table_of_texts,
}
