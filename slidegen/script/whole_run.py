"""A whole run: the place prepared, the caller asked, the sections run, the reports written.

Whatever ends it (the last step, ^C, a signal), no process is left and what was found is on disk.

Knows the order of a run. Must not know options' names, nor how anything looks.
"""

import getpass
import os
import platform
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from slidegen.cache import copy_atomically, write_atomically
from slidegen.errors import MachineError, UsageError
from slidegen.script.bed_hooks import Hooks, lay_files, require
from slidegen.script.bed_state import BedState
from slidegen.script.classify import programs_of
from slidegen.script.drivers import Driver, load_driver
from slidegen.script.ending import Ending, Interrupted
from slidegen.script.facts import Facts
from slidegen.script.ground import check_context, walls_of
from slidegen.script.installed import Programs
from slidegen.script.lacks import SIMULATED
from slidegen.script.masking import Mask
from slidegen.script.model import Script, ScriptSection, Step
from slidegen.script.notice import BedNotice, Notice
from slidegen.script.preflight import known_before
from slidegen.script.probe import probe
from slidegen.script.processes import Keeper, sweep
from slidegen.script.report.asciicast import Recorder
from slidegen.script.report.catalogue import REPORTS
from slidegen.script.report.jsonl import begun, end_line, info_line, read_run
from slidegen.script.report.recording import NAME as CAST
from slidegen.script.report.recording import marks_of
from slidegen.script.result import Run, RunInfo, StepResult
from slidegen.script.run_request import Request
from slidegen.script.runner import Orders, Runner, StoppedError, View
from slidegen.script.sandbox import Enclosure, choose, end
from slidegen.script.verdict import Circumstances
from slidegen.script.view import Watching
from slidegen.script.workplace import Cluster, Workplace, look_at_cluster

Agree = Callable[[Notice | BedNotice], bool]


def run(request: Request, view: Watching, agree: Agree, environ: Mapping[str, str] = os.environ) -> Run:
    """Run what is asked. Raises UsageError when the caller does not agree: then nothing has changed."""
    place = request.workplace
    place.folder.mkdir(parents=True, exist_ok=True)
    environ = {**environ, **request.bed.environment(place.folder, request.script.name)}
    hooks = Hooks(request.bed, environ)
    with _only_one(place):
        if request.bed.before.get("run"):  # a bed that is made first cannot be probed before
            _must(agree(BedNotice(request.bed.lines())))
        try:
            hooks.before("run")
            return _run_on_bed(request, view, agree, environ, hooks)
        finally:
            hooks.after("run")


def _must(agreed: bool) -> None:
    if not agreed:
        raise UsageError("nothing was run", hint="`--yes` runs it without asking")


def _run_on_bed(
    request: Request, view: Watching, agree: Agree, environ: Mapping[str, str], hooks: Hooks
) -> Run:
    """Run on a bed that is there."""
    driver, place = load_driver(request.driver), request.workplace
    earlier = _earlier(request)
    cluster, programs = look_at_cluster(environ), _programs(request)
    check_context(cluster, request.context, programs.used)
    name = secrets.token_hex(6)
    sandbox = _sandbox(request, programs, environ, name)
    place.home.mkdir(parents=True, exist_ok=True)
    lay_files(request.bed, place.home)  # a plugin may be among them
    facts = probe(_texts(request), programs.used, cluster, environ, sandbox, place.home)
    require(request.bed, facts)
    found = (*request.bed.lines(), f"sandbox: {sandbox}", *facts.lines())
    info = _info(request, driver.name, cluster, found, name)
    notice = _notice(request, info, cluster, earlier)
    _must(agree(replace(notice, facts=facts, sandbox=sandbox, bed=request.bed.lines())))
    orders = _orders(request, earlier, environ)
    state = BedState(place.folder / "inventory.json", environ, cluster, engine=bool(facts.has("engine")))
    state.begin(fresh=request.fresh, resumed=earlier is not None)
    _make_place(request, fresh=earlier is None, environ=environ)
    around = replace(_circumstances(request, cluster, programs, facts), taken=state.taken)
    whole = _Session(request, driver, orders, info, around, sandbox, hooks).run(
        view, place.environment(environ, _given(request))
    )
    if whole.complete and (told := state.end(request.clean_up)):
        view.say(told)
    return whole


