"""Which of remark's styles of code are dark, and what a theme says so that its code is, too.

Knows names of highlight.js's styles. The single colours are the theme's own, which can be read on their
paper; on real paper code stays light, since few print grounds.
"""

from slidegen import lazy_re as re

_DARK = re.compile(
    r".*(?:dark|night|black|monokai).*|agate|androidstudio|arta|codepen-embed|darcula|dracula|far|hopscotch"
    r"|hybrid|lioshi|nord|obsidian|ocean|pojoaque|railscasts|rainbow|shades-of-purple|srcery|sunburst|vs2015"
    r"|xt256|zenburn",
    re.IGNORECASE,
)

DARK_CODE = """\
/* Code is dark, as the page had it. */
@media screen {
  #slides .slide pre {
    color-scheme: dark;
  }
}
"""


def is_dark(style: str) -> bool:
    """Whether the ground of code is dark in highlight.js's `style`."""
    return _DARK.fullmatch(style) is not None
