"""Plans: the configuration with which the CI engine that the user has runs the shards.

Adding an engine: a function here and a line in `PLANS`.

Knows what engines read. Must not know how shards are made.
"""

from collections.abc import Callable
from dataclasses import replace
from textwrap import dedent, indent

from slidegen.distribution import this_version
from slidegen.lazy_dataclass import dataclass
from slidegen.script.ci_words import label, name_in_a_cluster, scalar, unevaluated, unexpanded, word
from slidegen.script.model import Step
from slidegen.script.provisions import GROUNDS, Lacking, Provisions, provisions
from slidegen.source.printable import printable


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be shared: a deck, in so many shards."""

    deck: str  #: its name
    path: str  #: of its manifest
    shards: int
    minutes: int  #: how long the longest may take
    options: str = ""  #: further ones, with a blank before each
    install: str = ""  #: the requirement that brings slidegen; this version if not set
    cluster: bool = True  #: whether its exercises speak to Kubernetes
    repository: str = ""  #: where the workshop is cloned from, without `https://`
    steps: tuple[Step, ...] = ()
    needs: tuple[str, ...] = ()  #: programs that its manifest names

    @property
    def requirement(self) -> str:
        return self.install or this_version("run")


def installation(work: Work) -> str:
    return f"pip install {word(work.requirement)}"


def command(work: Work, shard: str) -> str:
    return f"slidegen run {word(work.path)} --yes --shard {shard}{work.options} --report report"


def provided(work: Work, engine: str) -> Provisions:
    """What a job of the engine gives the deck's commands."""
    return provisions(work.steps, work.needs, GROUNDS[engine], cluster=work.cluster)


def shortage(lacking: Lacking) -> str:
    """That steps will be skipped, and why."""
    reason = f"{lacking.program}: {lacking.why}"
    if not lacking.steps:
        return f"{reason}, and the manifest needs it"
    first = lacking.steps[0]
    where, number = f"{first.id} ({first.place})", len(lacking.steps)
    if number == 1:
        return f"{reason}: the step {where} will be skipped"
    return f"{reason}: {number} steps will be skipped, from {where} on"


def _header(found: Provisions) -> str:
    """The comment that a plan begins with where some steps will be skipped."""
    if not found.lacking:
        return ""
    lines = [
        "These jobs lack what a line of yours in front of `slidegen run` may install:",
        *(f"  {shortage(each)}" for each in found.lacking),
    ]
    return "".join(f"# {printable(line)}\n" for line in lines)


def _brought(found: Provisions, root: str = "") -> tuple[str, ...]:
    """The commands of bash that install it."""
    packages = " ".join(found.packages)
    quiet = f"{root}apt-get install -y -qq --no-install-recommends {packages} >/dev/null"
    return (
        *((f"{root}apt-get update -qq && {quiet}",) if packages else ()),
        *(("mkdir -p ~/bin", *found.fetched) if found.fetched else ()),
    )


_SHARD = "\0"  #: stands for what a shell or an engine says of a shard, which is no name

#: Tools of a shard, pinned: what a night finds is the deck's or these lines' doing, and nobody else's.
KIND, KUBERNETES = "v0.29.0", "v1.33.1"
_FETCH = "curl -fsSL --retry 3 -o"
KIND_TOOLS = (
    "mkdir -p ~/bin",
    f"{_FETCH} ~/bin/kind https://kind.sigs.k8s.io/dl/{KIND}/kind-linux-amd64",
    f"{_FETCH} ~/bin/kubectl https://dl.k8s.io/release/{KUBERNETES}/bin/linux/amd64/kubectl",
    "chmod +x ~/bin/kind ~/bin/kubectl",
)
CLUSTER = f"~/bin/kind create cluster --image kindest/node:{KUBERNETES} --wait 180s"


def github(work: Work) -> str:
    numbers = ", ".join(str(number) for number in range(1, work.shards + 1))
    install = scalar(unevaluated(installation(work)))
    shard = unevaluated(command(work, _SHARD)).replace(_SHARD, f"${{{{ matrix.shard }}}}/{work.shards}")
    text = dedent(f"""\
        name: exercises-{label(work.deck)}
        on:
          push:
          workflow_dispatch:
          schedule:
            - cron: "17 3 * * *"
        permissions:
          contents: read
        jobs:
          run:
            runs-on: ubuntu-24.04
            timeout-minutes: {work.minutes}
            strategy:
              fail-fast: false
              matrix:
                shard: [{numbers}]
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-python@v5
                with:
                  python-version: "3.12"
              - run: {install}
        TOOLS      - run: {scalar(shard)}
              - uses: actions/upload-artifact@v4
                if: always()
                with:
                  name: report-${{{{ matrix.shard }}}}
                  path: report
          report:
            needs: run
            if: always()
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-python@v5
                with:
                  python-version: "3.12"
              - run: {install}
              - uses: actions/download-artifact@v4
              - run: slidegen report merge report-*/results.jsonl --out report
              - uses: actions/upload-artifact@v4
                if: always()
                with:
                  name: report
                  path: report
        """)
    found = provided(work, "github")
    onto_path = ('echo "$HOME/bin" >>"$GITHUB_PATH"',)
    lines = _brought(found, "sudo ")
    lines += (*KIND_TOOLS, *onto_path, CLUSTER) if work.cluster else onto_path if found.fetched else ()
    tools = "      - run: |\n" + "".join(f"          {line}\n" for line in lines) if lines else ""
    return _header(found) + text.replace("TOOLS", tools)


