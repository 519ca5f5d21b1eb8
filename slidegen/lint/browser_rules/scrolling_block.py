"""Code and tables that must be scrolled to be read.

What: a block inside a slide, such as code, whose content is wider or higher than the block; the message
says by how many CSS pixels.

Why: the end of the line is invisible in the room and missing on paper; a command that is cut off there is
typed wrong.

Bad:

    # A long line

    ```bash
    kubectl create deployment web --image=registry.example.com/team/application/web-frontend:1.27.3 --port=80
    ```

Good:

    # A line that fits

    ```bash
    kubectl create deployment web \\
            --image=registry.example.com/team/application/web-frontend:1.27.3
    ```

Fix: none. Break the line (a backslash at its end continues a command), or set the block in `.small[…]`.

Since: 0.1
"""

from slidegen.finding import Rule, Severity

RULE = Rule("SG602", "scrolling-block", Severity.WARNING, "Code that is wider or higher than its place")
