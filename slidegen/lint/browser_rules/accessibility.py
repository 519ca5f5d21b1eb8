"""Slides that some people cannot read.

What: what axe-core finds on a slide by the rules of WCAG 2.2, levels A and AA: contrast, names of links and
pictures, tables, languages; in the light scheme and in the dark one. It is looked for at `SLIDEGEN_AXE`, or
in a `node_modules` here or above; without it (`npm install axe-core`) this rule says nothing, and
`slidegen check` says so.

Why: at the back of the room everyone has bad eyes.

Bad:

    # Hard to read

    <p style="color: #ddd">pale words on white paper</p>

Good:

    # Easy to read

    dark words on white paper

Fix: none. The message names axe's rule; https://dequeuniversity.com/rules/axe explains each.

Since: 0.1
"""

from slidegen.finding import Rule, Severity

RULE = Rule("SG607", "accessibility", Severity.WARNING, "Something that some people cannot read or use")
