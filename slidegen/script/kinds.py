"""What kind of step a snippet is: by its verb, its data, and the acts that drive it.

Knows verbs and kinds. Must not know slides, nor how a step is emitted or run.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.memory import remembered
from slidegen.script.classify import nature_of, speaks_of_error
from slidegen.script.model import Expect, Kind, ShownOutput, Step
from slidegen.shell.complete import is_blank, split
from slidegen.text.marks import Marks, take_marks
from slidegen.text.model import Snippet
from slidegen.text.placeholder import fill, placeholders, shown_placeholders, strip_highlights
from slidegen.text.typed import Language, TypedCode, marks_in, read_typed
from slidegen.text.typed.attributes import orders_in
from slidegen.text.typed.verbs import DRIVING, verb_kind

AT_ROOTS_PROMPT = "is typed at a root prompt, in a container or elsewhere"
NO_LANGUAGE = (
    "names no shell: `bash` behind its marks, `$ ` before each command, or `--bare-fences` has it run"
)
#: What a fence is for that slidegen's bash cannot run.
_OTHERS = {"powershell": "PowerShell", "cmd": "Windows' own shell", "fish": "another shell", "nu": "Nushell"}
#: Fences that show a text; with `file=NAME` it is to be saved.
TEXTS = frozenset(
    {"yaml", "json", "dockerfile", "text", "toml", "ini", "python", "conf", "diff", "yml", "none"}
)


def kind_of(
    snippet: Snippet,
    values: Mapping[str, str],
    captured: Set[str] = frozenset(),
    marks: Marks | None = None,
) -> tuple[Kind, str, tuple[str, ...], str]:
    """Its kind, why, what it needs, and what runs. Without `marks` its text says what highlights."""
    words = (snippet.verb, snippet.arguments, snippet.data or "")
    return _kind_of(*words, tuple(values.items()), frozenset(captured), marks)


@remembered
def _kind_of(
    verb: str | None,
    arguments: str,
    data: str,
    given: tuple[tuple[str, str], ...],
    captured: frozenset[str],
    marks: Marks | None,
) -> tuple[Kind, str, tuple[str, ...], str]:
    values, kind = dict(given), verb_kind(verb or "", arguments)
    if kind in DRIVING or kind == "fail":
        return Kind.DRIVE, "", (), data
    if kind == "open":
        return Kind.OPEN, "", (), fill(data, values)
    if re.search(r"\bfile=\S", arguments) and kind is None:
        return Kind.SAVE, "", (), fill(strip_highlights(data), values)
    info = f"{verb or ''} {arguments}".strip()
    typed = _typed(data, info, marks)
    language = typed.language
    if typed.is_guessed:
        return Kind.UNKNOWN, NO_LANGUAGE, (), typed.text
    if kind is None and not (language.is_run and typed.is_transcript):
        return _of_no_command(verb, language, data)
    if kind == "capture":
        data = data.partition(" ")[2]
    found = _kind_of_command(info, data, values, captured, marks)
    if (attribute := orders_in(info, data).excluded) and found[0] is not Kind.TEXT:
        return Kind.EXCLUDED, f"its fence says `{attribute}`", (), found[3]
    return found


def _typed(code: str, info: str, marks: Marks | None) -> TypedCode:
    return read_typed(take_marks(code, marks_in(code) if marks is None else marks).code, info)


def _of_no_command(verb: str | None, language: Language, data: str) -> tuple[Kind, str, tuple[str, ...], str]:
    if verb is None or language.is_run or language.name in TEXTS:
        return Kind.TEXT, "", (), data
    if whose := _OTHERS.get(language.dialect or ""):
        return Kind.UNKNOWN, f"is for {whose}, and slidegen runs bash", (), data
    return Kind.UNKNOWN, f"slidegen has no verb `{verb}`", (), data


def _kind_of_command(
    info: str,
    data: str,
    values: Mapping[str, str],
    captured: Set[str] = frozenset(),
    marks: Marks | None = None,
) -> tuple[Kind, str, tuple[str, ...], str]:
    filled = fill(data, values)
    typed = _typed(filled, info, marks)
    text, transcript = typed.text, typed.is_transcript
    if is_blank(text):
        return Kind.TEXT, "", (), text
    if orders_in(info, data).is_background:
        text = _left_running(text)
    found = placeholders(text) if transcript else shown_placeholders(filled, marks)
    if missing := tuple(name for name in found if name not in captured):
        return Kind.PLACEHOLDER, f"nobody gave a value for {', '.join(missing)}", missing, text
    if not typed.is_here:
        harm = _harming(text) if nature_of(text).place else None  # what opens the place is typed here
        return (*(harm or (Kind.INTERACTIVE, AT_ROOTS_PROMPT, ())), text)
    if whose := next((_OTHERS[c.dialect] for c in typed.commands if c.dialect in _OTHERS), ""):
        return Kind.INTERACTIVE, f"is typed in {whose}", (), text
    if special := _by_nature(text, found):
        return (*special, text)
    if info.startswith("capture"):
        return Kind.CAPTURE, "", found, text
    if transcript:
        return Kind.TRANSCRIPT, "its prompts are taken away", found, text
    return Kind.PLAIN, "", found, text


def _left_running(text: str) -> str:
    """Commands as they are typed so that they go on behind what follows."""
    if text.rstrip().endswith("&"):
        return text
    return f"{text} &" if len(split(text)) == 1 and not {"\n", "#"} & set(text) else f"{{\n{text}\n}} &"


def _by_nature(text: str, found: tuple[str, ...]) -> tuple[Kind, str, tuple[str, ...]] | None:
    """Kind, why and needs of what harms, asks or does not end."""
    nature = nature_of(text)
    if harm := _harming(text):
        return harm
    if nature.interactive:
        return Kind.INTERACTIVE, f"`{nature.interactive}` asks for keys that the deck does not hold", ()
    if nature.blocking:
        return Kind.BLOCKING, f"`{nature.blocking}` does not end by itself", found
    return None


def _harming(text: str) -> tuple[Kind, str, tuple[str, ...]] | None:
    dangers = nature_of(text).dangers
    return (Kind.DANGEROUS, f"uses {', '.join(dangers)}", dangers) if dangers else None


def at_its_place(step: Step) -> Step:
    """A step that is typed at a root's prompt, where that prompt is: what harms is asked for there, too."""
    kind, why, needs = _harming(step.text) or (Kind.TRANSCRIPT, "its prompts are taken away", step.needs)
    return replace(step, kind=kind, why=why, needs=needs)


