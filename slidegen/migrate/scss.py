"""Style sheets of backslide, as CSS: variables, nested rules, `&`, `@for`, divisions and products.

Knows that part of SCSS. Must not know files or what a rule says. What else there is (mixins, functions,
lists) is left out, each by itself, and told.
"""

from collections.abc import Iterator, Mapping

from slidegen import lazy_re as re
from slidegen.budget import Budget
from slidegen.migrate.deck import Left

_ADVICE = "SCSS that is not read: compile the file to CSS, and import again, or write it into the theme"
_COMMENT = re.compile(
    r"(?P<text>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)]*\))|/\*.*?\*/|//[^\n]*", re.DOTALL
)
_TEXT = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)\"']*\)|#\{[^{}]*\}")
_VARIABLE = re.compile(r"\$([\w-]+)\s*+:(.*)\Z", re.DOTALL)
_FLAGS = ("!default", "!global")
_NAME = re.compile(r"#\{\s*\$([\w-]+)\s*\}|\$([\w-]+)")
_FOR = re.compile(r"@for\s+\$([\w-]+)\s+from\s+(\d{1,3})\s+(through|to)\s+(\d{1,3})\s*\Z")
_DIVISION = re.compile(r"math\.div\(([^(),]+),([^(),]+)\)")
_THIN = re.compile(r"(?:transparentize|fade-out)\(([^(),]+),\s*(0?\.\d+|[01])\s*\)")
_SHEER = re.compile(r"rgba\(\s*(#[0-9a-fA-F]{3,8})\s*,\s*(0?\.\d+|[01])\s*\)")
_FOREIGN = re.compile(
    r"\$[\w-]|#\{|\b(?:math|color|map|list|string)\.[\w-]+\(|(?<![\w-])(?:lighten|darken|transparentize|mix|percentage|"
    r"map-get|nth|if|saturate|desaturate|adjust-color|scale-color|fade-in|unquote)\("
)
_PRODUCT = re.compile(r"(?<=[\w%)])\s+\*\s+(?=[\w.(-])")
_WHOLE = ("@keyframes", "@-webkit-keyframes", "@font-face", "@page", "@counter-style", "@property")
_DEPTH = 20  #: rules that stand in one another


def as_css(scss: str, left: Left) -> str:
    """The rules of `scss`; what cannot be read is added to `left`."""
    out: list[str] = []
    text = _COMMENT.sub(lambda found: found["text"] or " ", scss)
    _Rules(left, out, Budget.of(len(text))).read(text, ("",), {})
    return "\n".join(out) + "\n"


