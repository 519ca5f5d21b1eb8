"""The standard library's dataclasses, each method made when it is first called.

`dataclasses.dataclass` writes and compiles up to nine functions for every class, 3.6 million instructions.
That was a third of a commit hook's time, for 120 classes of which few are compared or printed in a run.
Here a class has its slots at once, `__init__` is compiled when the first instance is made, and all else comes
from a twin that the standard library makes when somebody asks. To type checkers it is `dataclasses.dataclass`
itself, and `field`, `replace`, `fields` and their like stay the library's.

Not taken: attrs needs 1.4 million instructions for a class, and 200 million until it is loaded, where this
needs 0.2, and 0.7 with a first instance; a named tuple equals every tuple of the same values; a common
`__init__` that compiles nothing is slow for each instance, of which decks have tens of thousands.

Knows what our classes are told: `frozen`, `slots`, `eq` and `order`. Must not know any class.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from dataclasses import MISSING, Field, FrozenInstanceError
    from threading import RLock

    _MAKING = RLock()
    _COMPARING = ("__lt__", "__le__", "__gt__", "__ge__")
    _ASKED = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True, order=False):
        """As `dataclasses.dataclass`."""
        told = {"frozen": frozen, "eq": eq, "order": order}

        def finish(written):
            return _Later(written, slots, told).owner

        return finish if cls is None else finish(cls)

    class _Later:
        """A class as it was written, and the one that stands for it."""

        def __init__(self, written, slots, told):
            self.written, self.slots, self.told = written, slots, told
            self.is_whole = False
            self.own = dict(written.__dict__)
            self.owner = self._slotted() if slots else written
            if not slots:  # the twin is to be as it was written
                self.written = None
            for name, stub in self._stubs():
                setattr(self.owner, name, stub)

        def _slotted(self):
            names = tuple(self.own.get("__annotations__", ()))
            known = {slot for base in self.written.__mro__[1:] for slot in base.__dict__.get("__slots__", ())}
            space = {
                name: value
                for name, value in self.own.items()
                if name not in names and name not in _OF_THE_OBJECT
            }
            space["__slots__"] = tuple(name for name in names if name not in known)
            owner = type(self.written)(self.written.__name__, self.written.__bases__, space)
            owner.__qualname__ = self.written.__qualname__
            return owner

        def _stubs(self):
            """What the class gets now; what it says itself is left alone, as the library does."""
            own, told = self.own, self.told
            yield "__init__", self._first("__init__", self._make_init)
            for name in _ASKED:
                yield name, _Asked(name, self)
            methods = ["__repr__"]
            methods += ["__eq__"] if told["eq"] else []
            methods += _COMPARING if told["order"] else []
            for name in methods:
                if name not in own:
                    yield name, self._first(name, self.make_rest)
            if told["eq"] and (own.get("__hash__") is None or "__hash__" not in own):
                yield "__hash__", self._first("__hash__", self.make_rest) if told["frozen"] else None
            if told["frozen"]:
                yield from (("__setattr__", _refuse_to_set), ("__delattr__", _refuse_to_delete))
                if self.slots:
                    yield from (("__getstate__", _state), ("__setstate__", _set_state))

        def _first(self, name, make):
            """The method until it is called."""
            owner = self.owner

            def method(instance, *args, **kwargs):
                make()
                return owner.__dict__[name](instance, *args, **kwargs)

            return method

        # ---- what is made later; another thread may make the same `__init__` once more
        def _make_init(self):
            fields = [*self._inherited(), *self._fields()]
            frozen, owner = self.told["frozen"], self.owner
            known = {"_make": MISSING, "_set": object.__setattr__}
            parameters, lines = ["self"], []
            for name, default, factory, is_parameter in fields:
                value = name
                if factory is not MISSING:
                    known[f"_factory_{name}"] = factory
                    parameters += [f"{name}=_make"] if is_parameter else []
                    made = f"_factory_{name}()"
                    value = f"{made} if {name} is _make else {name}" if is_parameter else made
                elif default is not MISSING:
                    known[f"_default_{name}"] = default
                    parameters += [f"{name}=_default_{name}"] if is_parameter else []
                    value = name if is_parameter else f"_default_{name}"
                elif is_parameter:
                    parameters.append(name)
                else:
                    continue
                if frozen and self.slots:  # a fifth faster than `object.__setattr__`
                    known[f"_set_{name}"] = getattr(owner, name).__set__
                    lines.append(f"_set_{name}(self, {value})")
                else:
                    lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
            if hasattr(owner, "__post_init__"):
                lines.append("self.__post_init__()")
            body = "\n ".join(lines or ["pass"])
            exec(f"def __init__({', '.join(parameters)}):\n {body}", known)
            known["__init__"].__qualname__ = f"{owner.__qualname__}.__init__"
            owner.__init__ = known["__init__"]

        def _inherited(self):
            """What bases have, which are whole by then."""
            fields = {}
            for base in self.owner.__mro__[-1:0:-1]:
                fields |= getattr(base, "__dataclass_fields__", {})
            own = self.own.get("__annotations__", ())
            return [
                (f.name, f.default, f.default_factory, f.init) for f in fields.values() if f.name not in own
            ]

        def _fields(self):
            for name in self.own.get("__annotations__", ()):
                value = self.own.get(name, MISSING)
                if isinstance(value, Field):
                    yield name, value.default, value.default_factory, value.init
                else:
                    yield name, value, MISSING, True

        def make_rest(self):
            """All that the library makes, but what the class has already."""
            with _MAKING:  # the twin can be made once, and a server has threads
                if self.is_whole:
                    return
                twin = self.written
                if twin is None:
                    space = {name: value for name, value in self.own.items() if name not in _OF_THE_OBJECT}
                    twin = type(self.owner)(self.owner.__name__, self.owner.__bases__, space)
                made = dataclasses.dataclass(**self.told, init=False)(twin)  # there is one already
                made.__dataclass_params__.init = True
                for name in ("__repr__", "__eq__", "__hash__", *_COMPARING, *_ASKED):
                    if name in made.__dict__:
                        setattr(self.owner, name, made.__dict__[name])
                self.is_whole = True

    _OF_THE_OBJECT = ("__dict__", "__weakref__")

    class _Asked:
        """What the library wants to know of a class, until somebody asks."""

        def __init__(self, name, later):
            self.name, self.later = name, later

        def __get__(self, instance, owner):
            self.later.make_rest()
            return getattr(owner, self.name)

    def _refuse_to_set(self, name, value):  # noqa: ARG001 - as Python calls it
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_to_delete(self, name):  # noqa: ARG001 - as Python calls it
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def _state(self):
        return [getattr(self, field.name) for field in dataclasses.fields(self)]

    def _set_state(self, state):
        for field, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, field.name, value)
