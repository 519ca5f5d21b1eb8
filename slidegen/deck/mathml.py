"""MathML as TeX would set it: what latex2mathml leaves to the browser, and browsers to nobody.

Knows elements of MathML Core. Must not know TeX or where formulas stand.
"""

from itertools import cycle
from xml.etree.ElementTree import Element

_BARS = ("|", "‖", "∥")
_FUNCTIONS = frozenset(
    ("arccos", "arcsin", "arctan", "cos", "cosh", "cot", "csc", "deg", "det", "exp", "ln", "log", "lg", "sec")
) | frozenset(("sin", "sinh", "tan", "tanh", "ker", "dim", "arg", "hom"))
_WITH_LIMITS = frozenset(("lim", "max", "min", "sup", "inf", "lim inf", "lim sup", "argmax", "argmin", "Pr"))
_BESIDE = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_LETTERS = frozenset(("mi", "mn", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup"))


def mend(root: Element, is_block: bool) -> None:
    """Let bars stretch or not, limits stand below, functions keep their distance."""
    for element in list(root.iter()):
        _mend_bars(element)
        if is_block and element.tag in _BESIDE and _name(element[0]) in _WITH_LIMITS:
            element.tag = _BESIDE[element.tag]
        if element.tag == "mo" and element.text in ("∖", "⧵"):
            element.text = "\\"  # few fonts have the others
    for element in list(root.iter("mrow")):
        _space_functions(element)


def _name(element: Element) -> str:
    return (element.text or "").replace("\N{THIN SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ").strip()


def _mend_bars(row: Element) -> None:
    """Bars beside a table are as high as it is; others are pairs of text height."""
    bars = [(at, each) for at, each in enumerate(row) if each.tag == "mo" and each.text in _BARS]
    bars = [(at, each) for at, each in bars if "fence" not in each.attrib and "minsize" not in each.attrib]
    forms = cycle(("prefix", "postfix"))
    for at, bar in bars:
        around = {row[beside].tag for beside in (at - 1, at + 1) if 0 <= beside < len(row)}
        bar.set("stretchy", "true" if "mtable" in around else "false")
        if len(bars) % 2 == 0:
            bar.set("form", next(forms))


def _space_functions(row: Element) -> None:
    """`n log n`: a thin space on each side of a function's name that a letter stands at."""
    children: list[Element] = []
    for each in row:
        before = children[-1] if children else None
        apart = before is not None and (
            (_is_function(each) and before.tag in _LETTERS) or (_is_function(before) and each.tag in _LETTERS)
        )
        children += [Element("mspace", {"width": "0.167em"}), each] if apart else [each]
    row[:] = children


def _is_function(element: Element) -> bool:
    inner = element[0] if element.tag in _BESIDE and len(element) else element
    return inner.tag in ("mi", "mo") and _name(inner) in _FUNCTIONS
