"""The form of a single word that a key takes: a language, a ratio, a version, an address.

One table, so that manifests, settings and the schemas of both agree on it. Knows forms. Must not know which
key takes which, nor whether what is named exists.
"""

from collections.abc import Mapping
from typing import Literal

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

FormName = Literal[
    "language", "direction", "ratio", "version", "address", "repository", "host", "line-address"
]


@dataclass(frozen=True, slots=True)
class Form:
    """What a word is to be like."""

    pattern: str  #: of the whole word, as Python and JSON Schema both read it
    takes: str  #: as an author is told
    is_any_scalar: bool = False  #: whether YAML may take it for a number or a flag

    def read(self, text: str | None) -> str | None:
        """The word; None for what is not of the form, and for none."""
        word = None if text is None else text.strip()
        return word if word is not None and re.fullmatch(self.pattern, word) else None


FORMS: Mapping[FormName, Form] = {
    # https://www.rfc-editor.org/rfc/rfc5646#section-2.1
    "language": Form(
        "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}", "the tag of a language, such as `en` or `fr-CA`"
    ),
    "direction": Form("ltr|rtl", "`ltr` or `rtl`"),
    "ratio": Form(
        r"(?![0.]+:|.*:[0.]+$)[0-9]{1,4}(\.[0-9]{1,4})?:[0-9]{1,4}(\.[0-9]{1,4})?",
        "width and height, such as `4:3`",
    ),
    # as `slidegen.lint.version` reads it, which knows as well how new one may be
    "version": Form(r"v?1\.[0-9]{1,2}(\.[0-9]+)?([-+].*)?", "a version of Kubernetes, such as `1.32`"),
    "address": Form(r"[^\s<>\"]*", "an address, which has no blanks", is_any_scalar=True),
    "repository": Form(
        r"(?!.*://)[^\s<>\"]*",
        "an address without `https://`, such as `example.com/ada/workshop`",
        is_any_scalar=True,
    ),
    "host": Form(r"[^\s/]*", "the name or the address of a machine"),
    "line-address": Form(r"[^\s<>\"]*\{path\}[^\s<>\"]*", "an address with {path}, and perhaps {line}"),
}


def language_of_brand(values: Mapping[str, object]) -> str | None:
    """The language of a manifest or of settings: their own `lang`, else that of their brand."""
    own, brand = values.get("lang"), values.get("brand")
    pairs = dict(brand) if isinstance(brand, tuple) else {}
    return str(own) if own else FORMS["language"].read(pairs.get("lang"))
