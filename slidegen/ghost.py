"""Values of which a part lies elsewhere until somebody asks for it; Fowler calls them ghosts (Lazy Load).

A ghost is of a class of its own, in which each part that lies elsewhere is a property; to whoever asks it is
of the class that it stands for, and it can become one. A `__getattr__` would say the same in fewer lines, but
Python 3.11 looks every attribute of such a class up by its name, also those that are there: slides, texts,
HTML and patterns were asked two million times in a cold build.

Knows classes and their attributes. Must not know what lies where.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

Fetch = Callable[[str, Any], object]  #: the part of that name of a value


def ghost_of(kind: Any, parts: Iterable[str], fetch: Fetch) -> Any:
    """The class of those values of `kind`, a dataclass, whose `parts` are told by `fetch`."""
    space: dict[str, object] = {name: property(partial(fetch, name)) for name in parts}
    space["__class__"] = property(lambda _: kind)
    space["__reduce__"] = lambda value: (kind, tuple(getattr(value, name) for name in kind.__match_args__))
    space["__slots__"] = ()  # or no value of the one class could become one of the other
    space["__doc__"] = kind.__doc__
    return type(kind)(kind.__name__, (kind,), space)


def is_ghost(value: object) -> bool:
    return type(value) is not value.__class__


#: Makes a value one of another class with the same attributes: a ghost, or what it stood for.
become: Callable[[object, type], None] = object.__dict__["__class__"].__set__
