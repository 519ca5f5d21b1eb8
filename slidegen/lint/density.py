"""In which sizes a slide's text may be set: the measures of themes/base/css/density.css, the largest first.

One is chosen by the height that it makes of a slide (`height.py`); the page says its name, and the sheet has
what belongs to it. Must not know slides.
"""

from dataclasses import replace
from math import inf

from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Density:
    """How large and how far apart a slide's text is set; lengths in em."""

    name: str  #: as the page says it; `` for a slide whose height cannot be known
    size: float  #: of the theme's own size
    line: float
    gap: float  #: around paragraphs
    item: float  #: around the items of a list
    loose: float  #: likewise, with blank lines between them
    measure: float = inf  #: the longest line
    limit: float = 1.0  #: which share of the room it may take


UNKNOWN = Density("", 1, 1.33, 0.5, 0.2, 0.4)
DENSE = Density("dense", 26 / 28, 1.29, 0.45, 0.15, 0.3)
DENSITIES = (
    Density("large", 32 / 28, 1.42, 0.8, 0.5, 0.65, 30.8, 0.84),
    Density("roomy", 30 / 28, 1.4, 0.65, 0.4, 0.55, 30.8, 0.86),
    Density("normal", 1, 1.36, 0.55, 0.3, 0.45, 32.8, 0.9),
    replace(UNKNOWN, name="close", limit=0.92),  # letters as large, set as the theme has it
)
QUOTATION = Density("quote", 1.6, 1.36, 0.5, 0.2, 0.4, limit=0.8)  #: of a quotation alone
