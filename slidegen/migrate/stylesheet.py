"""remark's style sheets as a theme's: the same declarations for slidegen's elements.

Knows what both call their elements. Must not know files. What has no counterpart stays in the text as it was,
where it matches nothing, and is listed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.migrate.font_families import with_own_faces

#: remark's names and ours; the longer ones first, since one is the beginning of another.
_NAMES: tuple[tuple[str, str], ...] = (
    (".remark-code-line-highlighted", ".line-highlighted"),
    (".remark-code-span-highlighted", "mark"),
    (".remark-inline-code", ":not(pre) > code"),
    (".remark-code", "pre > code"),
    (".remark-slide-container", ".slide"),
    (".remark-slide-content", ".slide"),
    (".remark-slides-area", ".slides"),
    (".remark-slide", ".slide"),
)
#: What slidegen draws in another way, and how.
_ELSEWHERE: tuple[tuple[str, str], ...] = (
    ("remark-slide-number", "numbers are the theme's: `--muted`, or `slideNumberFormat` under `remark:`"),
    ("hljs", "code is coloured by the theme: `--code-keyword` and its like"),
    ("remark-code-line", "code has no element a line"),
    ("remark-", "it is a part of remark's own viewer"),
)
_NAMED = re.compile(r"#slide-(?=[\w-])")  #: remark's id of a slide that has a name; ours is the name
_ROOT = re.compile(r"(?:html|body|:root)(?![\w-])")
#: The element that holds all slides: by its id what is imported wins over what every theme says.
_ALL = "#slides"
_CLASS_OF_A_SLIDE = re.compile(rf"{_ALL} (?:\.(?!slide\b)[\w-]+)+")
_WHOLE_SLIDE = re.compile(r"(?:^|[\s>+~])\.slide(?:[.:\[][^\s>+~]*)?\Z")
#: What may be a slide, before `>`: its body stands between it and what it holds, and weighs nothing.
_CHILD_OF_SLIDE = re.compile(r"((?:\A|(?<=[\s>+~]))\.slide(?:[.:\[][^\s>+~]*)?) ?> ?")
_CHILD_OF_CLASS = re.compile(r"\A((?:[.#][\w-]+)+) ?> ?")
_BODY = ":where(.slide-body)"
_IN_BODY = rf"\1 > {_BODY} > "
_IS_ABOVE = re.compile(r"(?<![\w-])margin(?:-top)?\s*:\s*-")  #: the body would cut it off
_SEEN_ABOVE = f"\n{_ALL} :is(.slide, .slide > .slide-body) {{ overflow: visible; contain: none }}"
_CODE = "pre > code"
_IS_BOX = re.compile(r"(?<![\w-])(?:background|padding|border)(?:-[a-z]+)*\s*:")
#: Around remark's code stands nothing: who gives it a box means the only one.
_NO_FRAME = f"\n{_ALL} pre:has(> code) {{ padding: 0; background: none; border: 0 }}"
#: The elements that remark shows in turn, and what hides one.
_IN_TURN = re.compile(r"\s*(?:\.remark-slides?(?:-container|-area)?\s*)+")
_HIDDEN = {"opacity": "0", "visibility": "hidden", "display": "none"}
#: What `.remark-slide-content` says itself, or the container around it, whatever `body` does.
_OF_SLIDES = frozenset(
    ("font-size", "background", "display", "padding", "margin", "width", "height", "overflow")
)
#: `.remark-slide-content h1` has a size, which wins over that of any `h1`.
_PLAIN_HEADING = re.compile(r"(?:[A-Za-z][A-Za-z0-9]*[\s>]+)*h[123]")
_EVERYTHING = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9]*[\s>]+)*(?:\.[\w-]+[\s>]+)?\*"
)  #: of no more than one class
_NO_HEADING = ":not(h1, h2, h3)"
_SIZES_ALL = re.compile(r"html|:root")
_ROOT_SIZE = 16  #: pixels of `1rem`, where a page says nothing
_RELATIVE = re.compile(r"(?P<count>\d+(?:\.\d+)?|\.\d+)(?P<unit>%|em|rem)")
_REM = re.compile(r"(?<![\w.#-])(?P<count>-?(?:\d+(?:\.\d+)?|\.\d+))rem\b")
_SETS_FONT = re.compile(r"(?<![\w-])font\s*:")  #: and the size with it
_SIZE = frozenset(("font-size",))
_SIZE_OF_ALL = frozenset(("font-size", "*"))
_OF_TEXT = ("font", "color", "line-height", "letter-spacing", "text-")
#: Where the cell of a table that a slide of remark's is puts its text, and where a block does.
_UPRIGHT = {"top": "start", "middle": "center", "bottom": "end"}
_VARIABLES = {"padding": "--slide-padding", "background-color": "--paper", "color": "--ink"}
_URL_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


@dataclass(slots=True)
class StyleReport:
    """What the translation met that its author has to know. Not frozen: it is gathered sheet by sheet."""

    left: list[tuple[str, str]] = field(default_factory=list)  #: (what, what to do)
    remote: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)  #: local files that it names
    imports: list[str] = field(default_factory=list)  #: local style sheets
    counts_rems: bool = False  #: whether some sheet of the page says how large `1rem` is


def root_size(css: str) -> str:
    """What `1rem` is on the page, where the sheet says it of its root: `--root-size` of our slides."""
    size = ""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if isinstance(rule, QualifiedRule) and any(map(_SIZES_ALL.fullmatch, _selectors(rule.prelude))):
            said = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
            sizes = [each for each in said if each.type == "declaration" and each.lower_name == "font-size"]
            size = tinycss2.serialize(sizes[-1].value).strip() if sizes else size
    relative = _RELATIVE.fullmatch(size)
    if relative is None:
        return size
    return f"{float(relative['count']) * (_ROOT_SIZE / 100 if relative['unit'] == '%' else _ROOT_SIZE):g}px"


def translated(css: str, report: StyleReport) -> str:
    """`css` for slidegen's elements."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=False, skip_whitespace=False)
    return "".join(_rule(rule, report) for rule in rules).strip() + "\n"


