"""markdown-exec's: ```` ```bash exec="on" returncode="2" ````."""

from slidegen.text.typed.attributes.order_row import row

ROWS = (row("fails", r"returncode=\"?[1-9]\d*\"?"),)
