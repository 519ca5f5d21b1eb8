"""Plans: the configuration with which the CI engine that the user has runs the shards.

Adding an engine: a function here and a line in `PLANS`.

Knows what engines read. Must not know how shards are made.
"""

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent, indent

import yaml

from slidegen.distribution import this_version


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be shared: a deck, in so many shards."""

    deck: str  #: its name
    path: str  #: of its manifest
    shards: int
    minutes: int  #: how long the longest may take
    options: str = ""  #: further ones, with a blank before each
    install: str = ""  #: the requirement that brings slidegen; this version if not set

    @property
    def requirement(self) -> str:
        return self.install or this_version("run")


def installation(work: Work) -> str:
    return f"pip install {shlex.quote(work.requirement)}"


def command(work: Work, shard: str) -> str:
    return f"slidegen run {shlex.quote(work.path)} --yes --shard {shard}{work.options} --report report"


def _scalar(text: str) -> str:
    """A text as YAML, in quotes only where it needs them."""
    return yaml.safe_dump(text, width=1_000_000, allow_unicode=True).removesuffix("\n").removesuffix("\n...")


def github(work: Work) -> str:
    numbers = ", ".join(str(number) for number in range(1, work.shards + 1))
    return dedent(f"""\
        name: exercises-{work.deck}
        on: [push]
        jobs:
          run:
            runs-on: ubuntu-latest
            timeout-minutes: {work.minutes}
            strategy:
              fail-fast: false
              matrix:
                shard: [{numbers}]
            steps:
              - uses: actions/checkout@v4
              - run: {_scalar(installation(work))}
              - run: {_scalar(command(work, "${{ matrix.shard }}/" + str(work.shards)))}
              - uses: actions/upload-artifact@v4
                if: always()
                with:
                  name: report-${{{{ matrix.shard }}}}
                  path: report
          report:
            needs: run
            if: always()
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: {_scalar(installation(work))}
              - uses: actions/download-artifact@v4
              - run: slidegen report merge report-*/results.jsonl --out report
              - uses: actions/upload-artifact@v4
                if: always()
                with:
                  name: report
                  path: report
        """)


def gitlab(work: Work) -> str:
    return dedent(f"""\
        stages: [run, report]
        exercises-{work.deck}:
          stage: run
          image: python:3
          parallel: {work.shards}
          timeout: {work.minutes} minutes
          script:
            - {_scalar(installation(work))}
            - {_scalar(command(work, '"$CI_NODE_INDEX/$CI_NODE_TOTAL"') + "-$CI_NODE_INDEX")}
          artifacts:
            when: always
            paths: ["report-*"]
            reports:
              junit: report-*/junit.xml
        report-{work.deck}:
          stage: report
          image: python:3
          when: always
          script:
            - {_scalar(installation(work))}
            - slidegen report merge report-*/results.jsonl --out report
          artifacts:
            when: always
            paths: [report]
        """)


def kubernetes(work: Work) -> str:
    script = command(work, f'"$((JOB_COMPLETION_INDEX + 1))/{work.shards}"')
    job = dedent(f"""\
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: exercises-{work.deck}
        spec:
          completionMode: Indexed
          completions: {work.shards}
          parallelism: {work.shards}
          backoffLimit: 0
          activeDeadlineSeconds: {work.minutes * 60}
          template:
            spec:
              restartPolicy: Never
              containers:
              - name: run
                image: IMAGE  # with {" ".join(work.requirement.split())}, the workshop, what it needs
                command: ["bash", "-c"]
                args:
                - |
        """)
    # `slidegen report merge` reads the logs, and leaves out what is none of its lines.
    lines = f"{script}\nstatus=$?\ncat report/results.jsonl\nexit $status\n"
    return job + indent(lines, " " * 10)


PLANS: dict[str, Callable[[Work], str]] = {"github": github, "gitlab": gitlab, "kubernetes": kubernetes}
