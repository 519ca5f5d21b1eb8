"""Slides with more on them than fits.

What: text, pictures, code or boxes that reach beyond the slide's edge, measured on every element at every
step, in CSS pixels on the canvas. The message says how far, from which step on, and at which text the
margin is crossed. What nobody sees (hidden, for screen readers only) does not count. What reaches into the
margin only is `crowded-margin` (SG608).

Why: the room sees the top of the slide only. The viewer lets you scroll, but nobody scrolls while
presenting, and paper is cut at the edge.

Bad:

    # Too much

    - one line

    - two lines

    - three lines

    - four lines

    - five lines

    - six lines

    - seven lines

    - eight lines

    - nine lines

    - ten lines

    - eleven lines

    - twelve lines

    - thirteen lines

    - fourteen lines

    - fifteen lines

Good:

    # Enough

    - one line

    - two lines

Fix: none. Split the slide, take something out, or set it in `.small[…]`.

Since: 0.1
"""

from slidegen.finding import Rule, Severity

RULE = Rule("SG601", "slide-overflow", Severity.WARNING, "A slide with more on it than fits")
