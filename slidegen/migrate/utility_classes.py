"""What the names of classes say that Slidev's decks get from UnoCSS, as a style sheet of those that occur.

Knows how such a name is read: columns, gaps, sizes, where text stands. Must not know files. Colours of text
and grounds stay the theme's, whose contrast is known, and what is half transparent there is muted here.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.migrate.slide_texts import slides_of
from slidegen.text.html_tags import start_tags
from slidegen.text.properties import read_properties

_STEP = 5  #: pixels of our canvas for one step of their scale, a quarter of a line
_SIDES = {
    "": "", "t": "-block-start", "b": "-block-end", "l": "-left", "r": "-right", "s": "-inline-start",
    "e": "-inline-end", "x": "-inline", "y": "-block",
}  # fmt: skip
_SIZES = {
    "xs": ".8em", "sm": ".9em", "base": "1em", "lg": "1.1em", "xl": "1.2em", "2xl": "1.45em",
    "3xl": "min(1.8em, 8vw)", "4xl": "min(2.2em, 8vw)", "5xl": "min(2.8em, 8vw)", "6xl": "min(3.5em, 8vw)",
    "7xl": "min(4.2em, 8vw)", "8xl": "min(5.5em, 8vw)", "9xl": "min(7em, 8vw)",
}  # fmt: skip
_WIDTHS = {
    "xs": "400px", "sm": "480px", "md": "560px", "lg": "640px", "xl": "720px", "2xl": "840px", "3xl": "960px",
    "4xl": "1120px", "full": "100%", "none": "none",
}  # fmt: skip
_ALIGN = "center|stretch|baseline|start|end"
#: Names that say one thing.
_PLAIN = {
    "grid": "display: grid",
    "flex": "display: flex",
    "inline-flex": "display: inline-flex",
    "block": "display: block",
    "inline-block": "display: inline-block",
    "flex-col": "flex-direction: column",
    "flex-row": "flex-direction: row",
    "flex-wrap": "flex-wrap: wrap",
    "flex-1": "flex: 1 1 0%; min-width: 0",
    "text-left": "text-align: left",
    "text-center": "text-align: center",
    "text-right": "text-align: right",
    "font-bold": "font-weight: 700",
    "font-semibold": "font-weight: 700",
    "font-normal": "font-weight: 400",
    "font-mono": "font-family: var(--mono)",
    "italic": "font-style: italic",
    "uppercase": "text-transform: uppercase",
    "line-through": "text-decoration: line-through",
    "leading-tight": "line-height: 1.25",
    "leading-snug": "line-height: 1.375",
    "leading-relaxed": "line-height: 1.6",
    "list-none": "list-style: none; padding-inline-start: 0",
    "mx-auto": "margin-inline: auto",
    "ml-auto": "margin-left: auto",
    "w-full": "width: 100%",
    "h-full": "height: 100%",
    "object-contain": "object-fit: contain",
    "object-cover": "object-fit: cover",
    "border": "border: 1px solid var(--line)",
    "rounded": "border-radius: 5px",
}
#: Names with a number or a word behind them, and what they say of it.
_FORMS = tuple(
    (re.compile(form), said)
    for form, said in (
        (r"grid-cols-(\d+)", "grid-template-columns: repeat({0}, minmax(0, 1fr))"),
        (r"grid-cols-\[([\w.%_-]+)\]", "grid-template-columns: {spaced}"),
        (r"col-span-(\d+)", "grid-column: span {0}"),
        (rf"items-({_ALIGN})", "align-items: {0}"),
        (rf"self-({_ALIGN})", "align-self: {0}"),
        (rf"justify-({_ALIGN})", "justify-content: {0}"),
        (r"justify-(between|around|evenly)", "justify-content: space-{0}"),
        (r"gap-(\d+(?:\.5)?)", "gap: {steps}"),
        (r"gap-x-(\d+(?:\.5)?)", "column-gap: {steps}"),
        (r"gap-y-(\d+(?:\.5)?)", "row-gap: {steps}"),
        (r"w-(\d+)", "width: {steps}"),
        (r"h-(\d+)", "height: {steps}"),
        (r"w-(\d+/\d+)", "width: calc(100% * {0})"),
        (r"w-\[(\d+(?:px|%|em))\]", "width: {0}"),
        (r"h-\[(\d+(?:px|%|em))\]", "height: {0}"),
        (r"border-[lsre]-(\d+)", "border-inline-start: {0}px solid var(--line)"),
        (r"border-[tb]-?(\d*)", "border-block-end: {border}px solid var(--line)"),
        (r"border-\[(#[0-9a-fA-F]{3,8})\]", "border-color: {0}"),
        (r"rounded-(?:md|lg|xl|2xl|3xl)", "border-radius: 10px"),
        (r"rounded-full", "border-radius: 50%"),
        (r"opacity-[1-9]\d?", "color: var(--muted)"),
    )
)
_SIDED = re.compile(r"(?P<of>[mp])(?P<side>[tblrsexy]?)-(?P<steps>\d+(?:\.5)?)")
_STACKED = re.compile(r"space-(?P<side>[xy])-(?P<steps>\d+(?:\.5)?)")
_SIZED = re.compile(r"text-(?P<size>base|sm|xs|\d?xl|lg)")
_LIMITED = re.compile(r"max-w-(?P<width>\d?xl|xs|sm|md|lg|full|none)")
_WIDER = re.compile(r"(?:sm|md|lg):")  #: what holds in windows of some width holds on a slide
_NOT_A_LETTER = re.compile(r"[^\w-]")
#: In a narrow window what stood side by side stands below one another.
_NARROW = (
    "@media (max-width: 40rem) {\n.grid { grid-template-columns: minmax(0, 1fr) !important }\n"
    ".grid > * { grid-column: auto !important }\n.flex { flex-wrap: wrap }\n.flex > * { max-width: 100% }\n}"
)


def utilities(text: str) -> str:
    """The rules for those names that the slides' elements and properties have."""
    found = dict.fromkeys(
        name for names in _class_attributes(text) for name in names.replace(",", " ").split()
    )
    rules = [f".{_NOT_A_LETTER.sub(_escaped, name)}{rule}" for name in found if (rule := _rule(name))]
    beside = {"grid", "flex"} & found.keys()
    return "\n".join([*sorted(rules, key=_weight), *([_NARROW] if beside else [])])


