"""What is known of a deck before anything runs."""

from pathlib import Path

import pytest
from script.test_steps import read_steps

from slidegen.script.model import Script, ScriptSection
from slidegen.script.preflight import known_before


def known(*commands: str, repository: Path | None = None) -> list[str]:
    fences = "\n".join(f"```bash\n{command}\n```" for command in commands)
    steps = tuple(read_steps(f"# A\n\n.lab[\n{fences}\n]\n"))
    script = Script("a", "A", "a.md", (ScriptSection("a", "A", 1, steps),))
    found = known_before(script, repository, "github.com/jpetazzo/container.training")
    return [note for notes in found.values() for note in notes]


@pytest.mark.parametrize(
    ("command", "note"),
    [
        ("sed -i 's/a/b/'", "`sed -i` is given no file"),
        (
            "kubectl create configmap x --from-file=~/a.cfg",
            "bash does not expand the `~` in `--from-file=~/a.cfg`: write `$HOME`",
        ),
        ("echo 'one", "bash cannot read it: unexpected EOF while looking for matching `''"),
        ("cat <<EOF > a\nhello\n", "the here-document does not end: no line is `EOF`"),
    ],
)
def test_mistakes_that_can_be_seen(command: str, note: str) -> None:
    assert known(command) == [note]


@pytest.mark.parametrize(
    "command",
    ["sed -i s/a/b/ file", "sed -i -e s/a/b/ file", "A=~/x; echo ~/y", "cat <<EOF\n--from-file ~/x\nEOF"],
)
def test_no_mistakes(command: str) -> None:
    assert known(command) == []


def test_an_object_is_made_twice() -> None:
    make = "kubectl create deployment blue --image=nginx"
    assert known(make, make) == ["creates deployment `blue`, which a.md:4 has created"]
    assert known(make, "kubectl delete deployment blue", make) == []
    assert known(make, f"{make} --namespace green") == []
    assert known(make, f"{make} -o yaml --dry-run=client") == []


def test_paths_in_the_workshops_own_repository(tmp_path: Path) -> None:
    (tmp_path / "k8s").mkdir()
    (tmp_path / "k8s" / "traefik.yaml").touch()
    fine = "kubectl apply -f ~/container.training/k8s/traefik.yaml"
    assert known(fine, "kubectl apply -f ~/container.training/k8s/*.yaml", repository=tmp_path) == []
    assert known("kubectl apply -f ~/container.training/k8s/traefik.yml", repository=tmp_path) == [
        "`k8s/traefik.yml` is not in the workshop's repository: did you mean `traefik.yaml`?"
    ]
    assert known("kubectl apply -f ~/containers.training/k8s/a.yaml", repository=tmp_path) == [
        "`~/containers.training` is not `~/container.training`"
    ]