def _make_place(request: Request, *, fresh: bool, environ: Mapping[str, str]) -> None:
    """The folder of the run, with what its bed lays there, and the repository that its exercises clone."""
    place = request.workplace
    place.make(fresh=fresh, environ=environ)
    lay_files(request.bed, place.home)
    if request.repository and request.address:
        place.offer_repository(request.address, request.repository)


class _Session:
    """A run that was agreed to."""

    def __init__(
        self,
        request: Request,
        driver: Driver,
        orders: Orders,
        info: RunInfo,
        around: Circumstances,
        sandbox: Enclosure,
        hooks: Hooks,
    ) -> None:
        self.sandbox, self.hooks = sandbox, hooks
        self.request, self.driver, self.orders, self.info = request, driver, orders, info
        self.around = around
        self.place = request.workplace
        self.cast = self.place.folder / CAST
        self.ending = Ending()

    def run(self, view: Watching, environment: Mapping[str, str]) -> Run:
        """Reports are there from the start and after each section: also for who is killed."""
        started = time.monotonic()
        broken: MachineError | None = None
        try:
            with self.ending.heard():
                self._write(info_line(self.info))
                self.report()
                self._sections(view, environment)
                self._write(end_line(time.monotonic() - started))
        except (Interrupted, KeyboardInterrupt, StoppedError):
            pass
        except MachineError as error:
            broken = error
        except OSError as error:
            if not self.ending.is_hang_up(error):
                raise
        finally:
            end(self.sandbox)
        whole = self.report(self.cast)
        if broken:
            raise broken
        return whole

    def _sections(self, view: Watching, environment: Mapping[str, str]) -> None:
        recording = closing(Recorder(self.cast, self.info.title, mask=self.orders.mask))
        keeping = Keeper(self.info.run, self.sandbox.inside)
        with recording as recorder, view.watching(), keeping as keeper:
            self._runner(view, keeper, recorder, environment).run(self.request.sections)

    def report(self, cast: Path | None = None) -> Run:
        """Write all reports of what has been found so far."""
        with self.ending.held():
            found = read_run(self.place.journal)
            whole = replace(found, info=self.info, results=_in_order(self.request.script, found.results))
            if cast:
                whole = replace(whole, marks=marks_of(cast))
            write_reports(whole, self.request.report or self.place.folder, cast)
        return whole

    def _runner(
        self, view: Watching, keeper: Keeper, recorder: Recorder, environment: Mapping[str, str]
    ) -> Runner:
        marked = _Marked(view, recorder, self.report)
        script, place, driver = self.request.script, self.place, self.driver
        return Runner(
            script,
            place,
            driver,
            keeper,
            self.orders,
            self.around,
            marked,
            environment,
            recorder.show,
            self.hooks,
        )

    def _write(self, line: str) -> None:
        with self.ending.held(), self.place.journal.open("a", encoding="utf-8") as journal:
            journal.write(line)


# ---- before
def _texts(request: Request) -> Iterator[str]:
    return (step.text for section in request.sections for step in section.steps)


def _programs(request: Request) -> Programs:
    """What the whole deck calls: a program that is spelt so elsewhere tells of a slip."""
    used = dict.fromkeys(name for step in request.script.steps for name in programs_of(step.text))
    return Programs(tuple(used), request.needs)


def _sandbox(request: Request, programs: Programs, environ: Mapping[str, str], name: str) -> Enclosure:
    steps = (step for section in request.sections for step in section.steps)
    readable = (request.repository,) if request.repository else ()
    walls = walls_of(request.workplace, request.network, steps, programs.used, readable, environ)
    walls = replace(walls, image=request.image, run=name, variables=_given(request))
    return choose(request.sandbox, walls, environ)


def _given(request: Request) -> tuple[str, ...]:
    """The names of the variables that the caller and the bed give."""
    return (*request.given, *(name for name, _ in request.bed.variables))


