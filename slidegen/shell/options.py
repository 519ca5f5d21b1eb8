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
    """Whether the first words that are no options are one of these: `compose up`, `-f a.yml up`.

    The word behind an option may be its value, and one more word may stand in front: `system events`.
    """
    wanted = {tuple(name.split()) for name in names}
    lengths = {len(name) for name in wanted}
    firsts = {name[0] for name in wanted}

    def is_called(words: Words) -> bool:
        if firsts.isdisjoint(words):  # as of nearly all commands
            return False
        plain = tuple([word for word in words[1:] if not word.startswith("-")])
        if any(plain[:length] in wanted or plain[1 : length + 1] in wanted for length in lengths):
            return True
        return len(plain) > 1 and any(_is_spelled(words[1:], name) for name in wanted)

    return is_called


def _is_spelled(words: Words, name: Words) -> bool:
    """Whether `name` comes first, but for options and what may be their values."""
    if not name:
        return True
    for at, word in enumerate(words):
        if word == name[0] and _is_spelled(words[at + 1 :], name[1:]):
            return True
        if not word.startswith("-") and (at == 0 or not _may_take(words[at - 1])):
            return False
    return False


def _may_take(word: str) -> bool:
    """Whether `word` is an option whose value may be the next word."""
    return word.startswith("-") and word != "--" and "=" not in word


def behind(name: str, *options: str) -> Predicate:
    """Whether one of the options is given behind the word `name`: in front of it they mean something else."""
    given = has(*options)
    return lambda words: name in words and given(words[words.index(name) :])


def all_of(*tests: Predicate) -> Predicate:
    return lambda words: all(test(words) for test in tests)


def no(test: Predicate) -> Predicate:
    return lambda words: not test(words)


def always(words: Words) -> bool:
    return bool(words)


def alone(words: Words) -> bool:
    """Whether nothing but options follows."""
    return len([word for word in words[1:] if not word.startswith("-")]) == 0
