"""The same input makes the same bytes: again, elsewhere, in any order of the disk, on any day."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import need
from deck.workbench import markdown_texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workshops import Workshop


def test_twice_in_two_places(tmp_path: Path) -> None:
    one, two = Workshop(tmp_path / "one"), Workshop(tmp_path / "a" / "deeper place")
    one.build()
    two.build()
    assert one.bytes() == two.bytes()


def test_no_page_knows_where_it_was_made(workshop: Workshop) -> None:
    workshop.build()
    here = str(workshop.root).encode()
    assert not [name for name, data in workshop.bytes().items() if here in data]


def test_the_time_and_the_zone_do_not_matter(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.build()
    before = workshop.bytes()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "tr_TR.UTF-8")
    for path in workshop.root.rglob("*.md"):
        os.utime(path, (0, 0))
    shutil.rmtree(workshop.out)
    workshop.build(fresh=True)
    assert workshop.bytes() == before


def test_the_order_of_a_hash_does_not_matter(tmp_path: Path) -> None:
    """Each process has another one, so that one process says nothing of it."""
    workshops = [Workshop(tmp_path / seed) for seed in ("1", "2")]
    for workshop in workshops:
        subprocess.run(
            [sys.executable, "-m", "slidegen", "build", "--quiet"],
            cwd=workshop.root,
            env=os.environ | {"PYTHONHASHSEED": workshop.root.name},
            check=True,
        )
    one, two = (workshop.bytes() for workshop in workshops)
    assert one == two
    assert one


def test_with_and_without_a_cache(workshop: Workshop) -> None:
    workshop.build()
    before = workshop.bytes()
    shutil.rmtree(workshop.root / ".slidegen")
    shutil.rmtree(workshop.out)
    workshop.build()
    assert workshop.bytes() == before


def test_git_gives_the_date_of_the_last_change_and_the_address_of_the_source(workshop: Workshop) -> None:
    git = need("git")
    env = {
        "GIT_AUTHOR_DATE": "2024-05-06T07:08:09Z",
        "GIT_COMMITTER_DATE": "2024-05-06T07:08:09Z",
        "HOME": "/",
    }
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    for arguments in (
        ["init", "-q"],
        ["remote", "add", "origin", "git@github.com:me/talk.git"],
        ["add", "."],
        [*identity, "commit", "-q", "-m", "x"],
    ):
        subprocess.run([git, *arguments], cwd=workshop.root, env=os.environ | env, check=True)
    workshop.build()
    assert "2024-05-06" in (workshop.out / "index.html").read_text()
    assert "https://github.com/me/talk/blob/HEAD/last.md#L1" in (workshop.out / "first.html").read_text()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    texts=st.lists(markdown_texts, min_size=1, max_size=3),
    sections=st.booleans(),
    keys=st.dictionaries(
        st.sampled_from(
            ("title", "chat", "slides", "gitrepo", "description", "author", "lang", "slidenumberprefix")
        ),
        st.text(max_size=12),
        max_size=4,
    ),
    exclude=st.lists(st.sampled_from(("a", "b", "self-paced")), max_size=2),
)
def test_any_workshop_is_built_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[str],
    sections: bool,
    keys: dict[str, str],
    exclude: list[str],
) -> None:
    import json

    names = [f"{number}.md" for number in range(len(texts))]
    described = {**keys, "sections": sections, "exclude": exclude, "content": [names, names[0]]}
    # Not escaped: libyaml takes JSON's surrogate pairs for invalid characters, and says so.
    manifest = json.dumps(described, ensure_ascii=False)
    files = {name: text.encode("utf-8", "replace") for name, text in zip(names, texts, strict=True)}
    one = Workshop(tmp_path_factory.mktemp("any"), {"deck.yml": manifest, **files})
    result = one.build()
    if result.failed:  # such as a title that YAML does not take
        assert result.findings
        return
    assert result.made == ("deck.yml",)
    again = one.build()
    assert (again.made, again.written) == ((), ())
    assert one.build(fresh=True).written == ()