def _circumstances(request: Request, cluster: Cluster, programs: Programs, facts: Facts) -> Circumstances:
    lacks = (*request.bed.lacks, *SIMULATED) if cluster.simulated else request.bed.lacks
    return Circumstances(
        lacks=lacks, skew=cluster.skew, programs=programs, facts=facts, strict=request.strict
    )


def _earlier(request: Request) -> Run | None:
    """The run that is resumed."""
    if not request.resume or not request.workplace.journal.exists():
        return None
    earlier = read_run(request.workplace.journal)
    if earlier.info.run:
        sweep(earlier.info.run)
    return earlier


def _orders(request: Request, earlier: Run | None, environ: Mapping[str, str]) -> Orders:
    known = known_before(request.script, request.repository, request.address)
    mask = Mask.of(environ, request.orders.values)
    orders = replace(request.orders, known=known, mask=mask)
    if earlier is None:
        return orders
    text = request.workplace.journal.read_text(encoding="utf-8", errors="replace")
    done = {result.id: result for result in earlier.results}
    return replace(orders, done=done, begun=frozenset(begun(text)))


def _notice(request: Request, info: RunInfo, cluster: Cluster, earlier: Run | None) -> Notice:
    done = {result.id for result in earlier.results} if earlier else set()
    steps = sum(step.id not in done for section in request.sections for step in section.steps)
    home = str(request.workplace.home)
    return Notice(info.host, info.user, info.directory, home, cluster, info.driver, steps)


def _info(request: Request, driver: str, cluster: Cluster, bed: tuple[str, ...], name: str) -> RunInfo:
    return RunInfo(
        deck=request.script.name,
        title=request.script.title,
        path=request.script.path,
        started=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        host=platform.node(),
        user=_user(),
        directory=str(Path.cwd()),
        context=cluster.context,
        server=cluster.server,
        driver=driver,
        page=_page(request),
        shard=request.shard,
        run=name,
        bed=bed,
    )


def _page(request: Request) -> str:
    """How the report names the deck's page: as a file beside it where there is one, else as published."""
    if request.page and request.page.exists():
        folder = request.report or request.workplace.folder
        return Path(os.path.relpath(request.page.resolve(), folder.resolve())).as_posix()
    name = f"{request.script.name}.html"
    return f"{request.published.rstrip('/')}/{name}" if request.published else name


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


@contextmanager
def _only_one(place: Workplace) -> Iterator[None]:
    """Two runs of one deck at once would share a home: the second is refused."""
    import fcntl

    with (place.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"{place.folder} is in use by another run") from error
        yield


class _Marked:
    """A view that also marks the recording, and has the reports written where a section starts."""

    def __init__(self, view: View, recorder: Recorder, report: Callable[[], Run]) -> None:
        self._view, self._recorder, self._report = view, recorder, report
        self._next = 0.0  #: when the reports are due: they take the longer, the more there is to tell

    def section(self, section: ScriptSection) -> None:
        self._report()
        self._view.section(section)

    def begin(self, step: Step) -> None:
        self._recorder.step(step.id)
        self._view.begin(step)

    def end(self, result: StepResult) -> None:
        """Reports are never far behind: nobody who is killed can write them."""
        self._view.end(result)
        started = time.monotonic()
        if started >= self._next:
            self._report()
            self._next = time.monotonic() + max(1.0, 20 * (time.monotonic() - started))


# ---- after
def write_reports(run: Run, folder: Path, cast: Path | None = None) -> tuple[Path, ...]:
    """All reports into `folder`, each whole."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, render in REPORTS.items():
        path = folder / name
        write_atomically(path, render(run).encode("utf-8", "replace"))  # a folder may be called anything
        written.append(path)
    if cast and cast.exists() and cast.parent != folder:
        copy_atomically(cast, folder / CAST)
    return tuple(written)


def report_nothing(request: Request) -> None:
    """The reports of a shard to which nothing falls: one that has none is missing."""
    info = _info(request, request.driver, Cluster(), (), "")
    write_reports(Run(info, ()), request.report or request.workplace.folder)


def _in_order(script: Script, results: Sequence[StepResult]) -> tuple[StepResult, ...]:
    order = {step.id: number for number, step in enumerate(script.steps)}
    return tuple(sorted(results, key=lambda result: order.get(result.id, len(order))))