def _rule(rule: Node, report: StyleReport) -> str:
    if isinstance(rule, QualifiedRule):
        _note_urls(rule.content, report)
        if _IN_TURN.fullmatch(tinycss2.serialize(rule.prelude)):
            rule.content = _without(rule.content, lambda said: _hides(said, report))
        groups: dict[frozenset[str], list[str]] = {}
        sizes = "font-size" in tinycss2.serialize(rule.content)
        for selector in _selectors(rule.prelude):
            is_of_all = sizes and _EVERYTHING.fullmatch(selector) is not None
            overruled = _SIZE_OF_ALL if is_of_all else _overruled(selector)
            groups.setdefault(overruled, []).append(_selector(selector, report))
            if is_of_all:
                groups.setdefault(frozenset(), []).append(_selector(selector[:-1] + _NO_HEADING, report))
        return "\n".join(filter(None, (_group(rule, *group, report) for group in groups.items())))
    if isinstance(rule, AtRule):
        return _at_rule(rule, report)
    if rule.type == "error":
        report.left.append((f"line {rule.source_line}: {rule.message}", "mend the style sheet by hand"))
        return ""
    return str(rule.serialize())


def _group(rule: QualifiedRule, overruled: frozenset[str], selectors: list[str], report: StyleReport) -> str:
    """The rule for those of its selectors that remark's own style sheet overrules in the same way."""

    def is_vain(said: Declaration) -> bool:
        if not overruled & {said.lower_name, said.lower_name.partition("-")[0]}:
            return False
        if said.lower_name == "font-size" and _SIZES_ALL.fullmatch(tinycss2.serialize(rule.prelude).strip()):
            return True  # it says what `1rem` is
        if overruled is _SIZE_OF_ALL:
            return True  # it holds for all but headings
        what = f"{said.name} of {tinycss2.serialize(rule.prelude).strip()}"
        report.left.append((what, "nothing: remark's own style sheet says otherwise of slides"))
        return True

    content = _without(rule.content, is_vain) if overruled else rule.content
    if overruled is _SIZE_OF_ALL and not tinycss2.serialize(content).strip():
        return ""
    if overruled is _OF_SLIDES and _SETS_FONT.search(tinycss2.serialize(content)):
        content = [*content, *tinycss2.parse_component_value_list("; font-size: var(--body-size);")]
    content = with_own_faces(content)
    if report.counts_rems:
        text = _REM.sub(r"calc(\g<count> * var(--root-size))", tinycss2.serialize(content))
        content = tinycss2.parse_component_value_list(text)
    text = tinycss2.serialize(content)
    seen = _SEEN_ABOVE if _IS_ABOVE.search(text) and any(_BODY in each for each in selectors) else ""
    is_frame = _IS_BOX.search(text) and any(each.endswith(_CODE) for each in selectors)
    added = seen + (_NO_FRAME if is_frame else "")
    return f"{', '.join(selectors)} {{{text}}}" + added + _for_the_body(selectors, content)


def _overruled(selector: str) -> frozenset[str]:
    """What remark's own style sheet says instead of a rule with this selector, as more precise ones win."""
    if _ROOT.fullmatch(selector):
        return _OF_SLIDES
    return _SIZE if _PLAIN_HEADING.fullmatch(selector) else frozenset()


