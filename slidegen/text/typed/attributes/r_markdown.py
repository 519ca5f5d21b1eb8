"""R Markdown's and Quarto's: ```` ```{bash, eval=FALSE} ````, `error=TRUE`."""

from slidegen.text.typed.attributes.order_row import row

ROWS = (
    row("excluded", r"eval\s*[=:]\s*(?:FALSE|F|false)", case=True),
    row("fails", r"error\s*[=:]\s*(?:TRUE|T|true)", case=True),
)