def _class_attributes(text: str) -> Iterator[str]:
    for tag in start_tags(text):
        yield from (each.value for each in tag.attributes if each.name == "class" and each.value)
    for slide in slides_of(text):
        yield from (each.value for each in read_properties(slide, 0, len(slide))[0] if each.name == "class")


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _weight(rule: str) -> bool:
    """What a border is of comes before what colour it has."""
    return "border-color" in rule


def _rule(name: str) -> str:
    plain = _WIDER.sub("", name, 1)
    if stacked := _STACKED.fullmatch(plain):
        side = "margin-block-start" if stacked["side"] == "y" else "margin-inline-start"
        return f" > * + * {{ {side}: {_pixels(stacked['steps'])} }}"
    said = _PLAIN.get(plain) or _sided(plain) or _sized(plain) or _formed(plain)
    return f" {{ {said} }}" if said else ""


def _sided(name: str) -> str:
    found = _SIDED.fullmatch(name)
    if not found:
        return ""
    kind = "margin" if found["of"] == "m" else "padding"
    return f"{kind}{_SIDES[found['side']]}: {_pixels(found['steps'])}"


def _sized(name: str) -> str:
    if size := _SIZED.fullmatch(name):
        return f"font-size: {_SIZES.get(size['size'], '1em')}"
    limit = _LIMITED.fullmatch(name)
    return f"max-width: {_WIDTHS.get(limit['width'], 'none')}" if limit else ""


def _formed(name: str) -> str:
    for form, said in _FORMS:
        if found := form.fullmatch(name):
            value = found[1] if form.groups else ""
            steps = _pixels(value) if value.replace(".5", "").isdigit() else ""
            return said.format(value, steps=steps, spaced=value.replace("_", " "), border=value or "1")
    return ""


def _pixels(steps: str) -> str:
    return f"{float(steps) * _STEP:g}px"
