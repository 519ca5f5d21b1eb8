"""byexample's and doctest's: a comment in the code, `ls  # byexample: +skip`."""

from slidegen.text.typed.attributes.order_row import row

ROWS = (row("excluded", r"(?<=: )[+]skip"),)
IN_CODE = (r"#[ \t]*((?:byexample|doctest):[^\n]*)",)
