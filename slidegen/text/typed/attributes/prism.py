"""Prism's, in Gatsby and elsewhere: ```` ```bash{outputLines: 2-3} ````, `{2-3|output}`.

Which lines are printed it says by their numbers: such a fence is shown, and not run.
"""

from slidegen.text.typed.attributes.order_row import row

ROWS = (row("excluded", r"outputLines\s*:\s*[\d, -]+|[\d, -]+\|output"),)
