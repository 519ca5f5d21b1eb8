"""The options of `slidegen run`, in the order of its help.

Knows click. Must not know what any of them does.
"""

from pathlib import Path

import click

from slidegen.commands.exercises import FenceOptions, fence_options
from slidegen.commands.here import no_ignore
from slidegen.commands.taken import option_list
from slidegen.lazy_dataclass import dataclass
from slidegen.script.plan import PLANS
from slidegen.script.sandbox import SANDBOXES


@dataclass(frozen=True, slots=True)
class RunOptions(FenceOptions):
    """What `run` is asked."""

    decks: tuple[Path, ...]
    yes: bool
    sections: tuple[str, ...]
    start: str | None
    failed: bool
    only: tuple[str, ...]
    driver: str | None
    values: tuple[str, ...]
    raw_values: tuple[str, ...]
    given: tuple[str, ...]
    sandbox: str
    image: str
    on_host: bool
    network: bool | None
    update: bool
    fresh: bool
    clean_up: bool | None
    context: str
    allow: tuple[str, ...]
    timeout_scale: float | None
    stop: bool
    keep_going: bool
    strict: bool
    resume: bool
    report: Path | None
    repository: Path | None
    bed: str
    shard: str | None
    durations: Path | None
    plan: str | None
    shards: int
    only_list: bool
    no_ignore: bool
    verbose: bool

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files and folders that must be there."""
        return tuple(path for path in (self.repository, self.durations) if path)


run_options = option_list(
    click.option("--yes", is_flag=True, help="Run without asking first."),
    click.option("--section", "sections", multiple=True, help="Only this section (id, number or title)."),
    click.option("--from", "start", metavar="ID", help="Start at this step."),
    click.option(
        "--failed", is_flag=True, help="Only the sections in which something was wrong or suspect last time."
    ),
    click.option("--only", multiple=True, metavar="ID", help="Only these steps, or all of a slide."),
    click.option(
        "--driver", type=click.Choice(["auto", "bash", "pty"]), help="How shells are run.  [default: auto]"
    ),
    click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="A placeholder's value."),
    click.option(
        "--set-raw",
        "raw_values",
        multiple=True,
        metavar="NAME=TEXT",
        help="As --set, for a text that the shell reads.",
    ),
    click.option(
        "--env", "given", multiple=True, metavar="NAME", help="A variable of yours that exercises get."
    ),
    click.option(
        "--in",
        "sandbox",
        type=click.Choice(["auto", *SANDBOXES]),
        default="auto",
        show_default=True,
        help="The sandbox that exercises run in.",
    ),
    click.option(
        "--image", default="", metavar="IMAGE", help="The image for `--in docker` and `--in podman`."
    ),
    click.option("--on-host", is_flag=True, help="No sandbox: exercises change this machine, also as root."),
    click.option(
        "--network/--no-network",
        default=None,
        help="Whether a sandbox has the network.  [default: if needed]",
    ),
    click.option(
        "--update", is_flag=True, help="Write shown outputs that are stale anew, and show the difference."
    ),
    click.option("--fresh", is_flag=True, help="First take away what an earlier run left in the cluster."),
    click.option(
        "--clean-up/--no-clean-up",
        default=None,
        help="Take away what the run makes in cluster and engine.  [default: in a cluster to throw away]",
    ),
    click.option("--context", default="", metavar="NAME", help="The Kubernetes context that may be changed."),
    click.option("--allow", multiple=True, metavar="NAME", help="Allow a danger: sudo, rm, prune…"),
    click.option("--timeout-scale", type=float, help="Wait so many times longer.  [default: 1]"),
    click.option(
        "--stop", is_flag=True, help="At the first failure, give you the shell as the step left it; then end."
    ),
    click.option("--keep-going", is_flag=True, help="Go on within a section after a failure."),
    click.option("--strict", is_flag=True, help="Excuse nothing by what this machine lacks."),
    click.option("--resume", is_flag=True, help="Continue the run that was interrupted."),
    click.option("--report", type=click.Path(path_type=Path), metavar="DIR", help="Where the reports go."),
    click.option(
        "--repository",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="What `git clone` of the workshop gives.  [default: the git repository around the deck]",
    ),
    click.option(
        "--bed", default="", metavar="BED", help="`real`, `docker`, `kind`, or a bed's file (TOML)."
    ),
    fence_options,
    click.option("--shard", metavar="N/M", help="Only the Nth of M shares of the sections."),
    click.option("--durations", type=click.Path(path_type=Path), help="Measured results.jsonl to share by."),
    click.option(
        "--plan", type=click.Choice(list(PLANS)), help="Print the CI configuration for shards; run nothing."
    ),
    click.option(
        "--shards", type=click.IntRange(1), default=4, show_default=True, help="How many, for --plan."
    ),
    click.option("--list", "only_list", is_flag=True, help="List the steps and their classes; run nothing."),
    no_ignore,
    click.option("-v", "--verbose", is_flag=True, help="A line for each step."),
)
