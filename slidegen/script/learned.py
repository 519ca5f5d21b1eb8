"""What a slide calls the things of somebody else's run, and what they are called in this one.

`docker logs 068` names a container by the id that a transcript shows; this run's container has another. Where
the slide shows the output of a command, what varies in it (ids, addresses, ports, generated names, a
placeholder) is learned from what the command printed here, and put into the commands that come after.

Knows shown outputs and words of commands. Must not know how anything runs, nor what an outcome means.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.script.classify import ENGINES, words_of
from slidegen.script.model import Step
from slidegen.shell import commands_of_text
from slidegen.text.placeholder import is_data, strip_highlights

#: What varies from run to run, by kind; first match wins. Only what is made for one run may be learned.
_KINDS: tuple[tuple[str, str], ...] = (
    ("id", r"(?<![\w.-])(?:sha256:)?(?=[0-9a-f]*\d)[0-9a-f]{12,64}(?![\w.-])"),
    ("address", r"(?<![\w.])(?!0\.0\.0\.0|127\.)(?:\d{1,3}\.){3}\d{1,3}(?![\w.])"),
    ("port", r"(?<=:)\d{4,5}(?=->|/(?:TCP|tcp|UDP|udp)|\s|$)"),
    ("name", r"(?<![\w.-])[a-z][a-z0-9-]*-[a-z0-9]{8,10}-[a-z0-9]{5}(?![\w-])"),
)
_VARYING = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS))
_PLACEHOLDER = re.compile(r"<[A-Za-z][\w -]*>")
_SHORT_ID = re.compile(r"(?=[a-f]*\d|[0-9a-f]{6})[0-9a-f]{3,64}")
_ADDRESSED = re.compile(r"(?<=[\w\]]:)\d{4,5}(?![\w.])")
_ALONE = re.compile(r"\s*(\S+)\s*")

#: Placeholders by what their names say, blanks and case aside, and what is asked for them.
_ASKED = (
    ("containerid", "container"),
    ("containername", "container"),
    ("imageid", "image"),
    ("ipaddress", "address"),
)
Ask = Callable[[str], str]  #: what an engine made last: `container` or `image`, by its id


@dataclass(frozen=True, slots=True)
class Token:
    """Something in a line of output that another run would call otherwise."""

    kind: str
    text: str

    def means(self, other: "Token") -> bool:
        """Whether who says this speaks of `other`: an id goes by its beginning, too."""
        if self.kind != other.kind:
            return False
        return self.text == other.text or (self.kind == "id" and other.text.startswith(self.text))


class Learned:
    """Names of slides, and those of this run; what was to give a name and did not owes it."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.names: dict[Token, str] = {}
        self.owed: dict[Token, str] = {}  #: names of the slide, and the step that shows them
        self.owing: dict[str, str] = {}  #: steps by what was to make the thing that their placeholder means
        self.address = ""  #: the last that was printed alone

    # ---- from what came
    def learn(self, step: Step, outputs: Sequence[str], *, done: bool) -> dict[str, str]:
        """Compare what the step shows with what it printed; values of placeholders that are shown so."""
        given: dict[str, str] = {}
        for shown in step.shown:
            text = strip_highlights(shown.text)
            now = outputs[shown.command] if -len(outputs) <= shown.command < len(outputs) else ""
            if not done or not now.strip():
                self.owed |= {t: step.id for t in tokens_in(text) if not self._known(t)}
                continue
            for theirs, ours in pairs(text, now):
                if not self._known(theirs):
                    self.names[theirs] = ours
                    self.owed.pop(theirs, None)
            given |= _placeholder(text, now)
        for output in outputs if done else ():
            if (alone := _ALONE.fullmatch(output)) and [t.kind for t in tokens_in(alone[1])] == ["address"]:
                self.address = alone[1]
        return given

    def within(self, step: Step, outputs: Sequence[str], text: str) -> tuple[str, tuple[str, ...]]:
        """The same between two commands of one step: what it has shown so far names things in the next."""
        so_far = tuple(each for each in step.shown if 0 <= each.command < len(outputs))
        if not so_far:
            return text, ()
        self.learn(replace(step, shown=so_far), outputs, done=True)
        applied, told = self.applied(replace(step, text=text))
        return applied.text, told

    def _known(self, theirs: Token) -> str:
        """What they call so is called here; `` where nobody knows."""
        return next((ours for name, ours in self.names.items() if theirs.means(name)), "")

    # ---- for what comes
    def applied(self, step: Step) -> tuple[Step, tuple[str, ...]]:
        """`step` with this run's names, and a note for each."""
        found = {place: ours for place, theirs in _mentioned(step.text) if (ours := self._known(theirs))}
        notes = dict[str, None]()
        text = step.text
        for (start, end), ours in sorted(found.items(), reverse=True):
            if text[start:end] != ours:
                notes[f"`{text[start:end]}` of the slide is `{ours[:24]}` in this run"] = None
                text = text[:start] + ours + text[end:]
        return (replace(step, text=text) if text != step.text else step), tuple(notes)

    def owes(self, step: Step) -> str:
        """The id of the step that was to make what this one names; `` where none was."""
        if step.id in self.owing:
            return self.owing[step.id]
        for _, theirs in _mentioned(step.text):
            if not self._known(theirs):
                owing = (by for name, by in self.owed.items() if theirs.means(name) and by != step.id)
                if by := next(owing, ""):
                    return by
        return ""

    def asked(self, step: Step) -> dict[str, str]:
        """Values for the placeholders that the step lacks, as far as the engine can tell them."""
        found = {}
        for name, what in meant_by(step):
            value = self.address if what == "address" else self._ask(what)
            if value and is_data(value):
                found[name] = value
        return found


