"""One word behind the language: slidegen's own `fail`, and how several tools say that a fence is not run."""

from slidegen.text.typed.attributes.order_row import row

ROWS = (
    row("fails", "fail"),
    row("excluded", "no[-_]?run|no[-_]?exec(?:ute)?|no[-_]?test|skip[-_]?test|skip"),
)
