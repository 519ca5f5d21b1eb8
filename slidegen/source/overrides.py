"""What the environment says in place of a manifest: `OVERRIDE_<key>`.

Knows which keys it may replace. Must not know how a manifest is read.
"""

from slidegen.finding import Finding
from slidegen.source import rules
from slidegen.source.file import SourceFile
from slidegen.source.forms import FORMS
from slidegen.source.manifest import BY_KEY, Field, Pairs, page_name


def overrides_of(source: SourceFile, said: Pairs) -> tuple[Pairs, tuple[Finding, ...]]:
    """Those that a key of their kind may be, and what is wrong with the others."""
    findings = []
    for key, text in said:
        if not _fits(BY_KEY[key], text):
            message = f"The environment's OVERRIDE_{key} is {text!r}, and `{key}` takes {BY_KEY[key].takes}"
            advice = "Correct the variable, or unset it; what the manifest says holds"
            if BY_KEY[key].kind not in (*FORMS, "text", "page"):
                advice = "Unset it: only texts can be replaced"
            findings.append(source.finding(rules.WRONG_TYPE, 0, 0, message, help=advice))
    return tuple((key, text) for key, text in said if _fits(BY_KEY[key], text)), tuple(findings)


def _fits(field: Field, text: str) -> bool:
    """Whether the environment may say so: texts and words of a form, as they are."""
    form = next((form for kind, form in FORMS.items() if kind == field.kind), None)
    return field.kind == "text" or bool(form.read(text) if form else field.kind == "page" and page_name(text))
