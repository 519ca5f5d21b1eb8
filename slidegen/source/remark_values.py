"""What YAML can say of remark's options, by their kind.

Must not know what an option does.
"""

from collections.abc import Callable, Mapping

from slidegen import lazy_re as re
from slidegen.source import yaml
from slidegen.source.forms import FORMS
from slidegen.source.manifest import REMARK_OPTIONS, RemarkKind, RemarkOption
from slidegen.source.span_pattern import span_pattern

_NAMES = {option.key: option.name for option in REMARK_OPTIONS}
_PLACES = re.compile(r"%(\w+)%")


def decode_option(option: RemarkOption, node: yaml.Node) -> object | None:
    """The value; None for what is not of the option's kind."""
    return _DECODERS[option.kind](node)


def by_attribute(values: Mapping[str, object]) -> dict[str, object]:
    """Values by remark's names as values by our attributes."""
    return {_NAMES[key]: value for key, value in values.items()}


def _highlight_spans(node: yaml.Node) -> bool | tuple[str, str] | None:
    """`true`, a regular expression, or `{regexp: …, flags: …}`: what YAML can say of remark's option."""
    if isinstance(node, yaml.Mapping):
        regexp, flags = yaml.as_text(node.get("regexp")), yaml.as_text(node.get("flags")) or ""
        is_known = all(key.value in ("regexp", "flags") for key, _ in node)
        return (regexp, flags) if regexp and is_known and span_pattern(regexp, flags) else None
    flag, text = yaml.as_boolean(node), yaml.as_text(node)
    return flag if flag is not None else (text, "") if text and span_pattern(text, "") else None


def _number_format(node: yaml.Node) -> str | None:
    text = node.value if isinstance(node, yaml.Scalar) else None  # nothing, for no number
    return text if text is not None and set(_PLACES.findall(text)) <= {"current", "total"} else None


_DECODERS: Mapping[RemarkKind, Callable[[yaml.Node], object | None]] = {
    "text": lambda node: node.value if isinstance(node, yaml.Scalar) else None,
    "ratio": lambda node: FORMS["ratio"].read(yaml.as_text(node)),
    "number-format": _number_format,
    "boolean": yaml.as_boolean,
    "texts": yaml.as_texts,
    "spans": _highlight_spans,
}
