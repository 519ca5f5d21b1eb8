"""tesh's: ```` ```console tesh-session="a" tesh-timeout="60" ````, `tesh-exitcodes="0 1"`."""

from slidegen.text.typed.attributes.order_row import row

ROWS = (
    row("fails", r"tesh-exitcodes=\"[0 ]*[1-9][\d ]*\""),
    row("limit", r"tesh-timeout=\"(\d+)\""),
)
