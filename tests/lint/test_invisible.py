"""Suppressions are invisible: whoever watches a deck cannot tell that `lint --add-ignores` was there."""

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Slidegen

#: Where a slide stands in its file, which comments above it do move.
PLACES = frozenset(("data-source", "href"))

LAB = """\
# Pods

.lab[

- Make one, and look at it:
  ```bash
  kubectl run web --image=nginx --replicas=2
  kubectl get pods -l run=web
  ```

<!-- ```keys /run: web``` -->

]

---

## A heading with `docker-compose up`

- This `kubectl run` creates a deployment, says `run=web`; ![](https://example.com/a.png)

| a | b |
|---|---|
| `docker-compose ps` | `kubectl get pods --dry-run` |

--

.small[.warning[Never `kubectl exec web ls`]]

```yaml
apiVersion: extensions/v1beta1
kind: Deployment
```

???

Notes with `docker-compose ps`

---
clas: title

1. One
   ```bash
   kubectl get componentstatuses
   ```
2. Two: `docker-compose up -d`
   and more of it
"""


class Seen(HTMLParser):
    """What a browser makes of a page: its tags and words, without comments and without blanks that only
    layout the source. In `pre` every blank counts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[object] = []
        self.verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.verbatim += tag == "pre"
        self.parts.append((tag, *(pair for pair in attrs if pair[0] not in PLACES)))

    def handle_endtag(self, tag: str) -> None:
        self.verbatim -= tag == "pre"
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        words = data if self.verbatim else " ".join(data.split())
        if words:
            self.parts.append(words)


def seen(page: Path) -> list[object]:
    parser = Seen()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.parts


def pages_before_and_after(
    slidegen: Slidegen, tree: Path, folder: str, deck: str, out: Path
) -> tuple[list[object], list[object]]:
    found = []
    for name in ("before", "after"):
        if name == "after":
            assert slidegen("lint", "--add-ignores", cwd=tree).returncode == 0
            left = slidegen("lint", cwd=tree)
            assert (left.returncode, left.stdout) == (0, "")
        built = slidegen("build", deck, "-o", str(out / name), cwd=tree / folder)
        assert built.returncode == 0, built.stderr
        found.append(seen((out / name / deck).with_suffix(".html")))
    return found[0], found[1]


def test_a_small_workshop(slidegen: Slidegen, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "lab.md").write_text(LAB, encoding="utf-8")
    (tree / "deck.yml").write_text("title: Pods\nchapters:\n- lab.md\n", encoding="utf-8")
    before, after = pages_before_and_after(slidegen, tree, ".", "deck.yml", tmp_path / "out")
    assert "slidegen: ignore" in (tree / "lab.md").read_text(encoding="utf-8")
    assert after == before


@pytest.mark.shared
@pytest.mark.slow
def test_a_real_workshop(shared: Path, slidegen: Slidegen, tmp_path: Path) -> None:
    tree = shutil.copytree(shared / "corpus" / "container.training-2018-before", tmp_path / "tree")
    for path in tree.rglob("*"):
        path.chmod(path.stat().st_mode | 0o200)
    before, after = pages_before_and_after(slidegen, tree, "slides", "kube-selfpaced.yml", tmp_path / "out")
    assert len(before) > 10_000
    assert after == before
