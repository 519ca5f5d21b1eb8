"""runme's: ```` ```sh {"name":"x","excludeFromRunAll":"true"} ````, or `{ name=x ignore=true }`."""

from slidegen.text.typed.attributes.order_row import row

ROWS = (
    row("excluded", r"\"?(?:excludeFromRunAll|ignore)\"?\s*[:=]\s*\"?true\"?"),
    row("background", r"\"?background\"?\s*[:=]\s*\"?true\"?"),
)
