"""The exercises can be typed: shell that parses, files that agree, steps that say why they cannot run."""

import re
import subprocess

import yaml

from slidegen.script.classify import nature_of
from slidegen.text.model import Snippet
from slidegen.text.placeholder import placeholders, strip_highlights

from .conftest import CONTENT, Material

SHELL = {"bash", "hide", "check", "capture"}
DRIVING = {"wait", "longwait", "key", "keys", "tmux", "open"}


def commands(material: Material) -> list[Snippet]:
    return [s for fragment in material.fragments.values() for s in fragment.snippets if s.verb in SHELL]


def place(snippet: Snippet) -> str:
    return f"{snippet.span.path}:{snippet.line}"


def test_every_exercise_has_something_to_do(material: Material) -> None:
    for where, slide in material.slides:
        for exercise in slide.exercises:
            assert exercise.snippets, where


def test_every_verb_is_known(material: Material) -> None:
    texts = {"yaml"}
    for fragment in material.fragments.values():
        for snippet in fragment.snippets:
            assert snippet.verb in SHELL | DRIVING | texts, place(snippet)


def test_every_command_is_shell(material: Material) -> None:
    for snippet in commands(material):
        text = snippet.data.partition(" ")[2] if snippet.verb == "capture" else snippet.data
        done = subprocess.run(["bash", "-n"], input=strip_highlights(text), text=True, capture_output=True)
        assert done.returncode == 0, f"{place(snippet)}: {done.stderr}"


def test_nothing_dangerous_is_asked_for(material: Material) -> None:
    for snippet in commands(material):
        assert nature_of(strip_highlights(snippet.data)).dangers == (), place(snippet)


def test_what_does_not_end_is_ended_by_the_deck(material: Material) -> None:
    for fragment in material.fragments.values():
        for slide in fragment.slides:
            snippets = [s for exercise in slide.exercises for s in exercise.snippets]
            for snippet in snippets:
                if snippet.verb in SHELL and nature_of(strip_highlights(snippet.data)).blocking:
                    assert any(s.verb == "key" for s in snippets), place(snippet)


def test_placeholders_say_where_their_value_comes_from(material: Material) -> None:
    for fragment in material.fragments.values():
        captured = {s.data.partition(" ")[0] for s in fragment.snippets if s.verb == "capture"}
        source = material.sources[fragment.path].text
        for snippet in fragment.snippets:
            if snippet.verb not in SHELL - {"capture"}:
                continue
            for name in placeholders(snippet.data):
                assert name in captured or f"--set {name}=" in source, place(snippet)


def test_each_section_makes_what_it_uses(material: Material) -> None:
    """Sections run alone, in any order: who uses the deployment `web` sees to it that there is one."""
    for path, fragment in material.fragments.items():
        texts = [s.data for s in fragment.snippets if s.verb in SHELL]
        uses = [n for n, t in enumerate(texts) if re.search(r"\bweb\b", t) and "--dry-run" not in t]
        if uses and not path.endswith("cleanup.md"):
            assert "kubectl create deployment web" in texts[uses[0]], path


def test_the_files_on_slides_are_the_files_in_exercises(material: Material) -> None:
    saved = {
        snippet.arguments: snippet.data
        for fragment in material.fragments.values()
        for snippet in fragment.snippets
        if snippet.verb == "yaml"
    }
    assert yaml.safe_load(saved["file=front.yaml"]) == yaml.safe_load(_manifest("web-service.yaml"))


def test_every_included_manifest_is_yaml_with_a_kind() -> None:
    for path in sorted((CONTENT / "manifests").glob("*.yaml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert {"apiVersion", "kind", "metadata"} <= set(loaded), path


def _manifest(name: str) -> str:
    return (CONTENT / "manifests" / name).read_text(encoding="utf-8")