def _without(content: list[Node], is_gone: Callable[[Declaration], bool]) -> list[Node]:
    """`content` less some of its declarations; itself where there are none."""
    said = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    kept = [each for each in said if each.type != "declaration" or not is_gone(each)]
    if len(kept) == len(said):
        return content
    text = "; ".join(each.serialize().strip() for each in kept)
    return list(tinycss2.parse_component_value_list(f"{text};" if kept else ""))


def _hides(said: Declaration, report: StyleReport) -> bool:
    value = str(tinycss2.serialize(said.value)).strip()
    if value != _HIDDEN.get(said.lower_name):
        return False
    report.left.append((f"{said.name}: {value} of all slides", "the viewer shows one at a time"))
    return True


def _for_the_body(selectors: list[str], content: Iterable[Node]) -> str:
    """What is said of a whole slide, once more where slidegen keeps it: on its body, in variables."""
    slides = [each for each in selectors if _WHOLE_SLIDE.search(each)]
    slides += [each.replace(" .", " .slide.", 1) for each in selectors if _CLASS_OF_A_SLIDE.fullmatch(each)]
    if not slides:
        return ""
    text, variables = [], []
    for each in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if each.type != "declaration":
            continue
        value = tinycss2.serialize(each.value).strip()
        if each.lower_name in _VARIABLES:
            variables.append(f"{_VARIABLES[each.lower_name]}: {value};")
        if each.lower_name.startswith("padding"):
            variables.append(f"{each.name}: 0;")  # the body keeps it, and keeps it once
        if each.lower_name == "vertical-align" and value in _UPRIGHT:
            text.append(f"align-content: {_UPRIGHT[value]};")
        if each.lower_name.startswith((*_OF_TEXT, "padding-")):
            text.append(f"{each.name}: {value};")
    rules = f"\n{', '.join(slides)} {{ {' '.join(variables)} }}" if variables else ""
    bodies = ", ".join(f"{each} > .slide-body" for each in slides)
    return rules + (f"\n{bodies} {{ {' '.join(text)} }}" if text else "")


def _at_rule(rule: AtRule, report: StyleReport) -> str:
    keyword = rule.lower_at_keyword
    if keyword == "import":
        _import(rule, report)
        return ""
    if keyword == "page":
        report.left.append(
            (f"@page {{{tinycss2.serialize(rule.content or [])}}}", "paper has the canvas's size")
        )
        return ""
    if keyword in ("media", "supports") and rule.content is not None:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=False, skip_whitespace=False)
        body = "".join(_rule(each, report) for each in inner)
        return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{body}}}"
    _note_urls(rule.content or [], report)
    return str(rule.serialize())


def _import(rule: AtRule, report: StyleReport) -> None:
    for address in _addresses(rule.prelude, with_strings=True):
        (report.remote if _URL_ELSEWHERE.match(address) else report.imports).append(address)


def _note_urls(tokens: Iterable[Node], report: StyleReport) -> None:
    for address in _addresses(tokens):
        if _URL_ELSEWHERE.match(address):
            report.remote.append(address)
        elif not address.startswith(("data:", "#")):
            report.files.append(address)


def _addresses(tokens: Iterable[Node], with_strings: bool = False) -> Iterator[str]:
    for token in tokens:
        if token.type == "url" or (with_strings and token.type == "string"):
            yield token.value
        elif token.type == "function":
            yield from _addresses(token.arguments, with_strings or token.lower_name == "url")
        elif token.type in ("{} block", "() block", "[] block"):
            yield from _addresses(token.content, with_strings)


def _selectors(prelude: Iterable[Node]) -> Iterator[str]:
    group: list[Node] = []
    for token in [*prelude, None]:
        if token is None or (token.type == "literal" and token.value == ","):
            selector = " ".join(tinycss2.serialize(group).split())
            if selector:
                yield selector
            group = []
        else:
            group.append(token)


def _selector(selector: str, report: StyleReport) -> str:
    """One selector in our names, below the element that holds all slides."""
    found = selector
    for theirs, ours in _NAMES:
        found = re.sub(rf"{re.escape(theirs)}(?![\w-])", ours, found)
    found = _NAMED.sub("#", found)
    for name, advice in _ELSEWHERE:
        if name in found:
            report.left.append((selector, advice))
            return selector
    found = re.sub(r"\.slide(?: > | )\.slide(?![\w-])", ".slide", found)
    found = _CHILD_OF_SLIDE.sub(_IN_BODY, found)
    if _CHILD_OF_CLASS.match(found) and not found.startswith(".slide"):
        return f"{_ALL} {found}, {_ALL} {_CHILD_OF_CLASS.sub(_IN_BODY, found)}"
    if root := _ROOT.match(found):
        return f"{_ALL} .slide{found[root.end() :]}"
    return found if found.startswith("::") else f"{_ALL} {found}"
