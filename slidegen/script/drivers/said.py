"""What bash and programs say of the orders that a driver gives them, as to who types the commands.

Knows how orders look. Must not know shells.
"""

from pathlib import Path

from slidegen import lazy_re as re


def as_said(text: str, folder: Path, secret: str) -> str:
    """`text` without the file that a broken command was read from, nor what a place was asked.

    A program that is no shell repeats that: its terminal does.
    """
    if "_sg=" in text:
        text = re.sub(rf"^[^\n]*(?:\b_sg=|\]133;I;%s;{secret})[^\n]*\n?", "", text, flags=re.M)
    if (read := f"bash: {folder}/") in text:
        text = re.sub(rf"^{re.escape(read)}\d+\.sh: line \d+: ", "bash: ", text, flags=re.M)
    return text
