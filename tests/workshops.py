"""What the tests of the build share: workshops on a real disk, and the pages that become of them."""

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from slidegen.assembly.driver import BuildResult, build
from slidegen.assembly.request import BuildRequest
from slidegen.finding import Finding
from slidegen.lint.session import Session, excluded_by, selection_of
from slidegen.source.settings_reader import load_settings
from slidegen.source.texts import Texts

#: A workshop with two decks that share a file, a picture, steps, notes and an exercise.
WORKSHOP: Mapping[str, str | bytes] = {
    "first.yml": "title: First deck\ndescription: About one.\nscripts: true\n"
    "content:\n- intro.md\n- - shared.md\n  - last.md\n",
    "second.yml": "title: Second deck\nexclude: [extra]\ncontent:\n- shared.md\n",
    "intro.md": "class: title\n\n# @@TITLE@@\n\n---\n\n@@TOC@@\n",
    "shared.md": "# Shared\n\none\n\n--\n\ntwo\n\n???\n\nsay it\n\n---\n\nname: pic\n\n"
    "![A dot](img/dot%201.svg)\n\n---\n\nclass: extra\n\n## More\n",
    "last.md": "# Last\n\n.lab[\n\n- Look:\n  ```bash\n  ls -l\n  ```\n\n]\n",
    "img/dot 1.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>',
    "notes.yaml": "apiVersion: v1\nkind: Pod\n",
}


class Workshop:
    """A project on disk; it is built in this process."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes] = WORKSHOP) -> None:
        self.root = root
        self.out = root / "dist"
        self.write({"slidegen.toml": "fonts = false\n", **files})  # cutting fonts takes seconds

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def build(
        self,
        *paths: str,
        theme: str | None = None,
        standalone: bool = False,
        fresh: bool = False,
        jobs: int = 1,
        environ: Mapping[str, str] | None = None,
        run_report: Path | None = None,
    ) -> BuildResult:
        request = BuildRequest(
            out=self.out,
            paths=tuple(self.root / path for path in paths),
            theme=theme,
            standalone=standalone,
            fresh=fresh,
            jobs=jobs,
            run_report=run_report,
        )
        return build(load_settings(self.root), request, environ=environ or {})

    def lint(self, *select: str) -> tuple[Finding, ...]:
        """What the linter finds in all of it, by these rules."""
        loaded = load_settings(self.root)
        selection = selection_of(loaded.settings.lint, select=select)
        excluded = excluded_by(loaded.settings, ("dist",))
        session = Session(Texts.at(self.root), loaded.settings, (self.root,), selection, excluded)
        return session.look()[1]

    def files(self) -> set[str]:
        """What lies in the output folder."""
        return {path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if path.is_file()}

    def bytes(self) -> dict[str, bytes]:
        return {name: (self.out / name).read_bytes() for name in self.files()}

    def times(self) -> dict[str, int]:
        return {name: (self.out / name).stat().st_mtime_ns for name in self.files()}

    def page(self, name: str) -> Element:
        return parse((self.out / name).read_text(encoding="utf-8"))


def parse(html: str) -> Element:
    tree: Element = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return tree


def slides(page: Element) -> list[Element]:
    return [each for each in page.iter("section") if "slide" in classes(each)]


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
