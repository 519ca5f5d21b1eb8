"""Chains: which earlier step was to make what a step lacks, told by what commands make, else by their words.

Knows results and what was printed. Must not know verdicts' meaning, nor machines.
"""

from collections.abc import Sequence, Set

from slidegen import lazy_re as re
from slidegen.script.by_hand import makes_edit
from slidegen.script.classify import programs_of
from slidegen.script.installed import NOT_FOUND
from slidegen.script.makes import JOB, Thing, made_by, makes_unnamed_objects
from slidegen.script.model import ByHand
from slidegen.script.printed import searchable
from slidegen.script.result import GOOD, StepResult, Verdict
from slidegen.script.uses import used_by

#: Steps that did what later ones rely on.
DONE = GOOD | {Verdict.XPASS}


def maker_of(command: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that was to make what `command` uses, and did not; of a thing that several make, the last."""
    made = [(result, made_by(result.text)) for result in reversed(before)]
    for wanted in used_by(command):
        maker = next((result for result, things in made if any(t.serves(wanted) for t in things)), None)
        if maker and not is_there(maker) and maker.text != command:
            return maker
    return None


def maker_of_awaited(awaited: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that was to make the object whose name, or that of a part of it, was to appear."""
    wanted = [Thing("object", word.strip("-/")) for word in awaited.split()]
    for result in reversed(before):
        if any(made.serves(thing) for made in made_by(result.text) for thing in wanted):
            return None if is_there(result) else result
    return None


#: What stands above a list of kubectl's, and only where it lists something.
_HEADING = re.compile(r"[A-Z][A-Z()-]+(?: [A-Z()-]+)*")


def filler_of(awaited: str, output: str, before: Sequence[StepResult]) -> StepResult | None:
    """Where a watch was to show a heading, and showed nothing: the last step that was to make an object.

    A step may watch several lists, one after the other: what follows the last but one `^C` is the last one's.
    """
    shown = output.rstrip().removesuffix("^C").rpartition("^C")[2]
    if not _HEADING.fullmatch(awaited) or shown.strip():
        return None
    makers = (r for r in reversed(before) if any(t.sort == "object" for t in made_by(r.text)))
    return next((result for result in makers if not is_there(result)), None)


#: What programs say of something that is there before they make it.
ALREADY = re.compile(r"already ?exists|already defined|\(AlreadyExists\)|is already in use", re.I)


def is_there(maker: StepResult) -> bool:
    """Whether what a step makes is there: it did its work, or somebody had before."""
    return maker.verdict in DONE or ALREADY.search(searchable(maker.output)) is not None


#: Commands that make a container or an image, which later ones may mean without a name.
_MAKES_LAST = {
    "container": re.compile(r"\b(?:docker|podman|nerdctl) (?:container )?(?:run|create)\b(?!.*\s--rm\b)"),
    "image": re.compile(r"\b(?:docker|podman|nerdctl) (?:image )?(?:build|commit|pull|import|load)\b"),
}


def maker_of_last(what: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that was to make the last container or image, where it did not."""
    last = next((r for r in reversed(before) if _MAKES_LAST[what].search(r.text)), None)
    return last if last and last.verdict not in DONE else None


def giver_of_nothing(command: str, output: str, before: Sequence[StepResult]) -> StepResult | None:
    """Where a program misses an address: the step that went well and gave the variable in it."""
    if not _NO_VALUE.search(searchable(output)):
        return None
    wanted = {thing for thing in used_by(command) if thing.sort == "value"}
    return next((r for r in reversed(before) if wanted & set(made_by(r.text)) and r.verdict in DONE), None)


def giver_in_vain(command: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that was to give a variable that `command` takes, and did not: it went well without."""
    for wanted in used_by(command):
        giver = next((r for r in reversed(before) if wanted in made_by(r.text)), None)
        if wanted.sort == "value" and giver and giver.verdict not in DONE and wanted in made_by(_left(giver)):
            return giver
    return None


def _left(result: StepResult) -> str:
    """What a step that failed did not do: what came before its failure has run."""
    return result.text[max(0, result.text.find(result.command)) :]


#: What programs say where nobody answers at an address, and where an answer was late or empty.
_REFUSED = r"failed to connect|connection refused|couldn't connect"
_NOBODY = re.compile(rf"{_REFUSED}|timed out|empty reply", re.I)
_UNANSWERED = re.compile(rf"{_REFUSED}|timed out waiting for the condition", re.I)
_WAITS = re.compile(r"\bkubectl\b[^|;&\n]*\b(?:wait|rollout status)\b")
_KINDS = re.compile(r"po|pods?|svc|services?|deploy|deployments?|nodes?|sts|statefulsets?|ds|daemonsets?")


def waiter_of(command: str, output: str, before: Sequence[StepResult]) -> StepResult | None:
    """Where nobody answers: the step that waited in vain for the object whose address `command` asks."""
    values = {thing for thing in used_by(command) if thing.sort == "value"}
    if not values or not (_NOBODY.search(searchable(output)) or _NO_VALUE.search(searchable(output))):
        return None
    given = (r for r in before if values & set(made_by(r.text)))
    objects = {thing for r in given for thing in used_by(r.text) if thing.sort == "object"}
    named = {thing for thing in objects if not _KINDS.fullmatch(thing.name)}
    waits = (r for r in reversed(before) if _WAITS.search(r.text) and named & set(used_by(r.text)))
    last = next(waits, None)
    return last if last and last.verdict not in DONE else None


def maker_in_vain(output: str, before: Sequence[StepResult], section: str) -> StepResult | None:
    """Where nobody answers, or a wait ends in vain: who was to make objects in its section, and did not."""
    if not _UNANSWERED.search(searchable(output)):
        return None
    makers = (r for r in reversed(before) if r.section == section and makes_unnamed_objects(r.text))
    return next((result for result in makers if result.verdict not in DONE), None)


def job_of(command: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that left the job in the background which `command` speaks of."""
    if JOB not in used_by(command):
        return None
    return next((result for result in reversed(before) if JOB in made_by(result.text)), None)


def installer_of(output: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that was to install the program that was not found, and did not."""
    missing = {Thing("program", name.rsplit("/", 1)[-1]) for name in NOT_FOUND.findall(searchable(output))}
    installing = (r for r in reversed(before) if missing & set(made_by(r.text)))
    return next((result for result in installing if result.verdict not in DONE), None)


#: What a cluster says of a place that goes away, and what it says meanwhile of what is in there.
_GOES = re.compile(r"because it is being terminated|object is being deleted:", re.I)
DELETES = re.compile(r"\bkubectl\b[^|;&\n]*\bdelete\b|\bhelm\b[^|;&\n]*\b(?:uninstall|delete)\b")


def deleter_of(output: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that was to take away what is still going away, where it did not come to its end."""
    if not _GOES.search(searchable(output)):
        return None
    last = next((r for r in reversed(before) if DELETES.search(r.text)), None)
    return last if last and last.verdict not in DONE else None


#: What programs say that look in the folder where they are called for the file that describes a project.
_NO_PROJECT = re.compile(
    r"Can't find a suitable configuration file|no configuration file provided|[Dd]ockerfile: no such file"
    r"|No rule to make target|no makefile found|not a git repository|go\.mod file not found"
    r"|could not find `?Cargo\.toml|Could not read package\.json|ENOENT[\s\S]{0,200}package\.json"
    r"|Chart\.yaml file is missing|unable to find one of 'kustomization|No configuration files",
    re.I,
)
#: Commands after which the next ones are somewhere else.
MOVES = re.compile(r"(?:^|[;&|]\s*)(?:cd|pushd)\s+\S", re.MULTILINE)


def mover_of(output: str, before: Sequence[StepResult], section: str) -> StepResult | None:
    """The step that was to lead to the folder of a project that is not here, and did not."""
    if not _NO_PROJECT.search(searchable(output)):
        return None
    ours = (r for r in reversed(before) if r.section == section and MOVES.search(r.text))
    last = next(ours, None)
    return last if last and last.verdict not in DONE else None


def left_behind(output: str, before: Sequence[StepResult], section: str) -> StepResult | None:
    """Where a project is missed in a section that goes nowhere: who led to a folder in an earlier one."""
    moves = [r for r in before if MOVES.search(r.text)]
    if not _NO_PROJECT.search(searchable(output)) or any(r.section == section for r in moves):
        return None
    return next((result for result in reversed(moves) if result.verdict in DONE), None)


_JOB_GONE = re.compile(r"no such job|No such process", re.I)


def left_otherwise(text: str, command: str, output: str, before: Sequence[StepResult], section: str) -> str:
    """What steps that went well may have left otherwise than it is needed; `` where that is no matter."""
    if (job := job_of(text, before)) and _JOB_GONE.search(output):
        return f"perhaps what {job.place} left in the background has ended since"
    if giver := giver_of_nothing(command, output, before):
        return f"perhaps {giver.place} gave an empty value"
    if mover := left_behind(output, before, section):
        return f"perhaps it is to stand where {mover.place} leads: each section has a shell of its own"
    return ""


#: Commands that take what they work on from the folder where they are called.
_WORKS_HERE = re.compile(
    r"\b(?:docker|podman|nerdctl)\b(?>[^|;&\n]*?\bbuild\b)[^|;&\n]*\s\.(?=[\s/]|$)"
    r"|\bdocker[- ]compose\b(?![^|;&\n]*\s(?:-f|--file)[ =][~/$])|\$\(pwd\)|\$\{?PWD\b"
    r"|(?:^|[;&|]\s*)(?:make|mvn|npm|yarn|pnpm|gradle|bundler?|cargo|skaffold|tilt|terraform|tofu)\b(?! -C)"
    r"|\bgo (?:build|run|test|mod)\b|\bpip3? install -r\b"
    r"|\bkubectl\b[^|;&\n]*\s-[fk][ =]?\.(?=[\s/]|$)|\bhelm\b[^|;&\n]*\s\.(?=[\s/]|$)",
    re.MULTILINE,
)


def moves_in_vain(result: StepResult) -> bool:
    """Whether a step was to lead elsewhere, and did not."""
    return result.verdict not in DONE and MOVES.search(_left(result)) is not None


def leader_of(command: str, before: Sequence[StepResult], section: str, saved: Set[str]) -> StepResult | None:
    """The step that was to lead to the folder whose files `command` takes, and did not.

    It would take those of another project; but not where a step that was `saved` from a slide wrote its own.
    """
    if not _WORKS_HERE.search(command):
        return None
    for result in reversed(before):
        if result.section != section or (result.id in saved and result.verdict in DONE):
            return None
        if MOVES.search(result.text):
            return result if moves_in_vain(result) else None
    return None


def told_by(
    command: str, output: str, before: Sequence[StepResult], section: str, awaited: str = ""
) -> StepResult | None:
    """The step whose missing work the words of a failure tell, or what was `awaited` in vain."""
    told = installer_of(output, before) or deleter_of(output, before) or mover_of(output, before, section)
    told = told or waiter_of(command, output, before) or maker_in_vain(output, before, section)
    return told or maker_of_awaited(awaited, before) or filler_of(awaited, output, before)


def is_going(command: str, output: str) -> bool:
    """Whether all that a command waits for is that the cluster takes away what is deleted already."""
    return DELETES.search(command) is not None and re.search(r"\bdeleted\b", searchable(output)) is not None


def is_unmade(asked: ByHand, section: str, slide: str, output: str, before: Sequence[StepResult]) -> bool:
    """Whether a change that slides ask for may be what is missing: it could be made, and no step made it."""
    base = asked.file.rsplit("/", 1)[-1]
    if base and not asked.is_new and any(name.endswith(base) for name in missing_in(output)):
        return False  # what is to be changed has to be there
    ours = (r for r in before if r.section == section and (not asked.is_near or r.slide == slide))
    return not any(result.verdict in DONE and makes_edit(result.text, asked) for result in ours)


#: Messages that say that something is not there, and what it is.
_MISSING = re.compile(
    r"\"([^\"]+)\" not found"
    r"|not found: \"?([^\"\n]+)"
    r"|^(?:ls|cat|sed|cp|mv|tail|grep|bash:.*?cd): (?:cannot \w+ )?'?([^:'\n]+)'?: No such file"
    r"|(?<!\S)(\S+): No such file or directory"
    r"|the path \"([^\"]+)\" does not exist|\"([^\"]+)\" does not exist"
    r"|Could not (?:read|open) \w+ (?:from|file) '?([^'\s]+)"
    r"|can't open '([^']+)'|source path does not exist: (\S+)"
    r"|No such (?:container|service|image|network): (\S+)"
    r"|resource type \"([^\"]+)\"|no matches for kind \"\w+\" in version \"([^\"/]+)|can't find (\S+)",
    re.MULTILINE,
)
#: Words that say nothing about what is missing.
_COMMON = frozenset(
    """https http kubectl docker apply create default name file home path from with yaml latest the not
    found""".split()  # noqa: SIM905
)


def _makes(text: str) -> bool:
    """Whether a step leaves anything behind: who only looks owes nobody anything."""
    return bool(made_by(text)) or makes_unnamed_objects(text)


def missing_in(output: str) -> list[str]:
    """The names of what was said not to be there."""
    return [next(filter(None, match.groups()), "") for match in _MISSING.finditer(searchable(output))]


def blocker_of(command: str, output: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that did not do its work and speaks most of what is missing now; of equals the first."""
    missing = missing_in(output)
    if not output.strip() and (looked_for := _GREP.search(command)):
        missing.append(looked_for[1])
    wanted = {
        word for name in missing for word in _words(_ENDING.sub("", name.rstrip("/").rsplit("/", 1)[-1]))
    }
    folders = {part for name in missing for part in name.split("/")[:-1] if "/" in name and part}
    is_of_cluster = "rror from server (NotFound)" in output
    unset = set(re.findall(r"\$\{?(\w+)", command)) if _NO_VALUE.search(output) else set()
    best: tuple[int, StepResult | None] = (0, None)
    for result in before:
        if result.verdict in DONE or result.text == command or not _makes(result.text):
            continue
        if is_of_cluster and set(programs_of(result.text)) <= _ENGINES:
            continue
        cloned = set(_NAMES.findall(result.text)) if "clone" in result.text else set[str]()
        clones = {folder for folder in folders if folder in cloned or f"{folder}.git" in cloned}
        values = unset & set(re.findall(r"\b(\w+)=", result.text))
        common = len(wanted & _words(result.text)) + 3 * len(clones) + 3 * len(values)
        if common > best[0]:
            best = (common, result)
    return best[1]


_ENDING = re.compile(r"(?<=\w)\.[a-z]{1,4}$")  #: of a file's name: others have the same
#: Programs that make nothing that a cluster's server could miss.
_ENGINES = frozenset({"docker", "docker-compose", "podman", "nerdctl"})
_NAMES = re.compile(r"[\w.-]+")
_GREP = re.compile(r"\|\s*grep\s+(?:-\w+\s+)*['\"]?([\w.-]+)['\"]?\s*$")

#: What programs say of an address that is empty, since the variable in it was never set.
_NO_VALUE = re.compile(
    r"URL rejected|no URL specified|no host part|Bad hostname|unbound variable|bad/illegal format"
    r"|try 'curl --help'|curl: \(1\) Protocol|must be specified|could not resolve host: null(?![\w.-])",
    re.I,
)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[A-Za-z][A-Za-z0-9]{2,}", text) if word.lower() not in _COMMON}
