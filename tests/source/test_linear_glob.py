"""What means the same ends soon."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from slidegen.source.git_ignores import _compiled
from slidegen.source.linear_glob import linear
from slidegen.source.patterns import Patterns

#: pieces of patterns, which make many that nearly match
patterns = st.lists(
    st.sampled_from(["a", "b", "*", "**", "?", "/", "/**/", "**/", "[ab]", "[!a]", "[^/]", "\\*", ".", "+"]),
    min_size=1,
    max_size=9,
).map("".join)
#: as files are named: no part of a path is empty, nor a step in place or back
paths = (
    st.lists(st.sampled_from(["a", "b", "ab", "ba", "/", "*", "."]), min_size=1, max_size=12)
    .map(lambda pieces: "/".join(part for part in "".join(pieces).split("/") if part.strip(".")))
    .filter(bool)
)


@settings(max_examples=3000)
@given(patterns, paths)
@example("**/a/**/b/**/c", "x/a/a/b/a/c")
@example("*a*b*a", "abaabb")
@example("*a**/b/**/*b*b", "xa/a/b/bb")
def test_a_linear_pattern_means_what_it_meant(pattern: str, path: str) -> None:
    try:
        made = GitIgnoreSpec.from_lines([pattern]).patterns
    except ValueError:
        return
    for each in made:
        if each.regex is not None:
            plain, soon = each.regex.search(path), re.search(linear(each.regex.pattern), path)
            assert bool(plain) == bool(soon)
            if plain and soon and "[!" not in pattern:  # in pathspec, `[!a]` takes a slash as well
                assert plain.groupdict() == soon.groupdict()


@given(st.lists(st.sampled_from(["a", "b", "*", "?", "/**/", "/", "**/"]), max_size=8).map("".join), paths)
@example("a/**", "a/b")
@example("**/b", "b")
@example("a/**/b", "a/b")
def test_the_settings_mean_what_git_does(pattern: str, path: str) -> None:
    if pattern.strip("/ ") and "//" not in pattern and not pattern.endswith("/"):
        expected = GitIgnoreSpec.from_lines([pattern]).match_file(path)
        assert Patterns.of([pattern]).match(path) == expected


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 12 + "*b", "a" * 250),
        ("a*" * 30 + "c", "a" * 250),
        ("*[a-z]?" * 12 + "*1", "a" * 250),
        ("**/a/" * 12 + "b", "a/" * 1000 + "c"),
        ("**/*a*a*a/" * 6 + "b", "aaaaaaaaa/" * 300 + "c"),
        ("a**" * 20 + "b", "a" * 250),
    ],
)
def test_what_would_take_years(pattern: str, path: str) -> None:
    assert not Patterns.of([pattern]).match(path)
    assert _compiled([pattern]).check_file(path).include is None
