"""Phrases: every language says all of them, and a project may say them in its own words."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from slidegen.source.file import SourceFile
from slidegen.source.phrases import ENGLISH, fields_of, languages, phrases_of, read_phrases, said, tags_of

LANGUAGES = Path(__file__).resolve().parents[2] / "slidegen/source/languages"
Tree = Callable[[Mapping[str, str | bytes]], Path]
Slidegen = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("tag", languages()[1:])
def test_a_language_says_everything_and_nothing_else(tag: str) -> None:
    phrases = tomllib.loads((LANGUAGES / f"{tag}.toml").read_text(encoding="utf-8"))
    assert list(phrases) == list(ENGLISH)
    for name, phrase in phrases.items():
        assert phrase.strip() == phrase or name == "at-step", name
        assert fields_of(phrase) == fields_of(ENGLISH[name]), name


def test_one_language_is_written_from_right_to_left_and_three_without_spaces() -> None:
    assert {"ar", "he", "ja", "ko", "zh"} <= set(languages())


def test_a_tag_falls_back_to_its_language_and_at_last_to_english() -> None:
    assert tags_of("zh-Hans-CN") == ("zh-Hans-CN", "zh-Hans", "zh")
    assert phrases_of("fr-CA")["exercise"] == phrases_of("fr")["exercise"] == "Exercice"
    assert phrases_of("FR_ca")["exercise"] == "Exercice"
    assert phrases_of("tlh") == ENGLISH


@pytest.mark.parametrize("tag", ["zh-TW", "zh_HK", "zh-MO", "zh-Hant", "ZH-HANT-TW", "zh-tw-x-school"])
def test_where_chinese_is_written_in_traditional_characters(tag: str) -> None:
    assert phrases_of(tag)["menu"] == "選單"
    assert {phrases_of(other)["menu"] for other in ("zh", "zh-CN", "zh-SG", "zh-Hans-TW")} == {"菜单"}


@pytest.mark.parametrize("lang", ["fa", "ur", "hi", "th", "tlh-Latn"])
def test_a_language_that_slidegen_does_not_speak_is_told(tree: Tree, slidegen: Slidegen, lang: str) -> None:
    tag = lang.split("-")[0]
    root = tree({"d.yml": f"title: A\nlang: {lang}\ncontent: [a.md]\n", "a.md": "# One\n"})
    for verb in ("build", "lint"):
        done = slidegen(verb, cwd=root)
        assert "d.yml:2:7 SG045 " in done.stdout + done.stderr
        assert f"phrases/{tag}.toml" in done.stdout + done.stderr
        assert done.returncode == 0
    (root / "phrases").mkdir()
    (root / f"phrases/{tag}.toml").write_text('menu = "M"\n')
    done = slidegen("build", cwd=root)
    assert "SG045" not in done.stdout + done.stderr


@pytest.mark.parametrize("lang", ["en", "en-GB", "EN", "fr-CA", "zh-TW", "he"])
def test_a_language_that_it_speaks_is_not_told(tree: Tree, slidegen: Slidegen, lang: str) -> None:
    root = tree({"d.yml": f"title: A\nlang: {lang}\ncontent: [a.md]\n", "a.md": "# One\n"})
    done = slidegen("build", cwd=root)
    assert "SG045" not in done.stdout + done.stderr


def test_what_nobody_gives_stays() -> None:
    assert said("{a} of {b}", a=1) == "1 of {b}"


@pytest.mark.parametrize(
    ("text", "phrases", "message"),
    [
        ('part = "Tag {number}"', {"part": "Tag {number}"}, None),
        ('prat = "Tag"', {}, "SG044 there is no phrase `prat`"),
        ("part = 3", {}, "SG044 the phrase `part` is no text"),
        ('part = "{day}"', {}, "SG044 nobody fills in `{day}` of `part`"),
        ('exercise = "Kata"\npart = "{', {}, "SG044"),
    ],
)
def test_a_projects_own(text: str, phrases: dict[str, str], message: str | None) -> None:
    read = read_phrases(SourceFile.from_text("phrases/en.toml", text))
    assert read.phrases == phrases
    told = [f"{found.rule.code} {found.message}" for found in read.findings]
    assert [line[: len(message or "")] for line in told] == ([message] if message else [])


def test_a_deck_speaks_its_language_and_the_projects_own_words(tree: Tree, slidegen: Slidegen) -> None:
    root = tree(
        {
            "slidegen.toml": "fonts = false\n",
            "a.yml": "title: Cours\nlang: fr\ncontent: [a.md]\n",
            "a.md": "# Un\n\n.exercise[\n- `ls`\n]\n\n> [!TIP]\n> Bien.\n\n---\n# Deux\n\nTexte\n",
            "phrases/fr.toml": 'next-part = "La suite"\nexercise = "Kata"\n',
        }
    )
    assert slidegen("build", cwd=root).returncode == 0
    page = (root / "dist/a.html").read_text(encoding="utf-8")
    assert "La suite" in page
    assert ">Astuce</p>" in page
    assert "Next part" not in page
    assert "Previous part" not in page
    style = "".join(path.read_text() for path in (root / "dist/assets").glob("canvas*.css"))
    assert ':lang(fr) { --exercise-word: "Kata"; --lab-word: ' in style
    (root / "phrases/fr.toml").write_text('next-part = "Après"\n', encoding="utf-8")
    assert slidegen("build", cwd=root).returncode == 0
    assert "Après" in (root / "dist/a.html").read_text(encoding="utf-8")


def test_a_mistake_in_a_projects_phrases_is_told_where_it_stands(tree: Tree, slidegen: Slidegen) -> None:
    root = tree(
        {"a.yml": "title: A\nlang: de\ncontent: [a.md]\n", "a.md": "# A\n", "phrases/de.toml": 'a = "b"\n'}
    )
    done = slidegen("build", cwd=root)
    assert "phrases/de.toml:1:1" in done.stderr + done.stdout
