"""Errors in the browser's console.

What: an exception in a script, or an error that a script reports, while every slide is shown. Scripts in
slides are the author's; one in the viewer is a bug of slidegen's.

Why: what a broken script should have done is missing, and whatever comes after it in the page as well.

Bad:

    # A script

    <script>throw new Error("no")</script>

Good:

    # No script

    text

Fix: none. Correct the script, or report it.

Since: 0.1
"""

from slidegen.finding import Rule, Severity

RULE = Rule("SG606", "script-error", Severity.ERROR, "An error in the browser's console")
