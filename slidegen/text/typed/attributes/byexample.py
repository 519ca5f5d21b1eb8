"""byexample's and doctest's: a comment in the code, `ls  # byexample: +skip`."""

from slidegen.text.typed.attributes.order_row import row

ROWS = (row("excluded", r"(?<=: )[+]skip"),)
IN_CODE = (
    ("example:", r"#[ \t]*(byexample:[^\n]*)"),
    ("doctest:", r"#[ \t]*(doctest:[^\n]*)"),
)
