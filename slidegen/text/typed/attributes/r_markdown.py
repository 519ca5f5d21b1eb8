"""R Markdown's and Quarto's: ```` ```{bash, eval=FALSE} ````, `error=TRUE`, or `#| eval: false` in the code.

What is evaluated where an expression of R says so is not: nobody here knows R.
"""

from slidegen.text.typed.attributes.order_row import row

ROWS = (
    row("excluded", r"(?:eval|execute)\s*[=:]\s*(?!(?:TRUE|T|true|yes)\b)[^\s,}=-][^\s,}]*", case=True),
    row("fails", r"error\s*[=:]\s*(?:TRUE|T|true)", case=True),
)
IN_CODE = (("#|", r"^#\|[ \t]*(\S[^\n]*)"),)