def meant_by(step: Step) -> Iterator[tuple[str, str]]:
    """The placeholders of a step that mean what an engine made last, and what: container, image, address."""
    if not _calls_an_engine(step.text):
        return
    for name in step.needs:
        plain = re.sub(r"[^a-z]", "", name.lower())
        if what := next((what for said, what in _ASKED if said in plain), ""):
            yield name, what


def _placeholder(shown: str, now: str) -> dict[str, str]:
    """A placeholder that is all that a slide shows stands for all that came."""
    theirs, ours = _PLACEHOLDER.fullmatch(shown.strip()), _ALONE.fullmatch(now)
    return {theirs[0]: ours[1]} if theirs and ours and is_data(ours[1]) else {}


def tokens_in(line: str) -> list[Token]:
    return [Token(m.lastgroup or "", m.group()) for m in _VARYING.finditer(line)]


def pairs(shown: str, now: str) -> Iterator[tuple[Token, str]]:
    """What varies in the lines shown, and what came for it: line by line, by the words that they share."""
    left = [line for line in now.split("\n") if tokens_in(line)]
    for line in shown.split("\n"):
        theirs = tokens_in(line)
        best = max(left, key=lambda each: _likeness(line, each), default=None) if theirs else None
        if best is None or not _likeness(line, best):
            continue
        left.remove(best)
        ours = tokens_in(best)
        for kind, _ in _KINDS:
            of_kind = ([t for t in side if t.kind == kind] for side in (theirs, ours))
            yield from ((token, other.text) for token, other in zip(*of_kind, strict=False))


def _likeness(shown: str, now: str) -> int:
    """How much two lines have in common; 0 where neither words nor kinds of what varies are the same."""
    kinds = {t.kind for t in tokens_in(shown)} & {t.kind for t in tokens_in(now)}
    if not kinds:
        return 0
    words = set(_VARYING.sub(" ", shown).split()) - {"..."}
    common = words & set(_VARYING.sub(" ", now).split())
    return len(common) + 1 if common or not words else 0


def _calls_an_engine(text: str) -> bool:
    commands = map(words_of, commands_of_text(text))
    return any(words and words[0] in ENGINES for words in commands)


def _mentioned(text: str) -> Iterator[tuple[tuple[int, int], Token]]:
    """Where a command names what may be another run's: ids of engines, addresses, ports, generated names."""
    for command in commands_of_text(text):
        words = words_of(command)
        if words and words[0] in ENGINES:
            for word in command.words[1:]:
                if _SHORT_ID.fullmatch(word.raw):
                    yield (word.start, word.end), Token("id", word.raw)
    for match in _VARYING.finditer(text):
        if match.lastgroup in ("address", "name"):
            yield match.span(), Token(match.lastgroup, match.group())
    for match in _ADDRESSED.finditer(text):
        yield match.span(), Token("port", match.group())
