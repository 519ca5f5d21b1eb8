"""Questions about a command's words: is an option given, which words come first, are there any but options.

Knows how words and options are written. Must not know any program.
"""

from collections.abc import Callable

from slidegen import lazy_re as re

Words = tuple[str, ...]
Predicate = Callable[[Words], bool]

_CLUSTER = re.compile(r"-[A-Za-z]+\d*")  #: `-it`, `-bn1`


def has(*options: str) -> Predicate:
    """Whether one of the long or short options is given; short ones also in a cluster: `-it`."""
    long = {option for option in options if option.startswith("--")}
    short = {option[1] for option in options if not option.startswith("--")}

    def given(words: Words) -> bool:
        for word in words[1:]:
            if word == "--":
                return False
            if word.split("=")[0] in long and not word.endswith("=false"):
                return True
            if _CLUSTER.fullmatch(word) and short & set(word[1:]):
                return True
        return False

    return given


def sub(*names: str) -> Predicate:
    """Whether the first words that are no options are one of these: `compose up`."""
    wanted = [tuple(name.split()) for name in names]

    def is_called(words: Words) -> bool:
        plain = tuple(word for word in words[1:] if not word.startswith("-"))
        return any(plain[: len(name)] == name or name == plain[1 : len(name) + 1] for name in wanted)

    return is_called


def all_of(*tests: Predicate) -> Predicate:
    return lambda words: all(test(words) for test in tests)


def no(test: Predicate) -> Predicate:
    return lambda words: not test(words)


def always(words: Words) -> bool:
    return bool(words)


def alone(words: Words) -> bool:
    """Whether nothing but options follows."""
    return len([word for word in words[1:] if not word.startswith("-")]) == 0
