"""The command line: which verbs there are, and what becomes of what they raise.

A verb's module is imported when the verb is called, so that `slidegen lint` in a commit hook pays for
nothing but linting, and a verb whose requirements are missing breaks no other.

Knows names of verbs, exit codes and the terminal. Must not know what a verb does.
"""

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from keyword import iskeyword
from typing import TYPE_CHECKING

import click

from slidegen import __version__
from slidegen.commands.examples import with_examples
from slidegen.commands.plain_line import say_line
from slidegen.distribution import EXTRAS, NAME, extra_of, install
from slidegen.errors import MEANINGS, REFUSALS, ExitCode, MissingError, SlidegenError, UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.source.suggest import did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


@dataclass(frozen=True, slots=True)
class Verb:
    """One line of `slidegen --help`; its command stands in `slidegen.commands.<name>:command`."""

    name: str
    group: str
    help: str
    is_brief: bool = False  #: whether it ends within seconds, so that memory need not be searched for cycles


VERBS: tuple[Verb, ...] = (
    Verb("new", "Write", "Start a workshop that builds"),
    Verb("import", "Write", "Bring decks of remark and its kin home, with a report of what is left"),
    Verb("serve", "Write", "Show decks live: save a file, and its slide has changed"),
    Verb("build", "Publish", "Render decks to static HTML", is_brief=True),
    Verb("export", "Publish", "Print built decks to PDF or PNG with Chromium"),
    Verb("lint", "Check", "Find stale commands and broken slides, and mend them", is_brief=True),
    Verb("check", "Check", "Look at built decks in Chromium: overflow, contrast, errors"),
    Verb("links", "Check", "Ask whether the addresses in slides and commands are still there"),
    Verb("rule", "Check", "Explain a lint rule, or list all of them"),
    Verb("scripts", "Exercise", "Write the exercises as shell scripts"),
    Verb("run", "Exercise", "Run the exercises end to end and give a verdict on each"),
    Verb("nightly", "Exercise", "Run decks on beds and versions, and show since when what is broken"),
    Verb("report", "Exercise", "Show an earlier run again in another form"),
    Verb("stats", "Look", "Count slides, exercises and words; show what decks share"),
    Verb("inspect", "Look", "Print what slidegen understood of a file, as JSON"),
    Verb("help", "Look", "Show a page of the manual, or what a verb takes"),
    Verb("docs", "Look", "List the pages of the manual"),
    Verb("doctor", "Look", "Say what is missing on this machine, and what mends it"),
    Verb("config", "Look", "Show every setting, its value, and where that comes from", is_brief=True),
    Verb("schema", "Look", "Print the JSON Schema of manifests or settings, for editors", is_brief=True),
    Verb("completion", "Look", "Print the script by which a shell completes slidegen"),
    Verb("lsp", "Look", "Speak the language server protocol with an editor"),
)
BY_NAME = {verb.name: verb for verb in VERBS}


class _ReaderLeftError(Exception):
    """`slidegen … | head`: nobody reads on, and that is no mistake."""


class Verbs(click.Group):
    """A group whose commands are imported on use, and listed from the table."""

    # click's signatures; the table needs no context
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(BY_NAME)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        return _load(name) if name in BY_NAME else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in BY_NAME:
            raise click.UsageError(_unknown_verb(args[0]), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:  # click would exit 1
            raise _ReaderLeftError from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """The verbs from the table: completion imports none of them."""
        from click.shell_completion import CompletionItem  # a shell asks for it, and no verb

        verbs = [CompletionItem(v.name, help=v.help) for v in VERBS if v.name.startswith(incomplete)]
        return verbs or super().shell_complete(ctx, incomplete)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_epilog(ctx, formatter)
        codes = "; ".join(f"{code.value} {meaning}" for code, meaning in MEANINGS.items())
        with formatter.section("Exit codes"):
            formatter.write_text(f"{codes}.")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        for group in dict.fromkeys(verb.group for verb in VERBS):
            with formatter.section(group):
                rows = [(verb.name.ljust(10), verb.help) for verb in VERBS if verb.group == group]
                formatter.write_dl(rows)


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """The version, and which extras are there: what a report of a bug needs first."""
    if not asked or context.resilient_parsing:
        return
    there = {extra for extra, modules in EXTRAS.items() if all(map(find_spec, modules))}
    click.echo(f"slidegen {__version__} ({NAME}, Python {'.'.join(map(str, sys.version_info[:3]))})")
    for word, extras in (("with", there), ("without", EXTRAS.keys() - there)):
        if extras:
            click.echo(f"  {word} the extras {', '.join(sorted(extras))}")
    context.exit()


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings: slidegen.toml, or [tool.slidegen] in pyproject.toml.",
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and the extras.",
)
def cli() -> None:
    """Markdown workshops as static decks, live preview, runnable exercises and lint."""