# ---- with what comes after it
def settled(step: Step) -> Step:
    """`step` with the kind that its acts give it."""
    if dangers := _typed_dangers(step):
        return replace(step, kind=Kind.DANGEROUS, needs=dangers, why=f"types {', '.join(dangers)}")
    step = _driven(step)
    last = step.acts[-1] if step.acts else None
    if (
        step.expect is Expect.SUCCESS
        and last
        and verb_kind(last.verb) == "wait"
        and speaks_of_error(last.data)
    ):
        step = replace(step, expect=Expect.EITHER, because=f"the deck waits for {last.data!r}")
    if step.kind in {Kind.PLAIN, Kind.TRANSCRIPT} and not step.acts and is_ended_by_hand(step.shown):
        step = replace(step, kind=Kind.BLOCKING, why="the slide shows that it is ended by ^C")
    if step.expect is Expect.FAILURE and step.kind in {Kind.PLAIN, Kind.TRANSCRIPT}:
        step = replace(step, kind=Kind.XFAIL)
    return step


def is_ended_by_hand(shown: Sequence[ShownOutput]) -> bool:
    """Whether the last line that a slide shows is the key that ends the command."""
    lines = [line.strip() for each in shown for line in each.text.split("\n") if line.strip()]
    return bool(lines) and lines[-1] == "^C"


def _driven(step: Step) -> Step:
    """What does not end, or asks, ends or is fed where the deck says the keys."""
    has_keys = any(verb_kind(act.verb) == "keys" for act in step.acts)
    is_stuck = step.kind in {Kind.BLOCKING, Kind.INTERACTIVE}
    return replace(step, kind=Kind.SCRIPTED) if has_keys and is_stuck else step


def _typed_dangers(step: Step) -> tuple[str, ...]:
    """Dangers that the deck would type at a prompt."""
    if step.kind in {Kind.PLACEHOLDER, Kind.DANGEROUS}:
        return ()
    typed = (act.data for act in step.acts if act.verb == "keys")
    return tuple(dict.fromkeys(name for text in typed for name in nature_of(text).dangers))


# ---- when it is to run
def reclassified(step: Step, values: Mapping[str, str], allowed: Iterable[str] = ()) -> Step:
    """`step` now that placeholders have values and dangers are allowed: what it is beside those."""
    if step.kind is Kind.DANGEROUS:
        return _allowed(step) if set(step.needs) <= set(allowed) else step
    if not step.needs:
        return step
    text = fill(step.text, values)
    if missing := tuple(name for name in step.needs if name not in values):
        why = f"nobody gave a value for {', '.join(missing)}"
        return replace(step, kind=Kind.PLACEHOLDER, why=why, needs=missing, text=text)
    if step.kind is not Kind.PLACEHOLDER:
        return replace(step, text=text)
    kind, why, needs, text = _kind_of_command("bash", text, values, marks=Marks())
    return reclassified(settled(replace(step, kind=kind, why=why, needs=needs, text=text)), values, allowed)


def _allowed(step: Step) -> Step:
    nature = nature_of(step.text)
    step = replace(step, needs=())
    kind = Kind.INTERACTIVE if nature.interactive else Kind.BLOCKING if nature.blocking else Kind.PLAIN
    step = replace(step, kind=kind, why="" if kind is Kind.PLAIN else step.why)
    return _driven(step)
