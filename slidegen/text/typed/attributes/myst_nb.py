"""MyST-NB's: a line `:tags: [skip-execution]` below ```` ```{code-cell} ````."""

from slidegen.text.typed.attributes.order_row import row

ROWS = (
    row("excluded", r"skip-execution"),
    row("fails", r"raises-exception"),
)
IN_CODE = ((":tags:", r"\A(?::[\w-]+:[^\n]*\n)*:tags:([^\n]*)"),)
