"""remark's macros, which are JavaScript, as Jinja templates.

Knows the shapes that nearly everybody copies: a picture of a width, of a height, of a scale. Must not know
where a macro is defined or called.
"""

from slidegen import lazy_re as re

#: remark's own documentation defines `scale` so; decks copy it under many names.
_PICTURE = re.compile(
    r"""function\s*\w*\s*\((?P<parameters>[^)]*)\)\s*\{
        (?:\s*var\s+(?P<url>\w+)\s*=\s*this\s*;?)?
        \s*return\s+(?P<html>.+?);?\s*\}\s*;?\s*\Z""",
    re.VERBOSE | re.DOTALL,
)
_PIECE = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|(\w+)|\s*\+\s*|\s+")
#: What Jinja says for the first and the second argument.
_ARGUMENTS = tuple(f"{{{{ args[{at}] | default('') }}}}" for at in range(3))


def jinja_of(code: str) -> str | None:
    """The template that does what the macro `code` does, None when it does more than join texts."""
    macro = _PICTURE.match(code)
    if macro is None:
        return None
    parameters = [name.strip() for name in macro["parameters"].split(",") if name.strip()]
    names = dict(zip(parameters, _ARGUMENTS, strict=False)) | {"this": "{{ text }}"}
    if macro["url"]:
        names[macro["url"]] = "{{ text }}"
    return _joined(macro["html"], names)


def _joined(expression: str, names: dict[str, str]) -> str | None:
    """`'<img src="' + url + '">'` as text; None for anything but texts and names that are added."""
    out, at = [], 0
    while at < len(expression):
        piece = _PIECE.match(expression, at)
        if piece is None or (piece[3] and piece[3] not in names):
            return None
        text = piece[1] if piece[1] is not None else piece[2]
        out.append(names[piece[3]] if piece[3] else re.sub(r"\\(.)", r"\1", text or ""))
        at = piece.end()
    return "".join(out).replace('src="{{ text }}"', 'src="{{ text }}" alt=""') or None
