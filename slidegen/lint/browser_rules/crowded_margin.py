"""Slides that use up their margin.

What: a slide whose content reaches beyond its margins and not beyond its edge, measured as for
`slide-overflow` (SG601). Everything can be seen; in the viewer it scrolls by that much.

Why: one more line, another font or another theme, and something is cut off. It also looks crowded.

Bad:

    ## Just so

    - one

    - two

    - three

    - four

    - five

    - six

    - seven

    - eight

    - nine

    - ten

    - eleven

    - twelve

    - thirteen

    - fourteen

Good:

    ## Roomy

    - one

    - two

Fix: none. Take a line out, or leave it: it is a note.

Since: 0.1
"""

from slidegen.finding import Rule, Severity

RULE = Rule("SG608", "crowded-margin", Severity.INFO, "A slide that reaches into its margin")
