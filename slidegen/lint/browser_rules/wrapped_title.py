"""Titles that need more than one line.

What: the title of a slide, title slides apart, that wraps on the canvas.

Why: it pushes down what the slide is about, and people read a title at a glance or not at all.

Bad:

    # A title that goes on and on about everything that this slide will say anyway

    text

Good:

    # A short title

    text

Fix: none. Say it shorter.

Since: 0.1
"""

from slidegen.finding import Rule, Severity

RULE = Rule("SG603", "wrapped-title", Severity.INFO, "A title that needs more than one line")
