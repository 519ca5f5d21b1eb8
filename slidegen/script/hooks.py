"""The scripts that a workshop has beside its texts, called before and behind a step.

Knows where they stand. Must not know what they say, nor how they are called.
"""

import posixpath
from pathlib import Path

from slidegen.script.model import Script
from slidegen.text.typed.attributes.eks_workshop import hook_path


def hooks_of(script: Script, root: Path) -> dict[str, str]:
    """The texts of the hooks of `script`, whose paths are relative to `root`, by the ids of their steps."""
    named = {
        step.id: hook_path(posixpath.dirname(step.path), step.hook) for step in script.steps if step.hook
    }
    there = {id_: root / path for id_, path in named.items() if (root / path).is_file()}
    return {id_: path.read_text(encoding="utf-8", errors="replace") for id_, path in there.items()}