def gitlab(work: Work) -> str:
    """The cluster runs in the engine beside the job; its certificate must name that host."""
    shard = command(work, '"$CI_NODE_INDEX/$CI_NODE_TOTAL"') + "-$CI_NODE_INDEX"
    text = dedent(f"""\
        # Nights: a pipeline schedule of the project. Needs a runner that allows privileged services.
        stages: [run, report]
        exercises-{label(work.deck)}:
          stage: run
          image: python:3.12
          parallel: {work.shards}
          timeout: {work.minutes} minutes
          services:
            - name: docker:28-dind
              alias: docker
          variables:
            DOCKER_HOST: tcp://docker:2375
            DOCKER_TLS_CERTDIR: ""
          script:
            - {scalar(installation(work))}
        TOOLS    - {scalar(shard + (" --on-host --context kind-kind" if work.cluster else " --on-host"))}
          artifacts:
            when: always
            paths: ["report-*"]
            reports:
              junit: report-*/junit.xml
        report-{label(work.deck)}:
          stage: report
          image: python:3.12
          when: always
          script:
            - {scalar(installation(work))}
            - slidegen report merge report-*/results.jsonl --out report
          artifacts:
            when: always
            paths: [report]
        """)
    config = "kind: Cluster\\napiVersion: kind.x-k8s.io/v1alpha4\\nnetworking: {apiServerAddress: 0.0.0.0}\\n"
    config += (
        "kubeadmConfigPatches:\\n- |\\n  kind: ClusterConfiguration\\n  apiServer: {certSANs: [docker]}\\n"
    )
    found = provided(work, "gitlab")
    onto_path = 'export PATH="$HOME/bin:$PATH"'
    if work.cluster:  # kind asks the engine by its client
        found = replace(found, packages=tuple(sorted({*found.packages, "docker.io"})))
    made = (
        *KIND_TOOLS,
        onto_path,
        f"printf '{config}' >kind.yaml",
        f"{CLUSTER} --config kind.yaml",
        "sed -i s/0.0.0.0/docker/ ~/.kube/config",
    )
    lines = (*_brought(found), *(made if work.cluster else (onto_path,) if found.fetched else ()))
    return _header(found) + text.replace("TOOLS", "".join(f"    - {scalar(line)}\n" for line in lines))


_NOT_CLONED = (
    "# The manifest has no `gitrepo` to clone: the image must hold the workshop, as its working folder."
)


def kubernetes(work: Work) -> str:
    """Jobs in a cluster that is there: each shard in a namespace of its own, with rights that are named."""
    number = f'"$((JOB_COMPLETION_INDEX + 1))/{work.shards}"'
    shard = unexpanded(command(work, _SHARD)).replace(_SHARD, number)
    job = dedent(f"""\
        # The Job's account must exist, and may change what the exercises change:
        #   kubectl create serviceaccount exercises
        #   kubectl create clusterrolebinding exercises --clusterrole=cluster-admin \\
        #     --serviceaccount=default:exercises
        # Shards share the cluster: what is not in a namespace (nodes, CRDs, classes) they share, too.
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: exercises-{name_in_a_cluster(work.deck)}
        spec:
          completionMode: Indexed
          completions: {work.shards}
          parallelism: {work.shards}
          backoffLimit: 0
          activeDeadlineSeconds: {work.minutes * 60}
          template:
            spec:
              restartPolicy: Never
              serviceAccountName: exercises
              containers:
              - name: run
                image: python:3.12  # or one with slidegen in it
                command: ["bash", "-c"]
                args:
                - |
        """)
    if not work.repository:
        job = f"{_NOT_CLONED}\n{job}"
    found = provided(work, "kubernetes")
    lines = "".join(f"{line}\n" for line in _in_a_pod(work, shard, found))
    return _header(found) + job + indent(lines, " " * 10)


def _in_a_pod(work: Work, shard: str, found: Provisions) -> tuple[str, ...]:
    account = "/var/run/secrets/kubernetes.io/serviceaccount"
    authority = f"--certificate-authority={account}/ca.crt"
    clone = (
        f"git clone --depth 1 {unexpanded(word(f'https://{work.repository}'))} workshop && cd workshop"
        if work.repository
        else ""
    )
    fetched = [line for line in KIND_TOOLS if "/bin/kind" not in line]
    return (
        "set -e",
        # Before 1.21 a cluster drops `completionMode`, and each pod would run the first shard.
        ': "${JOB_COMPLETION_INDEX:?this cluster numbers no pods: Jobs are Indexed from Kubernetes 1.21 on}"',
        unexpanded(installation(work)),
        *(line for line in (clone,) if line),
        "space=exercises-$((JOB_COMPLETION_INDEX + 1))",
        *_brought(found),
        *fetched,
        "chmod +x ~/bin/kubectl",
        'export PATH="$HOME/bin:$PATH"',
        f"kubectl config set-cluster here --server=https://kubernetes.default.svc {authority}",
        f'kubectl config set-credentials here --token="$(cat {account}/token)"',
        'kubectl config set-context here --cluster=here --user=here --namespace="$space"',
        "kubectl config use-context here",
        'kubectl get namespace "$space" || kubectl create namespace "$space"',
        "status=0",
        f"{shard} --on-host --context here || status=$?",
        # `slidegen report merge` reads the logs, and leaves out what is none of its lines.
        "cat report/results.jsonl || status=1",
        'kubectl delete namespace "$space" --wait=false || true',
        "exit $status",
    )


PLANS: dict[str, Callable[[Work], str]] = {"github": github, "gitlab": gitlab, "kubernetes": kubernetes}
