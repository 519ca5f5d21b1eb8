"""Files beside the decks, in markup that `scripts` and `run` do not read, whose commands would be missed.

Knows where files lie and what is said of them. Must not know how another markup is written.
"""

from pathlib import Path
from shlex import quote

from slidegen.commands.plain_line import say_line
from slidegen.source.content import find_files
from slidegen.source.counted import counted
from slidegen.source.left_out import LeftOut
from slidegen.source.settings import LoadedSettings
from slidegen.text.markup.unread_snippets import UNREAD, markup_named, unread_snippets

#: pandoc writes AsciiDoc, and does not read it.
_CONVERTS = {"AsciiDoc": "asciidoctor -b docbook -o - {old} | pandoc -f docbook -t gfm -o {new}"}
MOST = 10  #: files that are told one by one


def tell_unread(loaded: LoadedSettings, paths: tuple[Path, ...]) -> None:
    """Say of the files below the folders among `paths`, or below those of the project, what is not read."""
    own = tuple(loaded.root / folder for folder in loaded.settings.content)
    found = [
        told
        for folder in paths or own
        if folder.is_dir()
        for path in find_files(loaded.root, folder, tuple(UNREAD), LeftOut.of(loaded))
        if (told := unread(path))
    ]
    for told in found[:MOST]:
        say_line(told, err=True)
    if more := len(found[MOST:]):
        say_line(f"and {counted(more, 'file')} more with snippets that are not read", err=True)


def unread(path: Path) -> str:
    """What is said of the snippets of one file; `` where it has none, or is in no such markup."""
    name = markup_named(path.name)
    if not name:
        return ""
    try:
        lines = tuple(unread_snippets(path.name, path.read_text(encoding="utf-8", errors="replace")))
    except OSError as error:
        return f"{path}: cannot be read, so nobody knows what {name} has there: {error.strerror}"
    if not lines:
        return ""
    old, new = quote(f"{path}"), quote(f"{path.with_suffix('.md')}")
    command = _CONVERTS.get(name, "pandoc -t gfm -o {new} {old}").format(old=old, new=new)
    many = counted(len(lines), "snippet")
    return f"{path}:{lines[0]}: {many} in {name}, and only Markdown is read: `{command}` makes it of this"