cli.help = with_examples("", cli.help or "")


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point: exits with the code of the contract."""
    _open_closed_streams()
    code = int(run(sys.argv[1:] if arguments is None else arguments))
    with contextlib.suppress(OSError):  # who read it has left
        sys.stdout.flush()
        sys.stderr.flush()
    # Python would take every object apart first, a tenth of a build's time. All that counts is written.
    os._exit(code)


def _open_closed_streams() -> None:
    """Who starts us without input or output, as some schedulers do: nothing is read, and nobody is told.

    Where they stay closed, Python has no stream for them, and the next file that is opened gets their number.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(nowhere, True)  # what we start has streams, too
            setattr(sys, name, os.fdopen(nowhere, "w" if number else "r", encoding="utf-8"))


def run(arguments: Sequence[str]) -> int:
    """Calls the verb; whatever it raises becomes one message and an exit code."""
    try:
        result = cli.main(args=list(arguments), prog_name="slidegen", standalone_mode=False)
        sys.stdout.flush()
    except SlidegenError as error:
        return _tell(error.message, error.hint, error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return ExitCode.USAGE
    except click.UsageError as error:
        return _tell(error.format_message(), _usage_hint(error), ExitCode.USAGE)
    except click.ClickException as error:
        return _tell(error.format_message(), "", ExitCode.USAGE)
    except (KeyboardInterrupt, click.Abort):
        return ExitCode.INTERRUPTED
    except (_ReaderLeftError, BrokenPipeError):
        return _reader_left()
    except ModuleNotFoundError as error:
        return _module_missing(error, arguments)
    except OSError as error:
        return _machine_refused(error)
    except Exception as error:
        return _our_bug(error, arguments)
    return result if isinstance(result, int) else ExitCode.CLEAN


def _load(name: str) -> click.Command:
    if BY_NAME[name].is_brief:
        # Reference counts free all but cycles, and tokens and slides are in none. Looking for some would take
        # a tenth of a commit hook's time, most of it while modules are loaded, and a third of a deck's.
        gc.disable()
    else:
        gc.enable()
    module = f"slidegen.commands.{name}_" if iskeyword(name) else f"slidegen.commands.{name}"
    try:
        loaded: object = import_module(module).command
    except ModuleNotFoundError as error:
        if error.name == module:
            raise UsageError(f"`slidegen {name}` is not part of this version") from error
        raise missing_module(name, error.name or "") from error
    assert isinstance(loaded, click.Command), f"{module}.command is no command"
    loaded.help = with_examples(name, loaded.help or "")
    return loaded


def missing_module(verb: str, module: str) -> MissingError:
    """What a verb lacks: a part of Python that this system does not have, or a package."""
    package = module.partition(".")[0]
    if package in sys.stdlib_module_names:
        return MissingError(
            f"`slidegen {verb}` needs Python's {package}, which there is not on {platform_name()}",
            hint="Use Linux, macOS, or the Windows Subsystem for Linux; the other verbs work here",
        )
    extra = extra_of(module)
    advice = f"Install it with: {install(extra)}" if extra else "Install slidegen again"
    return MissingError(
        f"`slidegen {verb}` needs the Python package {module}, which is not installed", hint=advice
    )


def platform_name() -> str:
    import platform

    return platform.system() or sys.platform


def _unknown_verb(name: str) -> str:
    guess = did_you_mean(name, BY_NAME)
    return f"There is no verb `{name}`." + (f" Did you mean `{guess}`?" if guess else "")


def _usage_hint(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "slidegen"
    return f"`{path} --help` shows what it takes"


# ---- what stderr says
def _tell(message: str, hint: str, code: ExitCode) -> int:
    say_line(f"slidegen: {message}", err=True)
    if hint:
        say_line(f"  {hint}", err=True)
    return code


def _module_missing(error: ModuleNotFoundError, arguments: Sequence[str]) -> int:
    """A module that a verb wanted while it ran; one of our own is a bug."""
    name = error.name or ""
    if not name or name.partition(".")[0] == "slidegen":
        return _our_bug(error, arguments)
    verb = next((word for word in arguments if word in BY_NAME), "")
    missing = missing_module(verb, name)
    return _tell(missing.message, missing.hint, missing.exit_code)


def _machine_refused(error: OSError) -> int:
    what = error.strerror or str(error)
    where = f"{error.filename}: " if error.filename else ""
    return _tell(f"{where}{what}", REFUSALS.get(error.errno or 0, ""), ExitCode.FINDINGS)


def _reader_left() -> int:
    # Python flushes stdout at exit; with the reader gone that would be one more error.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.CLEAN


def _our_bug(error: Exception, arguments: Sequence[str]) -> int:
    import platform
    import shlex
    import traceback

    log = "".join(traceback.format_exception(error))
    click.echo("slidegen: this is a bug of slidegen's. Please report it with what follows:\n", err=True)
    click.echo(
        f"    slidegen {__version__}, Python {platform.python_version()}, {platform.platform()}", err=True
    )
    click.echo(f"    slidegen {shlex.join(arguments)}", err=True)
    click.echo("".join(f"    {line}" for line in log.splitlines(keepends=True)), err=True, nl=False)
    return ExitCode.BUG
