"""Pictures that do not load.

What: a picture, or a slide's background, on this machine that the browser cannot show: the file is not
there, or it is no picture.

Why: the room sees a broken frame where the diagram should be. `missing-image` (SG411) finds files that are
not there without a browser; this rule also finds those that are damaged.

Bad:

    # A picture

    ![A diagram](not-there.png)

Good:

    # No picture

    text

Fix: none. Correct the path, or replace the file.

Since: 0.1
"""

from slidegen.finding import Rule, Severity

RULE = Rule("SG604", "failed-image", Severity.ERROR, "A picture that does not load")
