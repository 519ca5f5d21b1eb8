"""What a chart's template writes only on some clusters: those of a version, or those that have an API.

    {{- if semverCompare "<1.25-0" .Capabilities.KubeVersion.Version }}
    {{- if .Capabilities.APIVersions.Has "policy/v1beta1/PodSecurityPolicy" }}
    {{- $old := include "common.capabilities.psp.supported" . }} … {{- if and $old .Values.psp.create }}

Whoever wrote such a question knows what became of what stands below it: on other clusters it is left out.
Knows the two questions; one with an `or` or a `not` it leaves open. Must not know rules.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.kubernetes import apis
from slidegen.lint.version import Version

_ACTION = re.compile(
    r"\{\{-?[ ]*(?:(?P<opens>if|with|range|define|block)\b|(?P<other>else)\b|(?P<ends>end)\b"
    r"|(?P<name>\$\w+)[ ]*:?=)(?P<asked>[^{}]{0,500})\}\}"
)
#: Charts compare releases of other things, too.
_OF_KUBERNETES = re.compile(r"(?i)\bkube\w*version")
_COMPARED = re.compile(r"(?P<sign>[<>]=?)[ ]*v?(?P<major>\d{1,3})\.(?P<minor>\d{1,4})")
_HAS = re.compile(r"\.Has[ ]+[\"'](?P<version>[\w.-]+/v\w+)(?:/(?P<kind>\w+))?[\"']")
#: Of the helpers that many charts share those that ask for one kind are called so.
_SUPPORTED = re.compile(r"\bcapabilities\.\w+\.supported\b")
_LOOSE = re.compile(r"\b(?:or|not|ne)\b|\|\|")
_QUESTIONS = (_OF_KUBERNETES, _HAS, _SUPPORTED)
_VARIABLE = re.compile(r"\$\w+")
#: How many variables a question may name, and how much each is known by.
MOST, LONGEST = 5, 200


@dataclass(frozen=True, slots=True)
class Choice:
    """A part of a template, and what is asked before it is written."""

    start: int
    end: int
    asked: str
    is_other: bool  #: whether it stands behind `else`: the answer was no

    def is_left_out(self, target: Version) -> bool:
        """Whether it surely is at `target`."""
        return answer(self.asked, target) is self.is_other


def choices_in(document: Document) -> tuple[Choice, ...]:
    """The parts of a template that ask for what a cluster is, in no order."""
    text = document.text
    if "{{" not in text or not ("semverCompare" in text or "apabilities" in text):
        return ()
    return tuple(each for each in _choices(text) if any(one.search(each.asked) for one in _QUESTIONS))


def is_left_out(document: Document, at: int, target: Version) -> bool:
    """Whether what stands there is not written on a cluster of `target`."""
    choices = document.view(choices_in)
    return any(each.start <= at < each.end and each.is_left_out(target) for each in choices)


def _choices(text: str) -> Iterator[Choice]:
    known: dict[str, str] = {}
    opened: list[tuple[int, str, bool]] = []
    for found in _ACTION.finditer(text):
        names = dict.fromkeys(_VARIABLE.findall(found["asked"]))
        asked = " ".join((found["asked"], *[known[name] for name in names if name in known][:MOST]))
        if found["name"]:
            known[found["name"]] = asked[:LONGEST]
        elif found["opens"]:
            opened.append((found.end(), asked if found["opens"] == "if" else "", False))
        elif opened:
            start, before, is_other = opened.pop()
            yield Choice(start, found.start(), before, is_other)
            if found["other"]:
                next_asked = asked.strip(" -").removeprefix("if").strip()
                opened.append((found.end(), next_asked or before, not next_asked))


def answer(asked: str, target: Version) -> bool | None:
    """Whether a cluster of `target` says yes; None when that depends on something else."""
    if _LOOSE.search(asked):
        return None
    is_compared = "semverCompare" in asked and _OF_KUBERNETES.search(asked)
    compared = _COMPARED.finditer(asked) if is_compared else ()
    answers = [_compares(each, target) for each in compared]
    answers += [
        False for each in _HAS.finditer(asked) if _has_not(each["version"], each["kind"] or "", target)
    ]
    answers += [False for _ in _SUPPORTED.finditer(asked)]
    if False in answers:
        return False
    return True if answers and "and " not in asked else None


def _compares(found: re.Match[str], target: Version) -> bool:
    other = Version(int(found["major"]), int(found["minor"]))
    match found["sign"]:
        case "<":
            return target < other
        case "<=":
            return target <= other
    return target >= other  # what is newer than 1.25 may be 1.25.1


def _has_not(version: str, kind: str, target: Version) -> bool:
    """Whether no cluster of `target` serves the version, or that kind in it, as the table says."""
    rows = {name: api for (of, name), api in apis().items() if of == version}
    asked = [rows[kind]] if kind in rows else list(rows.values())
    return bool(asked) and all(api.removed <= target for api in asked)
