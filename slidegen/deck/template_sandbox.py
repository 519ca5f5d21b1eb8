"""The templates of others: Jinja's sandbox, in which every step is paid from a budget.

A macro or a theme's template comes with a workshop that somebody else wrote. It sees its arguments and
Jinja's filters and nothing of Python (`ImmutableSandboxedEnvironment`), and it cannot fill the memory: what
could make much of little is asked for beforehand (`_most`); loops, calls, operators, filters and output pay
for what they made. So a template costs no more than its budget, whatever it says.

Knows Jinja2. Must not know macros, themes, slides or files.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from jinja2 import Environment, StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context
from jinja2.visitor import NodeTransformer

from slidegen import lazy_re as re
from slidegen.budget import AT_ONCE, RANGE, STEP, Budget

#: what makes a text out of nothing, and what makes each page another
_NO_GLOBALS = ("lipsum",)
_NO_FILTERS = ("random",)

_MOST_BITS = 4096  #: of a number
_NUMBER = re.compile(r"\d+")

_budget: ContextVar[Budget] = ContextVar("budget")


class SpentError(SecurityError):
    """The budget is spent."""

    def __init__(self) -> None:
        super().__init__("it makes more than a deck may grow by")


@contextmanager
def paid_from(budget: Budget) -> Iterator[None]:
    """Whatever sandboxed templates do in here is paid from `budget`."""
    token = _budget.set(budget)
    try:
        yield
    finally:
        _budget.reset(token)


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """An environment for templates of others; they are rendered under `paid_from`."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: object) -> None:
        # `optimized` would work out what is constant, such as `'x' * 10**9`, before anybody counts.
        own = {"undefined": StrictUndefined, "optimized": False, "finalize": _written}
        super().__init__(**(options | own))
        for name in _NO_GLOBALS:
            self.globals.pop(name)
        self.globals["range"] = _range
        known = self.filters.items()
        self.filters = {name: _paying(function) for name, function in known if name not in _NO_FILTERS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Metering().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        return tree

    # ---- what the nodes of `_Metering` call
    @staticmethod
    def turns(iterable: Iterable[object], characters: int = 0) -> Iterator[object]:
        """The values of a loop whose body holds so many characters."""
        for value in iterable:
            _pay(characters)
            yield value

    @staticmethod
    def begin(characters: int) -> str:
        """A template that begins, and holds so many characters."""
        _pay(characters)
        return ""

    @staticmethod
    def made(value: object) -> object:
        """A list, tuple or dictionary that was written down: it may hold another a thousand times over."""
        _pay(_weight(value))
        return value

    @staticmethod
    def joined(*parts: object) -> str:
        """What `~` makes."""
        text = (markup_join if any(hasattr(part, "__html__") for part in parts) else str_join)(parts)
        _pay(len(text))
        return text

    # ---- what Jinja calls
    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        _ask(_most_of(operator, left, right))
        value: object = super().call_binop(context, operator, left, right)
        _pay(_weight(value))
        return value

    def call(self, context: Context, function: object, /, *args: object, **kwargs: object) -> object:
        if isinstance(function, LoopContext) and args:  # `{% for … recursive %}`
            again, *rest = args
            args = (self.turns(again), *rest) if isinstance(again, Iterable) else args
        subject = getattr(getattr(function, "__wrapped__", function), "__self__", None)
        if isinstance(subject, str | bytes | int):
            formats = "format" in getattr(function, "__name__", "")
            _ask(_most(subject, *args, *kwargs.values(), formats=formats))
        value: object = super().call(context, function, *args, **kwargs)
        _pay(_weight(value))
        return value


class _Metering(NodeTransformer):
    """Wraps what Jinja's sandbox does not ask about: loops, `~`, literals, and templates that begin."""

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802 - as Jinja calls it
        begin = _call("begin", node.lineno, nodes.Const(_literal(node)))
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(begin, lineno=node.lineno))
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        characters = sum(map(_literal, node.body))
        self.generic_visit(node)
        assert isinstance(node.iter, nodes.Expr), node.iter
        node.iter = _call("turns", node.lineno, node.iter, nodes.Const(characters))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _call("joined", node.lineno, *node.nodes)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _call("made", node.lineno, node)

    visit_Dict = visit_List  # noqa: N815 - it is the same for both

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _call("made", node.lineno, node) if node.ctx == "load" else node


def _call(name: str, line: int, *arguments: nodes.Expr) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(function, list(arguments), [], None, None, lineno=line)


def _literal(node: nodes.Node) -> int:
    """How much text stands in a node as it is."""
    own = [node] if isinstance(node, nodes.TemplateData) else []
    return sum(len(data.data) for data in (*own, *node.find_all(nodes.TemplateData)))


# ---- what steps pay
def _pay(characters: int) -> None:
    if not _budget.get().pay(characters + STEP, pieces=0):
        raise SpentError


def _ask(characters: int) -> None:
    """Before something is made that may be so large."""
    if characters > AT_ONCE:
        raise SpentError


@pass_context
def _written(_: Context, value: object) -> object:
    """Every output passes here, on its way to the page."""
    text = value if isinstance(value, str) or hasattr(value, "__html__") else str(value)
    _pay(_weight(text))
    return text


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if numbers[RANGE:]:
        raise SpentError
    return numbers


def _paying(function: Callable[..., object]) -> Callable[..., object]:
    """The filter, which asks before and pays after."""

    @wraps(function)
    def asked(*args: object, **kwargs: object) -> object:
        given = [each for each in args if not isinstance(each, Environment | Context | EvalContext)]
        _ask(_most(*given, *kwargs.values(), formats=function.__name__ == "do_format"))
        value = function(*args, **kwargs)
        if isinstance(value, Iterator):
            return list(TemplateSandbox.turns(value))
        _pay(_weight(value))
        return value

    return asked


# ---- how large things are, or may become
def _weight(value: object) -> int:
    """About the characters that a value takes when it is written, as far as that matters."""
    if isinstance(value, Undefined):  # of which `default` makes something, and all else a mistake
        return 0
    weight, open_ = 0, [value]
    while open_ and weight <= AT_ONCE:
        each = open_.pop()
        weight += 1
        if isinstance(each, str | bytes):
            weight += len(each)
        elif isinstance(each, int):
            weight += each.bit_length() // 3
        elif isinstance(each, dict):
            open_ += [*each.keys(), *each.values()]
        elif isinstance(each, Collection):
            open_ += each
    return weight


def _most(value: object, *others: object, formats: bool = False) -> int:
    """More than a filter or a method can make of `value` with its other arguments.

    What grows multiplies: `replace` and `join` by the length of a text, `center` and `indent` by a number.
    """
    numbers = sum(abs(each) for each in others if isinstance(each, int))
    if formats:  # widths stand in the text: `%9d`, `{:9}`
        numbers += sum(int(number[:9]) for number in _NUMBER.findall(str(value)))
    texts = sum(_weight(each) for each in others if not isinstance(each, int))
    return (1 + _weight(value)) * (1 + numbers) * (1 + texts)


def _most_of(operator: str, left: object, right: object) -> int:
    match operator, left, right:
        case "**", int(), int():
            return AT_ONCE if left.bit_length() * abs(right) <= _MOST_BITS else AT_ONCE + 1
        case "*", int(), int():
            return left.bit_length() + right.bit_length()
        case "*", _, int():
            return _weight(left) * abs(right)
        case "*", int(), _:
            return _weight(right) * abs(left)
        case "%", str() | bytes(), _:
            return _most(left, *(right if isinstance(right, tuple) else (right,)), formats=True)
    return _weight(left) + _weight(right)
