"""eks-workshop's: ```` ```bash timeout=300 wait=30 hook=ready ````, `test=false`, `expectError=true`.

Its `tests/hook-NAME.sh` beside the text is called with `before` and with `after`.
"""

from slidegen.text.typed.attributes.order_row import row


def hook_path(folder: str, name: str) -> str:
    """Where the script of a hook stands, for a text in `folder`."""
    return f"{folder}/tests/hook-{name}.sh".removeprefix("/")


ROWS = (
    row("excluded", r"test=(?:false|no|0)"),
    row("fails", r"expectError=(?:true|yes|1)"),
    row("limit", r"timeout=\"?(\d+(?:\.\d+)?)\"?s?"),
    row("pause", r"wait=\"?(\d+(?:\.\d+)?)\"?s?"),
    row("hook", r"hook=([\w.-]+)"),
)
