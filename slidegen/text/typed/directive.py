"""What MyST's and Sphinx' directives say of a code in its first lines: `:linenos:`, or YAML between rules.

Knows shapes. Must not know what is typed in the code.
"""

from slidegen import lazy_re as re
from slidegen.text.typed.languages import is_directive

_OPTIONS = re.compile(
    r"(?:[ \t]*:[A-Za-z][\w-]*:(?=\s|\Z)[^\n]*(?:\n|\Z))+\n?|---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|\Z)"
)


def behind_options(code: str, info: str) -> int:
    """Where the code of a directive begins, behind its options."""
    found = _OPTIONS.match(code) if code.lstrip()[:1] in (":", "-") and is_directive(info) else None
    return found.end() if found else 0
