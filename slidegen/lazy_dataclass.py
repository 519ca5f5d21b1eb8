"""The standard library's dataclasses, each method made when it is first called.

`dataclasses.dataclass` writes and compiles up to nine functions for every class, 3.6 million instructions.
That was a third of a commit hook's time, for 120 classes of which few are compared or printed in a run.
Here a class has its slots at once. Its first instances are filled by a common function that compiles nothing,
since most classes of a run have few; from then on it has an `__init__` of its own. Values are compared and
hashed by what `operator.attrgetter` takes of them, and the rest comes from twins that the standard library
makes when somebody asks. To type checkers it is `dataclasses.dataclass` itself, and `field`, `replace`,
`fields` and their like stay the library's.

Not taken: attrs needs 1.4 million instructions for a class, and 200 million until it is loaded, where this
needs 0.2, and 0.5 with an `__init__` of its own; a named tuple equals every tuple of the same values.

Knows what our classes are told: `frozen`, `slots`, `eq` and `order`. Must not know any class.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    import operator
    from collections import namedtuple
    from dataclasses import MISSING, Field, FrozenInstanceError
    from threading import RLock
    from types import MemberDescriptorType

    _MAKING = RLock()
    _COMPARING = ("__lt__", "__le__", "__gt__", "__ge__")
    _FIELDS = ("__dataclass_fields__", "__match_args__")
    _ASKED = (*_FIELDS, "__dataclass_params__")
    _FEW = 25  #: instances until a class is worth an `__init__` of its own, which takes as long to write

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
            self.few = 0
            self.own = dict(written.__dict__)
            self.owner = written
            if slots:
                self.owner = self._slotted()
            else:
                for name, stub in self._stubs():
                    setattr(written, name, stub)

        def _slotted(self):
            names = tuple(self.written.__annotations__)  # since 3.14 made when asked, and not in `own`
            known = {slot for base in self.written.__mro__[1:] for slot in base.__dict__.get("__slots__", ())}
            space = {
                name: value
                for name, value in self.own.items()
                if name not in names and name not in _OF_THE_OBJECT
            }
            # At once: each that is set later makes Python look through the class again.
            space |= self._stubs()
            space["__slots__"] = tuple(name for name in names if name not in known)
            space["__qualname__"] = self.written.__qualname__
            return type(self.written)(self.written.__name__, self.written.__bases__, space)

        def _stubs(self):
            """What the class gets now; what it says itself is left alone, as the library does."""
            own, told = self.own, self.told
            yield "__init__", self._init_of_few()
            for name in _ASKED:
                yield name, _Asked(name, self)
            if "__repr__" not in own:
                yield "__repr__", self._first("__repr__", self.make_rest)
            for name in _COMPARING if told["order"] else ():
                if name not in own:
                    yield name, self._first(name, self._make_order)
            if told["eq"] and "__eq__" not in own:
                yield "__eq__", self._first("__eq__", self._make_comparison)
            if told["eq"] and (own.get("__hash__") is None or "__hash__" not in own):
                yield "__hash__", self._first("__hash__", self._make_comparison) if told["frozen"] else None
            if told["frozen"]:
                yield from (("__setattr__", _refuse_to_set), ("__delattr__", _refuse_to_delete))
                if self.slots:
                    yield from (("__getstate__", _state), ("__setstate__", _set_state))

        def _first(self, name, make):
            """The method until it is called."""

            def method(instance, *args, **kwargs):
                make()
                return self.owner.__dict__[name](instance, *args, **kwargs)

            return method

        # ---- what is made later; another thread may make the same once more
        def _init_of_few(self):
            """What fills the first instances; calls that do not fit are the own `__init__`'s to refuse."""
            known = None

            def fill(instance, /, *args, **kwargs):
                nonlocal known
                self.few += 1
                if known is None:
                    known = self._parts_and_fillers()  # both at once: other threads see all of it, or nothing
                parts, fillers = known
                values = _values_of(parts, args, kwargs) if self.few <= _FEW else None
                if values is None:
                    self._make_init()
                    self.owner.__dict__["__init__"](instance, *args, **kwargs)
                    return
                for put, value in zip(fillers, values, strict=True):
                    put(instance, value)
                if hasattr(instance, "__post_init__"):
                    instance.__post_init__()

            return fill

        def _parts_and_fillers(self):
            parts = [part for part in self._parts() if part.is_parameter or part.has_value]
            parts.sort(key=lambda part: not part.is_parameter)
            return parts, [_filler(self.owner, part.name) for part in parts]

        def _make_init(self):
            frozen, owner = self.told["frozen"], self.owner
            known = {"_make": MISSING, "_set": object.__setattr__}
            parameters, lines = ["self"], []
            for part in self._parts():
                name = value = part.name
                if part.factory is not MISSING:
                    known[f"_factory_{name}"] = part.factory
                    parameters += [f"{name}=_make"] if part.is_parameter else []
                    made = f"_factory_{name}()"
                    value = f"{made} if {name} is _make else {name}" if part.is_parameter else made
                elif part.default is not MISSING:
                    known[f"_default_{name}"] = part.default
                    parameters += [f"{name}=_default_{name}"] if part.is_parameter else []
                    value = name if part.is_parameter else f"_default_{name}"
                elif part.is_parameter:
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

        def _make_comparison(self):
            """`__eq__` and `__hash__`, as far as the class does not say them itself."""
            own, parts = self.own, self._parts()
            compared = _taking([part.name for part in parts if part.is_compared])
            hashed = _taking([part.name for part in parts if part.is_hashed])

            def equal(self, other):
                if other.__class__ is not self.__class__:
                    return NotImplemented
                return compared(self) == compared(other)

            if "__eq__" not in own:
                self.owner.__eq__ = equal
            if self.told["frozen"] and own.get("__hash__") is None:
                self.owner.__hash__ = lambda self: hash(hashed(self))

        def _make_order(self):
            compared = _taking([part.name for part in self._parts() if part.is_compared])

            def ordering(compare):
                def ordered(self, other):
                    if other.__class__ is not self.__class__:
                        return NotImplemented
                    return compare(compared(self), compared(other))

                return ordered

            for name in _COMPARING:
                if name not in self.own:
                    setattr(self.owner, name, ordering(getattr(operator, name)))

        def _parts(self):
            """What instances consist of, in the order of `__init__`'s parameters; bases are whole by then."""
            fields = {}
            for base in self.owner.__mro__[-1:0:-1]:
                fields |= getattr(base, "__dataclass_fields__", {})
            parts = {name: _part_of(name, field) for name, field in fields.items()}
            for name in self.written.__annotations__:
                value = self.own.get(name, MISSING)
                if isinstance(value, Field):
                    parts[name] = _part_of(name, value)
                else:
                    parts[name] = _Part(name, value, MISSING, True, True, True)
            return list(parts.values())

        def make_fields(self):
            """What the library knows of fields: of a twin for which it compiles nothing."""
            bases = any(hasattr(base, "__dataclass_fields__") for base in self.owner.__mro__[1:])
            twin = self._twin()
            twin.__doc__ = twin.__doc__ or "."  # or it is told by `inspect`, for which all is compiled
            frozen = bases and self.told["frozen"]
            made = dataclasses.dataclass(init=False, repr=False, eq=False, frozen=frozen)(twin)
            for name in _FIELDS:
                setattr(self.owner, name, made.__dict__[name])

        def make_rest(self):
            """All that the library makes, but what the class has already."""
            with _MAKING:  # the twin can be made once, and a server has threads
                if self.is_whole:
                    return
                made = dataclasses.dataclass(**self.told, init=False)(self._twin())  # there is one already
                made.__dataclass_params__.init = True
                for name in ("__repr__", *_ASKED):
                    if name in made.__dict__:
                        setattr(self.owner, name, made.__dict__[name])
                self.is_whole = True

        def _twin(self):
            """The class as it was written, once more."""
            space = {name: value for name, value in self.own.items() if name not in _OF_THE_OBJECT}
            return type(self.owner)(self.owner.__name__, self.owner.__bases__, space)

    class _Part(namedtuple("_Part", "name default factory is_parameter is_compared is_hashed")):
        @property
        def has_value(self):
            return self.default is not MISSING or self.factory is not MISSING

    def _part_of(name, field):
        hashed = field.compare if field.hash is None else field.hash
        return _Part(name, field.default, field.default_factory, field.init, field.compare, hashed)

    def _filler(owner, name):
        """What puts a value into an instance: a slot does by itself, which is fastest."""
        slot = getattr(owner, name, None)
        if isinstance(slot, MemberDescriptorType):
            return slot.__set__
        return lambda instance, value: object.__setattr__(instance, name, value)

    def _values_of(parts, args, kwargs):
        """The values of the parts, when these are the arguments of `__init__`; else None."""
        count, left = len(args), len(kwargs)
        if count > len(parts) or (count and not parts[count - 1].is_parameter):
            return None
        values = list(args)
        for part in parts[count:]:
            if left and part.is_parameter and part.name in kwargs:
                values.append(kwargs[part.name])
                left -= 1
            elif part.factory is not MISSING:
                values.append(part.factory())
            elif part.default is not MISSING:
                values.append(part.default)
            else:
                return None
        return None if left else values

    def _taking(names):
        """What takes the values of these names as a tuple."""
        if len(names) > 1:
            return operator.attrgetter(*names)
        return lambda value: tuple(getattr(value, name) for name in names)

    _OF_THE_OBJECT = ("__dict__", "__weakref__")

    class _Asked:
        """What the library wants to know of a class, until somebody asks."""

        def __init__(self, name, later):
            self.name, self.later = name, later

        def __get__(self, instance, owner):
            self.later.make_fields() if self.name in _FIELDS else self.later.make_rest()
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