class _Rules:
    def __init__(self, left: Left, out: list[str], budget: Budget) -> None:
        self.left = left
        self.out = out
        self.budget = budget  #: loops in loops, and selectors in selectors, make more than a page can take

    def read(self, text: str, parents: tuple[str, ...], outer: Mapping[str, str], depth: int = 0) -> None:
        """Write the rules of a block whose selectors are `parents`."""
        if self.budget.is_spent():
            return
        if not self.budget.pay(len(text) + sum(map(len, parents))):
            self._leave("what loops and nested rules make: it is too much")
            return
        names, said = dict(outer), list[str]()
        for head, body in _statements(text):
            if body is not None:
                said = self._flushed(parents, said)
                self._rule(head, body, parents, names, depth + 1)
            elif variable := _VARIABLE.match(head):
                value, is_default = _without_flags(variable[2])
                if not is_default or variable[1] not in names:
                    names[variable[1]] = _filled(value, names)
            elif head.startswith("@"):
                self._order(head, names)
            elif head:
                said += self._declared(head, names)
        self._flushed(parents, said)

    def _flushed(self, parents: tuple[str, ...], said: list[str]) -> list[str]:
        if said:
            self.out.append(f"{', '.join(parents)} {{ {' '.join(said)} }}")
        return []

    def _declared(self, head: str, names: Mapping[str, str]) -> list[str]:
        value = _filled(head, names)
        if _FOREIGN.search(value):
            self._leave(head)
            return []
        return [f"{value};"]

    def _order(self, head: str, names: Mapping[str, str]) -> None:
        """`@use "sass:math"` says nothing to CSS; `@import` may."""
        if head.startswith("@import") and ("url(" in head or ".css" in head):
            self.out.append(f"{_filled(head, names)};")
        elif not re.match(r"@(?:use\s+[\"']sass:|charset)", head):
            self._leave(head)

    def _rule(
        self, head: str, body: str, parents: tuple[str, ...], names: dict[str, str], depth: int
    ) -> None:
        loop = _FOR.match(_filled(head, names)) or _FOR.match(head)
        if depth > _DEPTH:
            self._leave(head)
        elif loop:
            for number in range(int(loop[2]), int(loop[4]) + (loop[3] == "through")):
                if self.budget.is_spent():
                    break
                self.read(body, parents, {**names, loop[1]: str(number)}, depth)
        elif head.startswith(_WHOLE):
            self.out.append(f"{_filled(head, names)} {{ {_filled(body.strip(), names)} }}")
        elif head.startswith(("@media", "@supports")):
            inner = _Rules(self.left, [], self.budget)
            inner.read(body, parents, names, depth)
            self.out.append(f"{_filled(head, names)} {{ {' '.join(inner.out)} }}")
        elif head.startswith("@") or head.endswith(":") or _FOREIGN.search(_filled(head, names)):
            self._leave(head)
        else:
            self.read(body, _nested(parents, _filled(head, names)), names, depth)

    def _leave(self, what: str) -> None:
        self.left.append((f"`{' '.join(what.split())[:80]}`", _ADVICE))


def _statements(text: str) -> Iterator[tuple[str, str | None]]:
    """(what stands before a `;` or a block, what the block holds), of one level."""
    depth = start = at = head_end = 0
    while at < len(text):
        word = _TEXT.match(text, at) if text[at] in "\"'u#" else None
        mark = "" if word else text[at]
        if mark == "{":
            head_end = head_end if depth else at
            depth += 1
        elif mark == "}" and depth:
            depth -= 1
            if depth == 0:
                yield text[start:head_end].strip(), text[head_end + 1 : at]
                start = at + 1
        elif mark == ";" and depth == 0:
            yield text[start:at].strip(), None
            start = at + 1
        at = word.end() if word else at + 1
    if text[start:].strip() and depth == 0:
        yield text[start:].strip(), None


def _without_flags(value: str) -> tuple[str, bool]:
    """The value of a variable, and whether it holds only where nothing else was said."""
    value, is_default = value.strip(), False
    while value.endswith(_FLAGS):
        is_default |= value.endswith("!default")
        value = value.rpartition("!")[0].rstrip()
    return value, is_default


def _filled(text: str, names: Mapping[str, str]) -> str:
    """`text` with the values of variables, and with CSS for what is computed."""
    found = _NAME.sub(lambda name: names.get(name[1] or name[2], name.group()), text)
    found = _DIVISION.sub(r"calc(\1 /\2)", found)
    found = _THIN.sub(lambda thin: _mixed(thin[1], 1 - float(thin[2])), found)
    found = _SHEER.sub(lambda sheer: _mixed(sheer[1], float(sheer[2])), found)
    name, colon, value = found.partition(":")
    is_product = colon and "{" not in found and _PRODUCT.search(value)
    return f"{name}: calc({value.strip()})" if is_product else found


def _mixed(colour: str, share: float) -> str:
    return f"color-mix(in srgb, {colour.strip()} {share * 100:g}%, transparent)"


def _nested(parents: tuple[str, ...], head: str) -> tuple[str, ...]:
    """The selectors of a rule in a rule."""
    return tuple(
        each.replace("&", parent) if "&" in each else f"{parent} {each}".strip()
        for parent in parents
        for each in (part.strip() for part in head.split(","))
        if each
    )
