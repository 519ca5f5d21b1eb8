"""`slidegen inspect --typed`: the one reading of what is typed, as people and programs see it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import jsonschema
from conftest import Slidegen

Tree = Callable[[Mapping[str, str | bytes]], Path]

TEXT = """# A

.lab[

> ```console
> $ cat <<EOF > x
> > hello
> > EOF
> $ ls
> x
> ```

```sh
a \\
  b
# note
c `x`
```

<!-- ```capture IP make ip``` -->
<!-- ```wait x``` -->

]

```
kubectl exec -it web sh
/ # id
uid=0
```

```powershell
PS C:\\> dir
```

```yaml
a: b
```
"""

SHOWN = """a.md:5  console  [linted, run]
  here     cat <<EOF > x
           hello
           EOF
  here     ls
  output   x
a.md:13  sh  [linted, run]
  here     a \\
             b
  here     c x
a.md:20  capture  [linted, run]
  here     make ip
a.md:25  (no language)  [linted]
  here     kubectl exec -it web sh
  pod      id
  output   uid=0
a.md:31  powershell  [linted]
  here     dir
"""


def test_what_is_typed_for_people(tree: Tree, slidegen: Slidegen) -> None:
    done = slidegen("inspect", "--typed", "a.md", cwd=tree({"a.md": TEXT}))
    assert (done.returncode, done.stdout) == (0, SHOWN)


def test_what_is_typed_for_programs(tree: Tree, slidegen: Slidegen) -> None:
    root = tree({"a.md": TEXT})
    data = json.loads(slidegen("inspect", "--typed", "a.md", "--format", "json", cwd=root).stdout)
    jsonschema.validate(data, json.loads(slidegen("inspect", "--typed", "--schema", cwd=root).stdout))
    for block in data["blocks"]:
        for command in block["commands"]:
            lines = [TEXT[line["start"] : line["end"]].replace("`", "") for line in command["lines"]]
            assert "\n".join(lines) == command["text"]
        for output in block["output"]:
            assert TEXT[output["start"] : output["end"]] == output["text"]
    assert [block["language"] for block in data["blocks"]][:3] == ["console", "sh", "capture"]


def test_what_is_typed_where_no_fence_marks_it(tree: Tree, slidegen: Slidegen) -> None:
    root = tree({"a.md": "# A\n\n    $ ls -l\n\n<pre>$ id</pre>\n\nDo `pwd`{{execute}}\n"})
    data = json.loads(slidegen("inspect", "--typed", "a.md", "--format", "json", cwd=root).stdout)
    assert [(block["line"], block["text"]) for block in data["blocks"]] == [
        (3, "ls -l"),
        (5, "id"),
        (7, "pwd"),
    ]


def test_a_deck_has_no_one_file(tree: Tree, slidegen: Slidegen) -> None:
    done = slidegen(
        "inspect", "--typed", "deck.yml", cwd=tree({"deck.yml": "content: [a.md]", "a.md": "# A"})
    )
    assert done.returncode == 2
    assert "name a fragment" in done.stderr
