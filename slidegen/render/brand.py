"""What all decks of a project share beside their theme: a logo, a footer, a colour, fonts, a language.

Knows the few keys of `brand` and the variables of themes that they set. Must not know where a logo is kept.
"""

from collections.abc import Iterable, Mapping

from slidegen import lazy_re as re
from slidegen.render.accent import accent_variables

KEYS = ("logo", "footer", "accent", "font", "code-font", "lang")

_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}|[A-Za-z]+|(?:rgb|hsl|oklch|oklab|lab|lch|color)a?\([\w\s.,%/-]+\)")
_TEMPLATE = """
[data-mode="slides"] .slide::before {{ {corner} }}
@media print {{ .slide::before {{ {corner} }} }}
.slide:has(.footer, .my-footer, .bottom-bar)::before {{ display: none !important; }}
"""


def is_colour(text: str) -> bool:
    """Whether it is written as one; what no browser knows is left to them."""
    return _COLOUR.fullmatch(text.strip()) is not None


def brand_style(brand: Mapping[str, str], logo: str | None) -> str:
    """The style sheet of a brand; `logo` is the address of its picture, None when there is none."""
    variables = [
        *(f"{name}: {value};" for name, value in _accent(brand.get("accent", ""))),
        f"--text-font: {css_string(brand['font'])}, var(--sans);" if brand.get("font") else "",
        f"--title-font: {css_string(brand['font'])}, var(--sans);" if brand.get("font") else "",
        f"--mono: {css_string(brand['code-font'])}, ui-monospace, monospace;"
        if brand.get("code-font")
        else "",
    ]
    said = " ".join(filter(None, variables))
    root = f":root {{ {said} }}\n" if said else ""
    footer = brand.get("footer", "")
    return root + (_TEMPLATE.format(corner=_corner(footer, logo)) if footer or logo else "")


def _accent(colour: str) -> Iterable[tuple[str, str]]:
    return accent_variables(colour.strip()) if is_colour(colour) else ()


def _corner(footer: str, logo: str | None) -> str:
    """Logo and footer, at the start of the bottom line of a slide; nobody needs to hear them on each."""
    text = css_string(footer)
    picture = f"background: url({css_string(logo)}) no-repeat left center / auto 100%; " if logo else ""
    room = "min-width: 120px; padding-inline-start: 130px; " if logo and footer else "min-width: 120px; "
    return (
        f'content: {text}; content: {text} / ""; {picture}{room if logo else ""}'
        "position: absolute; inset-inline-start: 56px; bottom: 10px; height: 28px; "
        "font: 15px/28px var(--text-font); color: var(--muted); pointer-events: none"
    )


def css_string(text: str) -> str:
    """A string of CSS, in which nothing can end it."""
    return (
        '"'
        + re.sub(r"[^\w .,:;()/@&+#|-]", lambda found: f"\\{ord(found[0]):x} ", text, flags=re.ASCII)
        + '"'
    )
