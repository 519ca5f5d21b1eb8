"""Formulas: TeX in, MathML out, when the page is made; nothing is left to do for a browser.

Knows what latex2mathml reads, and what authors write that it does not. Must not know where a formula stands.
Every formula becomes MathML that is whole, or is refused: half of one would say something else.
"""

from xml.etree import ElementTree

from slidegen import lazy_re as re
from slidegen.deck.formula_commands import Commands, formula_written_out
from slidegen.deck.mathml import mend
from slidegen.distribution import install
from slidegen.memory import remembered

_MOST = 10_000  #: characters of a formula
_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'

#: Environments of the same meaning under a name that latex2mathml knows; None for what only holds a formula.
_ENVIRONMENTS = {
    **dict.fromkeys(
        ("align", "aligned", "alignat", "alignat*", "alignedat", "flalign", "flalign*"), "align*"
    ),
    **dict.fromkeys(("gather", "gather*", "gathered", "multline", "multline*"), "matrix"),
    **dict.fromkeys(("equation", "equation*", "displaymath", "math"), None),
    **dict.fromkeys(("eqnarray", "eqnarray*", "rcases", "drcases"), "array"),
    "dcases": "cases",
}
#: What stands around a table and which columns it has, where only the name says so.
_BEGINNING = {
    **dict.fromkeys(("eqnarray", "eqnarray*"), "{rcl}"),
    **dict.fromkeys(("rcases", "drcases"), "{ll}"),
}
_AROUND = {"rcases": (r"\left.", r"\right\}"), "drcases": (r"\left.", r"\right\}")}
_CAPITALS = {"Alpha": "A", "Beta": "B", "Epsilon": "E", "Zeta": "Z", "Eta": "H", "Iota": "I", "Kappa": "K"}
_CAPITALS |= {"Mu": "M", "Nu": "N", "Omicron": "O", "Rho": "P", "Tau": "T", "Chi": "X"}
_SETS = {"C": ("cnums", "Complex"), "N": ("N", "natnums"), "R": ("R", "Reals", "reals"), "Z": ("Z",)}
#: Commands of TeX, and of KaTeX (https://katex.org/docs/supported.html), that latex2mathml lacks.
_COMMANDS = {
    **{name: rf"\mathrm{{{letter}}}" for name, letter in _CAPITALS.items()},
    **{name: rf"\mathbb{{{letter}}}" for letter, names in _SETS.items() for name in names},
    "arg": r"\operatorname{arg}",
    "copyright": r"\text{©}",
    "empty": r"\emptyset",
    "infin": r"\infty",
    "isin": r"\in",
    "real": r"\Re",
    "thetasym": r"\vartheta",
    "alef": r"\aleph",
}
_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)")
_MATRICES = ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix")
_KNOWN = frozenset(_MATRICES) | frozenset(f"{name}*" for name in _MATRICES)
_KNOWN |= {"array", "cases", "smallmatrix", "split", "align*", "substack"}
_BEGIN = re.compile(r"\\(?P<which>begin|end)\{(?P<name>[A-Za-z]+\*?)\}(?P<count>\{\d+\})?")
_LABEL = re.compile(r"\\label\{[^{}]*\}|\\nonumber\b|\\notag\b")
_LOGO = re.compile(r"\\((?:Ka|La)?TeX)(?![A-Za-z])")
#: As MathJax has it, a colour holds for the group behind it; to LaTeX and KaTeX for all that follows.
_COLOURED = re.compile(r"\\color(?P<colour>\{[^{}]*\})(?=\s*\{)")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
# What authors of remark decks write so that Markdown leaves TeX alone: `\_`, `\[`, `\\{`, `\\\\`.
_ESCAPED = (
    (re.compile(r"\\+(?=[_*])"), ""),
    (re.compile(r"(?<!\\)\\(?=[\[\]])"), ""),  # in TeX none stands inside of a formula
    (re.compile(r"\\{2,}(?=[{}])"), r"\\"),
    (re.compile(r"\\{3,}"), r"\\\\"),
)


class UnreadableFormulaError(Exception):
    """Why a formula cannot be shown as one."""


@remembered
def mathml(tex: str, is_block: bool, commands: Commands = ()) -> str:
    """The MathML of a formula, as HTML has it; none of what only defines commands.

    Raises UnreadableFormulaError.
    """
    if len(tex) > _MOST:
        raise UnreadableFormulaError("it is too long")
    try:
        plain = formula_written_out(tex, commands)
    except OverflowError as error:
        raise UnreadableFormulaError("its commands, written out, are too long") from error
    return _mathml(plain, is_block) if plain.strip() or not tex.strip() else ""


def _mathml(tex: str, is_block: bool) -> str:
    try:
        from latex2mathml.converter import convert  # an extra, and few decks have formulas
    except ImportError as error:
        raise UnreadableFormulaError(f"formulas need `{install('math')}`") from error
    try:
        written = convert(_understood(unescaped(tex)), display="block" if is_block else "inline")
        root = ElementTree.fromstring(written.replace(_NAMESPACE, "", 1))
    except UnreadableFormulaError:
        raise
    except Exception as error:  # whatever it stumbles over: content never stops a build
        raise UnreadableFormulaError(_reason(error)) from error
    _refuse_unknown(root)
    mend(root, is_block)
    root.set("alttext", " ".join(unescaped(tex).split()))
    return ElementTree.tostring(root, encoding="unicode")


def unescaped(tex: str) -> str:
    """`tex` without the backslashes that keep Markdown away: `x\\_1`, `\\\\{`, `\\\\\\\\`."""
    for pattern, plain in _ESCAPED:
        tex = pattern.sub(plain, tex)
    return tex


def _understood(tex: str) -> str:
    """`tex` in the names that latex2mathml knows. Raises UnreadableFormulaError."""
    tex = _LOGO.sub(r"\\text{\1}", _LABEL.sub("", _COMMENT.sub("", tex)))
    tex = _COLOURED.sub(r"\\textcolor\g<colour>", tex)
    tex = _COMMAND.sub(lambda found: _COMMANDS.get(found["name"], found.group()), tex)
    return _BEGIN.sub(_environment, tex).strip()


def _environment(match: re.Match[str]) -> str:
    name = match["name"]
    if name not in _ENVIRONMENTS and name not in _KNOWN:
        raise UnreadableFormulaError(f"there is no environment `{name}`")
    known = _ENVIRONMENTS.get(name, name)
    if known is None:
        return ""
    which = match["which"]
    columns = _BEGINNING.get(name, "") if which == "begin" else ""
    count = match["count"] or "" if known == name else ""
    table = f"\\{which}{{{known}}}{columns}{count}"
    before, behind = _AROUND.get(name, ("", ""))
    return before + table if which == "begin" else table + behind


def _refuse_unknown(root: ElementTree.Element) -> None:
    """latex2mathml shows a command that it does not know as a name."""
    for element in root.iter():
        text = element.text or ""
        if element.tag != "mtext" and text.startswith("\\") and text != "\\":
            raise UnreadableFormulaError(f"there is no command `{text}`")


def _reason(error: Exception) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
    return {
        "no available tokens": "a brace is not closed, or something is missing at its end",
        "parse": "it holds a `&` outside of an environment, or is no whole formula",
    }.get(words, words)
