"""What an outcome means, and whose doing it is."""

import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from slidegen.script.chains import blocker_of, leader_of
from slidegen.script.facts import Answer, Fact, Facts
from slidegen.script.host_facts import of_the_machine, servers
from slidegen.script.installed import Programs
from slidegen.script.lacks import SIMULATED, Lack, Skew
from slidegen.script.model import Expect, Kind, ShownOutput, Step
from slidegen.script.probe import plugins
from slidegen.script.result import Cause, StepResult, Verdict
from slidegen.script.sandbox import Enclosure
from slidegen.script.sandbox.walls import Walls
from slidegen.script.telling_line import telling_line
from slidegen.script.verdict import Circumstances, Outcome, judge

STEP = Step("s/a/1", "s", "a", "A", "a.md", 3, 5, "bash", "kubectl get x", Kind.PLAIN)
RESULT = StepResult("s/a/0", "s", "S", "a", "A", "a.md", 1, Verdict.SKIPPED)


def verdict(text: str, output: str, status: int = 1, **around: object) -> tuple[Verdict, Cause]:
    step = replace(STEP, text=text)
    judgement = judge(step, Outcome(False, status, command=text, output=output), [], Circumstances(**around))  # type: ignore[arg-type]
    return judgement.verdict, judgement.cause


MACHINE = (Verdict.SKIPPED, Cause.MACHINE)
DECK = (Verdict.FAIL, Cause.DECK)
DOUBT = (Verdict.SUSPECT, Cause.DOUBT)


def found(there: bool, *missing: str) -> Facts:
    """A bed that has everything, or nothing."""
    return Facts(tuple(Answer(fact, there and fact is not Fact.KEYS) for fact in Fact), (), missing)


NOTHING, EVERYTHING = found(False, "helm"), found(True)


@pytest.mark.parametrize(
    ("text", "output", "found"),
    [
        ("helm list", "bash: helm: command not found", MACHINE),
        (
            "git clone https://github.com/a/b",
            "fatal: unable to access: Could not resolve host: github.com",
            MACHINE,
        ),
        ("curl http://127.96.3.4", "curl: (52) Empty reply from server", MACHINE),
        (
            "curl http://10.0.0.1",
            "curl: (7) Failed to connect to 10.0.0.1 port 80 after 0 ms: refused",
            MACHINE,
        ),
        ("curl localhost:1", "curl: (7) Failed to connect to localhost port 1 after 0 ms: refused", DECK),
        ("curl localhost:1", "curl: (52) Empty reply from server", DECK),
        ("kubectl top pods", "error: Metrics API not available", MACHINE),
        (
            "kubectl config use-context kubernetes-admin@kubernetes",
            'error: no context exists with the name: "kubernetes-admin@kubernetes"',
            MACHINE,
        ),
        (
            "kubectl config view -o json | jq -r '.users[0].user.\"client-certificate-data\"' | openssl x509",
            "Could not read certificate from <stdin>\nUnable to load certificate",
            MACHINE,
        ),
        ("openssl x509 -in web.crt", "Unable to load certificate", DECK),
        ("kubectl config use-context oops", 'error: no context exists with the name: "oops"', DECK),
        (
            "curl localhost:80",
            "E1 portforward.go:400] unable to do port forwarding: socat not found",
            MACHINE,
        ),
        ("exec >/dev/tty", "bash: /dev/tty: No such device or address", MACHINE),
        ("touch /usr/local/bin/x", "touch: cannot touch '/usr/local/bin/x': Read-only file system", MACHINE),
        ("docker run --read-only alpine touch /x", "touch: /x: Read-only file system", DECK),
        ("useradd -m ana", "useradd: cannot lock /etc/passwd; try again later.", MACHINE),
        ("sudo ip link add br0 type bridge", "RTNETLINK answers: Operation not permitted", MACHINE),
        (
            "cd /; apt-get update",
            "E: setgroups 65534 failed - setgroups (1: Operation not permitted)",
            MACHINE,
        ),
        ("./run.sh", "bash: ./run.sh: Permission denied", DECK),
        ("hostnamectl", "System has not been booted with systemd as init system (PID 1).", MACHINE),
        ("aws s3 ls", "Unable to locate credentials.", MACHINE),
        ("Rscript a.R", "bash: Rscript: command not found", DOUBT),
        ("kubectl exec web -- ls", "error: unable to upgrade connection: not found", MACHINE),
        (
            "kubectl get x",
            'Get "https://127.0.0.1:6443/api": dial tcp: connect: refused',
            MACHINE,
        ),
        ("kubectl run x --rm -ti \\\n --image nixery.dev/shell/curl -- bash", "", MACHINE),
        ("kubectl run x --rm -ti --image alpine -- false", "", DECK),
        ("kubectl run x --rm -ti --image quay.io/a/b -- ls /x", "ls: /x: No such file or directory", DECK),
        ("docker compose up", "docker: 'compose' is not a docker command.", MACHINE),
        ("docker compose up -d", "docker: unknown command: docker compose\n\nRun 'docker --help'", MACHINE),
        ("docker compose up -d", "unknown shorthand flag: 'd' in -d", MACHINE),
        ("cd app && docker compose --ansi never up", "unknown flag: --ansi", MACHINE),
        ("docker buildx ls", "docker: 'buildx' is not a docker command.", MACHINE),
        ("docker compos up", "docker: 'compos' is not a docker command.", DECK),
        ("docker run --nosuch alpine", "unknown flag: --nosuch", DECK),
        ("kubectl run x --replicas=3", "error: unknown flag: --replicas", DECK),
        ("kubectl apply -f a.yml", 'error: the path "a.yml" does not exist', DECK),
        ("cat nosuch", "cat: nosuch: No such file or directory", DECK),
    ],
)
def test_failures_of_the_machine_and_of_the_deck(
    text: str, output: str, found: tuple[Verdict, Cause]
) -> None:
    assert verdict(text, output, facts=NOTHING) == found


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("curl http://githib.com", "curl: (6) Could not resolve host: githib.com"),
        (
            "docker pull nginx:lates",
            "Error response from daemon: manifest for nginx:lates not found: manifest unknown",
        ),
        (
            "docker run jpetazzo/clok",
            "docker: Error response from daemon: pull access denied for jpetazzo/clok, it does not exist",
        ),
        (
            "git clone https://github.com/jpetazzo/containr.training",
            "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
        ),
        ("curl http://10.0.0.1", "curl: (7) Failed to connect to 10.0.0.1 port 80 after 0 ms: refused"),
        ("curl https://example.org/a", "curl: (28) Connection timed out after 5000 milliseconds"),
        ("docker compose up --nosuch", "unknown flag: --nosuch"),
        ("docker buildx nosuch", "docker: 'buildx' is not a docker command."),
        ("kubectl top pods", "error: Metrics API not available"),
        ("kubectl get x", "The connection to the server localhost:8080 was refused"),
        ("./app", "dial tcp 1.2.3.4:80: no route to host"),
        ("touch /usr/local/bin/x", "touch: cannot touch '/usr/local/bin/x': Read-only file system"),
        ("ip link add br0 type bridge", "RTNETLINK answers: Operation not permitted"),
        ("hostnamectl", "System has not been booted with systemd as init system (PID 1)."),
        (
            "psql -c 'select 1'",
            'psql: error: connection to server at "localhost" (::1), port 5433 failed: Connection refused',
        ),
        ("openssl genrsa -aes128", ""),
    ],
)
def test_what_the_bed_has_is_no_excuse(text: str, output: str) -> None:
    """Vanished images, mistyped names and hosts: what rots, and what a run is for."""
    assert verdict(text, output, facts=EVERYTHING) == DECK


@pytest.mark.parametrize("facts", [NOTHING, EVERYTHING])
@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("docker pull nginx:lates", "manifest for nginx:lates not found: manifest unknown: manifest unknown"),
        (
            "docker run jpetazzo/clok",
            "pull access denied for jpetazzo/clok, repository does not exist or may",
        ),
        (
            "git clone https://github.com/a/b",
            "fatal: could not read Username for 'https://github.com': disabled",
        ),
        ("kubectl get pdos", 'error: the server doesn\'t have a resource type "pdos"'),
    ],
)
def test_what_a_server_answered_is_the_decks_on_any_bed(text: str, output: str, facts: Facts) -> None:
    assert verdict(text, output, facts=facts) == DECK


def test_an_engine_that_resolves_no_names_says_nothing_of_the_image() -> None:
    output = (
        'Error response from daemon: Get "https://docker.io/v2/": dial tcp: lookup docker.io on 10.0.0.1:53'
    )
    assert verdict("docker pull nginx:lates", output, facts=NOTHING) == MACHINE
    assert verdict("docker pull nginx:lates", output, facts=EVERYTHING) == DECK


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("curl -s http://a.org/", 6, MACHINE),
        ("wget -q http://a.org/", 4, MACHINE),
        ("curl -s http://a.org/", 22, DECK),  # it answered
        ("curl -s http://127.0.0.1:9/", 7, DECK),
        ("wget -q http://127.0.0.1:9/", 4, DECK),
        ("wget -q http://localhost/", 4, DECK),
        ("false", 6, DECK),
    ],
)
def test_the_status_of_a_quiet_program_tells(text: str, status: int, expected: tuple[Verdict, Cause]) -> None:
    assert verdict(text, "", status, facts=NOTHING) == expected
    assert verdict(text, "", status, facts=EVERYTHING) == DECK


def test_why_a_quiet_program_failed_is_said() -> None:
    outcome = Outcome(False, 6, command="curl -s http://githib.com/")
    judgement = judge(replace(STEP, text=outcome.command), outcome, [], Circumstances(facts=EVERYTHING))
    assert judgement.why == "status 6: could not resolve host"


def test_what_nobody_asked_is_in_doubt() -> None:
    assert verdict("curl http://a.org", "curl: (6) Could not resolve host: a.org") == DOUBT
    assert (
        verdict("kubectl get x", 'Get "https://10.0.0.1:6443/api": dial tcp: refused', facts=EVERYTHING)
        == DOUBT
    )
    assert (
        verdict("frobnicate", "bash: frobnicate: command not found", 127, facts=found(True, "frobnicate"))
        == DOUBT
    )
    declared = Programs(needed=("frobnicate",))
    around = {"facts": found(True, "frobnicate"), "programs": declared}
    assert verdict("frobnicate", "bash: frobnicate: command not found", 127, **around) == MACHINE


def test_a_time_out_is_the_networks_where_there_is_none() -> None:
    for text, facts, expected in (
        ("curl https://a.org", NOTHING, Verdict.SKIPPED),
        ("curl https://a.org", EVERYTHING, Verdict.TIMEOUT),
        ("openssl genrsa -aes128", NOTHING, Verdict.TIMEOUT),
        ("openssl s_client -connect a.org:443", NOTHING, Verdict.SKIPPED),
    ):
        outcome = Outcome(False, None, command=text, timed_out=True)
        judgement = judge(replace(STEP, text=text), outcome, [], Circumstances(facts=facts))
        assert judgement.verdict is expected, text


@pytest.mark.parametrize("name", ["lss", "kubetcl", "gti", "dokcer", "hlem", "sleeep"])
def test_slips_of_well_known_names(name: str) -> None:
    assert Programs().meant(name)


@pytest.mark.parametrize("name", ["helm", "pgo", "helm3", "kctl", "dive", "zz"])
def test_other_names_are_no_slips(name: str) -> None:
    assert not Programs().meant(name)


def test_strict_excuses_nothing() -> None:
    assert verdict("helm list", "bash: helm: command not found", 127, strict=True) == DECK
    for text, output in (
        ("kubectl get pods | wc -l", "error: no context\n0"),
        ("curl localhost", "<h1>502 Bad Gateway</h1>"),
    ):
        judgement = judge(
            replace(STEP, text=text), Outcome(True, 0, output=output), [], Circumstances(strict=True)
        )
        assert (judgement.verdict, judgement.cause) == DECK


def test_a_near_miss_is_a_mistake_not_a_missing_program() -> None:
    programs = Programs(("bash", "python3", "pyhton3"))
    assert verdict("pyhton3 x", "bash: pyhton3: command not found", 127, programs=programs) == DECK


def test_a_server_much_older_than_the_client_is_not_the_decks_fault() -> None:
    output = "Error from server (NotFound): the server could not find the requested resource"
    assert verdict("kubectl create token x", output, skew=Skew(32, 20)) == MACHINE
    assert verdict("kubectl create token x", output, skew=Skew(32, 31)) == DECK


@pytest.mark.parametrize(
    ("output", "server", "expected"),
    [
        ('no matches for kind "Deployment" in version "extensions/v1beta1"', 20, DECK),
        ('no matches for kind "Deployment" in version "apps/v1beta2"', 20, DECK),
        ('unable to recognize "a": no matches for kind "Ingress" in version "extensions/v1beta1"', 22, DECK),
        ('no matches for kind "PodDisruptionBudget" in version "policy/v1beta1"', 25, DECK),
        ('no matches for kind "PodDisruptionBudget" in version "policy/v1"', 20, MACHINE),
        ('no matches for kind "CronJob" in version "batch/v1"', 20, MACHINE),
        ('the server doesn\'t have a resource type "ipaddresses"', 25, MACHINE),
    ],
)
def test_what_went_away_before_an_old_server_came_is_the_decks(
    output: str, server: int, expected: tuple[Verdict, Cause]
) -> None:
    assert verdict("kubectl apply -f a", f"error: {output}", skew=Skew(32, server)) == expected


def test_logs_of_a_simulated_cluster_say_nothing() -> None:
    assert verdict("kubectl logs deploy/worker -f", "64 bytes", lacks=SIMULATED) == MACHINE
    missing = 'Error from server (NotFound): deployments.apps "worker" not found'
    assert verdict("kubectl logs deploy/worker -f", missing, lacks=SIMULATED) == DECK


def test_a_failure_that_the_exercise_speaks_of() -> None:
    step = replace(STEP, expect=Expect.EITHER, because="It won't work")
    failed = Outcome(False, 1, output="error: no such thing")
    assert judge(step, failed, [], Circumstances()).verdict is Verdict.XFAIL
    assert judge(step, Outcome(True, 0), [], Circumstances()).verdict is Verdict.PASS
    assert judge(step, replace(failed, timed_out=True), [], Circumstances()).verdict is Verdict.TIMEOUT
    mistyped = Outcome(False, 127, output="bash: kubetcl: command not found")
    assert judge(replace(step, text="kubetcl"), mistyped, [], Circumstances()).verdict is Verdict.FAIL


def test_a_failure_that_the_slide_speaks_of_elsewhere_is_in_doubt() -> None:
    step = replace(STEP, expect=Expect.PERHAPS, because="It won't work")
    failed = Outcome(False, 1, output="error: no such thing")
    assert judge(step, failed, [], Circumstances()).verdict is Verdict.SUSPECT
    assert judge(step, Outcome(True, 0), [], Circumstances()).verdict is Verdict.PASS


def test_whatever_fails_of_what_is_only_supposed_is_in_doubt() -> None:
    step = replace(STEP, expect=Expect.SUPPOSED, because="This would run:")
    outcomes = (
        Outcome(False, 1, output="error: no such thing"),
        Outcome(False, 127, output="bash: frobnitz: command not found"),
        Outcome(False, None, "did not come back in 60 s", timed_out=True),
    )
    for outcome in outcomes:
        judgement = judge(step, outcome, [], Circumstances())
        assert (judgement.verdict, judgement.cause) == DOUBT
    assert "This would run:" in judgement.why


def after(*texts: tuple[str, Verdict]) -> list[StepResult]:
    return [
        replace(RESULT, id=f"s/a/{number}", text=text, verdict=each)
        for number, (text, each) in enumerate(texts)
    ]


@pytest.mark.parametrize(
    "command",
    [
        "docker build -t app .",
        "docker compose up",
        "docker-compose ps",
        "docker run -v $(pwd):/src app",
        'docker run -v "$PWD:/src" app',
        "make test",
        "npm ci",
        "go run main.go",
        "kubectl apply -k .",
        "helm install web ./chart",
    ],
)
def test_the_files_of_a_folder_that_no_step_led_to_are_others(command: str) -> None:
    vain = after(("git clone https://x/app", Verdict.SKIPPED), ("cd app; ls", Verdict.BLOCKED))
    leader = leader_of(command, vain, "s", set())
    assert leader is not None
    assert leader.id == "s/a/1"
    assert leader_of(command, vain, "another section", set()) is None
    assert leader_of(command, [*vain, *after(("cd ~/other", Verdict.PASS))], "s", set()) is None
    own = [*vain, replace(RESULT, id="s/a/9", text="FROM busybox", verdict=Verdict.PASS)]
    assert leader_of(command, own, "s", {"s/a/9"}) is None


@pytest.mark.parametrize(
    "command",
    [
        "docker ps",
        "kubectl apply -f ~/app/web.yaml",
        "docker pull app",
        "docker compose -f ~/a/b.yml ps",
        "ls ~",
    ],
)
def test_what_takes_no_files_from_here_runs_anywhere(command: str) -> None:
    assert leader_of(command, after(("cd app", Verdict.BLOCKED)), "s", set()) is None


def test_the_error_that_the_slide_shows_behind_the_exercise_is_no_excuse_of_the_machine() -> None:
    message = "Error from server (NotFound): the server could not find the requested resource"
    step = replace(STEP, expect=Expect.PERHAPS, because="We get the following error", error=message)
    old = Circumstances(skew=Skew(32, 20))
    judgement = judge(step, Outcome(False, 1, output=message), [], old)
    assert judgement.verdict is Verdict.XFAIL
    other = judge(step, Outcome(False, 1, output="Unable to connect to the server: EOF"), [], old)
    assert other.verdict is not Verdict.XFAIL


def test_addresses_in_a_simulated_cluster_do_not_answer_but_the_decks_own_server_must() -> None:
    refused = "curl: (7) Failed to connect to 127.0.0.1 port 30913 after 0 ms: refused"
    assert verdict("curl $REGISTRY/v2/", refused, lacks=SIMULATED) == MACHINE
    assert verdict("curl localhost:8001/", refused.replace("30913", "8001"), lacks=SIMULATED) == DECK
    assert verdict("curl http://$IP", "curl: (3) URL rejected: No host part", lacks=SIMULATED) == DECK


def test_a_success_without_a_cluster_says_nothing() -> None:
    output = (
        "The connection to the server localhost:8080 was refused - did you specify the right host or port?"
    )
    judgement = judge(STEP, Outcome(True, 0, output=output), [], Circumstances(facts=NOTHING))
    assert (judgement.verdict, judgement.cause) == MACHINE


def test_the_beginning_of_a_pipe_that_failed_is_not_lost() -> None:
    output = 'Error from server (NotFound): secrets "x" not found\n0'
    step = replace(STEP, text="kubectl get secret x | wc -l")
    assert judge(step, Outcome(True, 0, output=output), [], Circumstances()).verdict is Verdict.SUSPECT
    maker = replace(RESULT, text="kubectl create secret generic x")
    judgement = judge(step, Outcome(True, 0, output=output), [maker], Circumstances())
    assert (judgement.verdict, judgement.by) == (Verdict.BLOCKED, maker.id)
    told = replace(STEP, text="kubectl get secret x || kubectl create secret generic x | cat")
    assert judge(told, Outcome(True, 0, output=output), [], Circumstances()).verdict is Verdict.PASS


def test_what_asks_for_ever_in_silence_is_no_success() -> None:
    outcome = Outcome(True, 0, output="^C", endless=True)
    for text, expected in (
        ("while sleep 1; do curl -s localhost:9; done", Verdict.SUSPECT),
        ("while sleep 1; do curl -sf localhost:9 -o x; done", Verdict.RAN),
        ("tail -f log", Verdict.RAN),
    ):
        step = replace(STEP, text=text, kind=Kind.BLOCKING)
        assert judge(step, outcome, [], Circumstances(facts=NOTHING)).verdict is expected


@pytest.mark.parametrize(
    ("text", "output", "expected"),
    [
        ("ansible all -m ping | tee log", "bash: ansible: command not found", Verdict.SKIPPED),
        ("dcoker ps | head", "bash: dcoker: command not found", Verdict.FAIL),
        (
            "ls here nowhere | wc -l",
            "ls: cannot access 'nowhere': No such file or directory\n1",
            Verdict.SUSPECT,
        ),
        (
            "ls * nowhere | cat",
            "a\nb\nc\nls: cannot access 'nowhere': No such file or directory",
            Verdict.PASS,
        ),
        ("dmesg | tail", "dmesg: read kernel buffer failed: Operation not permitted", Verdict.SKIPPED),
    ],
)
def test_a_pipe_whose_beginning_failed_is_judged_by_it(text: str, output: str, expected: Verdict) -> None:
    facts = found(False, "ansible", "dcoker")
    judgement = judge(
        replace(STEP, text=text), Outcome(True, 0, output=output), [], Circumstances(facts=facts)
    )
    assert judgement.verdict is expected


def test_a_success_without_the_variable_that_it_takes_is_blocked() -> None:
    giver = replace(RESULT, id="v", verdict=Verdict.FAIL, text="V=$(cat V.txt)", command="V=$(cat V.txt)")
    around = Circumstances(facts=EVERYTHING)
    step = replace(STEP, text="mkdir release-$V")
    assert judge(step, Outcome(True, 0), [giver], around).by == "v"
    assert judge(replace(STEP, text="mkdir release-${V:-1}"), Outcome(True, 0), [giver], around).by == ""
    given = replace(giver, text="V=1\nfalse", command="false")
    assert judge(step, Outcome(True, 0), [given], around).verdict is Verdict.PASS


def test_an_empty_file_is_blocked_by_what_was_to_fill_it() -> None:
    writer = replace(RESULT, id="w", verdict=Verdict.FAIL, text="psql -c x > report.txt")
    step = replace(STEP, text="cat report.txt")
    assert judge(step, Outcome(True, 0), [writer], Circumstances()).by == "w"
    assert judge(step, Outcome(True, 0, output="1"), [writer], Circumstances()).verdict is Verdict.PASS


def test_who_took_path_away_is_named() -> None:
    outcome = Outcome(False, 127, command="ls", output="bash: ls: No such file or directory")
    taker = replace(RESULT, verdict=Verdict.PASS, text="PATH=")
    found = judge(replace(STEP, text="ls"), outcome, [taker], Circumstances(facts=EVERYTHING))
    assert (found.verdict, found.why.endswith("; a.md:1 has changed PATH")) == (Verdict.FAIL, True)


def test_files_of_one_kind_are_not_each_others() -> None:
    made = replace(RESULT, text="ansible-playbook -i hosts.ini site.yml | tee play.log")
    outcome = Outcome(False, 1, command="cat host.ini", output="cat: host.ini: No such file or directory")
    assert (
        judge(replace(STEP, text="cat host.ini"), outcome, [made], Circumstances(facts=EVERYTHING)).by == ""
    )


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("curl: (7) Failed to connect to 127.0.0.1 port 9\n" * 5, Verdict.FAIL),
        ("Hello from web-1\n" * 5 + "curl: (7) Failed to connect to 127.0.0.1 port 9\n", Verdict.RAN),
        ("", Verdict.RAN),
    ],
)
def test_what_never_ends_is_judged_by_what_it_printed(output: str, expected: Verdict) -> None:
    step = replace(STEP, text="while sleep 1; do curl -sS localhost:9; done", kind=Kind.BLOCKING)
    outcome = Outcome(True, 0, output=output, endless=True)
    assert judge(step, outcome, [], Circumstances(facts=NOTHING)).verdict is expected


def test_waiting_in_vain_for_an_image_is_the_decks_where_images_can_be_pulled() -> None:
    waited = (
        'error: timed out waiting for the condition\nImagePullBackOff: Back-off pulling image "jpetazzo/clok"'
    )
    assert verdict("kubectl wait deploy blue --for condition=available", waited, facts=NOTHING) == MACHINE
    assert verdict("kubectl wait deploy blue --for condition=available", waited, facts=EVERYTHING) == DECK


def test_what_an_event_says_of_a_registry_is_not_the_clusters_silence() -> None:
    output = (
        '  Warning  Failed  1s  kubelet  Failed to pull image "a": Get "https://docker.io/v2/": dial tcp: no'
    )
    step = replace(STEP, text="kubectl describe pods")
    assert (
        judge(step, Outcome(True, 0, output=output), [], Circumstances(facts=EVERYTHING)).verdict
        is Verdict.PASS
    )


# ---- chains
def chain(*texts: str, verdicts: dict[int, Verdict] | None = None) -> str:
    """What the last of `texts`, which fails, is blocked by: the first is skipped, the others are as told."""
    states = {0: Verdict.SKIPPED} | (verdicts or {})
    before = [
        replace(RESULT, id=f"{n}", text=text, verdict=states.get(n, Verdict.PASS))
        for n, text in enumerate(texts[:-1])
    ]
    outcome = Outcome(False, 1, command=texts[-1], output="it did not work")
    return judge(replace(STEP, text=texts[-1]), outcome, before, Circumstances(facts=EVERYTHING)).by


@pytest.mark.parametrize(
    ("maker", "user"),
    [
        ("helm create dockercoins", "mv dockercoins/templates dockercoins/default"),
        (
            "helm install webui dockercoins -n helmcoins --create-namespace",
            "kubectl get service webui -n helmcoins",
        ),
        ("kubectl port-forward svc/redis 10000:6379 &", "kill %1"),
        ("IP=$(kubectl get svc web -o jsonpath={.spec.clusterIP})", "curl $IP:80"),
        ("git clone https://github.com/a/tools", "cat ~/tools/README.md"),
        ("docker build -t web .", "docker run -d web"),
        ("docker run -d --name db redis", "docker logs db"),
        ("docker run -d -p 1234:8080 tomcat", "curl -s localhost:1234/app"),
        ("docker run -d --publish=127.0.0.1:1234:8080 tomcat", "wget http://127.0.0.1:1234"),
        ("kubectl port-forward svc/web 8000:80 &", "curl http://localhost:8000"),
        ("kubectl create deployment web --image=x", "kubectl scale deployment/web --replicas=2"),
        ("kubectl create ns blue", "kubectl -n blue get pods"),
        ("kubectl apply -f- <<EOF\nkind: Pod\nmetadata:\n  name: hello\nEOF", "kubectl logs hello"),
        ("openssl genrsa -out ca.key 2048", "openssl req -key ca.key -new"),
        ("curl -O https://a.org/b.tar.gz", "tar xf b.tar.gz"),
        ("echo a | tee list.txt", "sort ./list.txt"),
        ("export TOKEN=$(cat t)", 'curl -H "Auth: $TOKEN" localhost'),
    ],
)
def test_a_step_is_blocked_by_what_was_to_make_what_it_uses(maker: str, user: str) -> None:
    assert chain(maker, user) == "0"
    assert chain(maker, user, verdicts={0: Verdict.PASS}) == ""


@pytest.mark.parametrize(
    ("other", "user"),
    [
        ("helm create dockercoins", "mv website/templates x"),
        ("kubectl create deployment web --image=x", "kubectl get deployment webbing"),
        ("X=1", "echo '$X'"),
        ("docker run -d --name db redis", "docker logs web"),
        ("docker run -d -p 1234:8080 tomcat", "curl localhost:8080"),
    ],
)
def test_nobody_is_blocked_by_what_makes_something_else(other: str, user: str) -> None:
    assert chain(other, user) == ""


def test_who_only_looked_owes_nobody_anything() -> None:
    looked = replace(RESULT, text="ls /nosuch; kubectl get pod nosuch", verdict=Verdict.FAIL)
    assert (
        blocker_of("kubectl wait pod nosuch", 'Error (NotFound): pods "nosuch" not found', [looked]) is None
    )


def test_of_two_that_make_a_thing_the_last_counts() -> None:
    assert chain("touch a.txt", "echo b >a.txt", "cat a.txt") == ""
    assert (
        chain("touch a.txt", "echo b >a.txt", "cat a.txt", verdicts={0: Verdict.PASS, 1: Verdict.FAIL}) == "1"
    )


def test_who_takes_no_value_for_one_is_in_doubt_about_who_gave_it() -> None:
    """`jq -r` says `null` where there is nothing: no network knows that name."""
    taken = "IP=$(kubectl get po -o json | jq -r .items[0].status.podIP)"
    giver, step = replace(RESULT, text=taken, verdict=Verdict.PASS), replace(STEP, text="curl $IP")
    for name, expected in (("null", Verdict.SUSPECT), ("null.example.com", Verdict.SKIPPED)):
        outcome = Outcome(False, 6, command="curl $IP", output=f"curl: (6) Could not resolve host: {name}")
        assert judge(step, outcome, [giver], Circumstances(facts=NOTHING)).verdict is expected


@pytest.mark.parametrize(
    ("waited", "given", "expected"),
    [
        ("kubectl wait pod proxy --for condition=ready", "kubectl get pod proxy", "w"),
        ("kubectl wait pod proxy --for condition=ready", "kubectl get pod web", ""),
        ("kubectl rollout status deployment web", "kubectl get svc web", "w"),
        ("kubectl get pod proxy", "kubectl get pod proxy", ""),
    ],
)
def test_who_asks_what_never_got_ready_is_blocked_by_who_waited_for_it(
    waited: str, given: str, expected: str
) -> None:
    wait = replace(RESULT, id="w", text=waited)
    giver = replace(RESULT, id="g", text=f"IP=$({given} -o json | jq -r .status.podIP)", verdict=Verdict.PASS)
    output = "curl: (7) Failed to connect to 10.88.0.14 port 80 after 0 ms: Couldn't connect to server"
    outcome, step = Outcome(False, 7, command="curl $IP", output=output), replace(STEP, text="curl $IP")
    around = Circumstances(facts=EVERYTHING)
    assert judge(step, outcome, [wait, giver], around).by == expected
    ready = replace(wait, verdict=Verdict.PASS)
    assert judge(step, outcome, [ready, giver], around).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("maker", "output", "expected"),
    [
        ("kubectl apply -f traefik.yaml", "curl: (7) Failed to connect to localhost port 80", "m"),
        ("kubectl apply -k .", "error: timed out waiting for the condition on pods/postgres-0", "m"),
        ("helm install web ./web", "curl: (7) Couldn't connect to server", "m"),
        ("kubectl logs -f web", "curl: (7) Failed to connect to localhost port 80", ""),
        ("kubectl apply -f traefik.yaml", "curl: (22) The requested URL returned error: 404", ""),
    ],
)
def test_where_nobody_answers_who_was_to_make_objects_in_the_section_blocks(
    maker: str, output: str, expected: str
) -> None:
    made = replace(RESULT, id="m", text=maker, verdict=Verdict.FAIL)
    later = replace(RESULT, id="l", text="kubectl apply -f postgres.yaml", verdict=Verdict.PASS)
    outcome, step = Outcome(False, 7, command=STEP.text, output=output), replace(STEP, text="curl localhost")
    around = Circumstances(facts=EVERYTHING)
    assert judge(step, outcome, [made, later], around).by == expected
    elsewhere = replace(made, section="another")
    assert judge(step, outcome, [elsewhere, later], around).by == ""


def test_a_page_that_misses_an_object_is_blocked_by_what_was_to_make_it() -> None:
    page = '{"status": "Failure",\n  "message": "services \\"webui\\" not found",\n  "code": 404}'
    maker = replace(RESULT, id="m", text="kubectl expose deploy/webui --port 80", verdict=Verdict.FAIL)
    step = replace(STEP, text="curl localhost:8001/api/v1/namespaces/default/services/webui/proxy/")
    around, outcome = Circumstances(facts=EVERYTHING), Outcome(True, 0, output=page)
    assert judge(step, outcome, [maker], around).by == "m"
    assert judge(step, outcome, [], around).verdict is Verdict.SUSPECT


def test_what_a_cluster_misses_no_engine_was_to_make() -> None:
    compose = replace(RESULT, id="c", text="docker-compose up -d --scale worker=2", verdict=Verdict.FAIL)
    loop = replace(RESULT, id="l", text="for NAME in rng worker; do kubectl create deployment $NAME; done")
    output = 'error: error from server (NotFound): deployments.apps "worker" not found in namespace "default"'
    assert blocker_of("kubectl logs deploy/worker", output, [compose, loop]) is loop
    assert blocker_of("kubectl logs deploy/worker", output, [compose]) is None
    assert blocker_of("docker logs worker", "Error: No such container: worker", [compose]) is compose


def test_a_project_that_another_sections_folder_has_is_a_doubt() -> None:
    moved = replace(RESULT, section="before", text="cd ~/app", verdict=Verdict.PASS)
    text, output = "docker-compose down", "ERROR:\n  Can't find a suitable configuration file here"
    outcome, around = Outcome(False, 1, command=text, output=output), Circumstances(facts=EVERYTHING)
    told = judge(replace(STEP, text=text), outcome, [moved], around)
    assert (told.verdict, "a.md:1 leads" in told.why) == (Verdict.SUSPECT, True)
    here = replace(moved, section=STEP.section)
    assert judge(replace(STEP, text=text), outcome, [moved, here], around).verdict is Verdict.FAIL
    assert judge(replace(STEP, text=text), outcome, [], around).verdict is Verdict.FAIL


@pytest.mark.parametrize(("facts", "expected"), [(NOTHING, MACHINE), (EVERYTHING, DOUBT)])
def test_what_the_beginning_of_a_pipe_says_may_be_the_machines(
    facts: Facts, expected: tuple[Verdict, Cause]
) -> None:
    step = replace(STEP, text="kubectl -n kube-system get ds kube-proxy -o json | jq .spec")
    outcome = Outcome(True, 0, output='Error from server (NotFound): daemonsets.apps "kube-proxy" not found')
    told = judge(step, outcome, [], Circumstances(facts=facts))
    assert (told.verdict, told.cause) == expected


def test_a_wrong_option_is_wrong_whatever_came_before() -> None:
    made = replace(RESULT, text="kubectl create deployment web")
    outcome = Outcome(
        False, 1, output="error: unknown flag: --replica", command="kubectl scale deploy web --replica=1"
    )
    assert judge(STEP, outcome, [made], Circumstances()).verdict is Verdict.FAIL


def test_an_empty_list_is_blocked_by_what_was_to_fill_it() -> None:
    helm = replace(RESULT, id="h", text="helm install openebs openebs/openebs")
    outcome = Outcome(True, 0, output="No resources found in openebs namespace.\n")
    assert judge(STEP, outcome, [helm], Circumstances()).by == "h"
    other = replace(helm, section="elsewhere")
    assert judge(STEP, outcome, [other], Circumstances()).verdict is Verdict.PASS
    later = replace(RESULT, id="l", text="kubectl apply -f pod.yaml", verdict=Verdict.PASS)
    assert judge(STEP, outcome, [helm, later], Circumstances()).by == "h"
    deleted = replace(later, text="kubectl delete -f pod.yaml")
    assert judge(STEP, outcome, [helm, deleted], Circumstances()).verdict is Verdict.PASS
    told = replace(STEP, none_yet=True)
    assert judge(told, outcome, [helm], Circumstances()).verdict is Verdict.PASS


def test_an_empty_list_of_a_kind_is_blocked_by_what_was_to_make_one() -> None:
    cron = replace(RESULT, id="c", text='kubectl create cronjob tick --schedule="* * * * *" --image=alpine')
    outcome = Outcome(True, 0, output="No resources found in default namespace.")
    listed = replace(STEP, text="kubectl get cronjobs")
    assert judge(listed, outcome, [cron], Circumstances()).by == "c"
    other = replace(STEP, text="kubectl get ingress")
    assert judge(other, outcome, [cron], Circumstances()).verdict is Verdict.PASS


def test_a_file_without_anything_is_blocked_by_what_was_to_fill_it() -> None:
    filled = replace(RESULT, id="f", text="kubectl get secret web -o yaml | gunzip -c > info")
    shown = replace(STEP, text="cat info")
    assert judge(shown, Outcome(True, 0), [filled], Circumstances()).by == "f"
    assert judge(shown, Outcome(True, 0, output="x"), [filled], Circumstances()).verdict is Verdict.PASS


def test_a_name_that_is_null_is_no_network_s_doing() -> None:
    waited = replace(RESULT, id="w", text="kubectl wait pod web --for condition=ready", verdict=Verdict.FAIL)
    address = replace(
        RESULT, id="a", text="IP=$(kubectl get pod web -o json | jq -r .status.podIP)", verdict=Verdict.PASS
    )
    step = replace(STEP, text="curl $IP")
    outcome = Outcome(False, 6, command=step.text, output="curl: (6) Could not resolve host: null")
    around = Circumstances(facts=NOTHING)
    assert judge(step, outcome, [waited, address], around).by == "w"
    assert judge(step, outcome, [address], around).verdict is Verdict.SUSPECT
    assert judge(step, outcome, [], around).verdict is Verdict.FAIL
    named = replace(outcome, output="curl: (6) Could not resolve host: null.example")
    assert judge(step, named, [address], around).cause is Cause.MACHINE


def test_an_empty_choice_is_blocked_by_who_was_to_make_what_is_chosen() -> None:
    made = replace(RESULT, id="m", section="elsewhere", text="kubectl create deployment rng --image=x")
    outcome = Outcome(True, 0, output="No resources found\n")
    for text in ("kubectl delete pods -l app=rng,active!=yes", "kubectl logs --selector app=rng"):
        step = replace(STEP, text=text)
        assert judge(step, outcome, [made], Circumstances()).by == "m"
        there = replace(made, verdict=Verdict.PASS)
        assert judge(step, outcome, [there], Circumstances()).verdict is Verdict.PASS
    other = replace(STEP, text="kubectl get pods -l app=web")
    assert judge(other, outcome, [made], Circumstances()).verdict is Verdict.PASS


def test_an_answer_that_a_pipe_has_swallowed_is_blocked_by_what_was_to_give_the_address() -> None:
    address = replace(RESULT, id="a", text="IP=$(kubectl get svc web -o jsonpath={.spec.clusterIP})")
    step = replace(STEP, text="curl -s http://$IP:8888/ | jq .HOSTNAME")
    assert judge(step, Outcome(True, 0), [address], Circumstances()).by == "a"
    assert judge(step, Outcome(True, 0, output='"web"'), [address], Circumstances()).verdict is Verdict.PASS
    made = replace(address, verdict=Verdict.PASS)
    assert judge(step, Outcome(True, 0), [made], Circumstances()).verdict is Verdict.PASS


def test_what_is_missing_was_to_come_from_a_step_that_did_not_run() -> None:
    helm = replace(RESULT, id="h", text="helm upgrade --install openebs openebs --version 2")
    other = replace(RESULT, id="o", text="sudo tail /var/openebs/greet.txt")
    fine = replace(RESULT, id="f", text="kubectl create openebs", verdict=Verdict.PASS)
    output = 'Error from server (NotFound): storageclasses.storage.k8s.io "openebs-hostpath" not found'
    found = blocker_of("kubectl get storageclass openebs-hostpath", output, [fine, helm, other])
    assert found is helm


def test_a_clone_that_was_not_made_blocks_what_lies_in_it() -> None:
    clone = replace(RESULT, id="c", text="git clone https://github.com/jpetazzo/container.training")
    apply = replace(RESULT, id="d", text="kubectl apply -f ~/container.training/k8s/dashboard.yaml")
    output = 'error: the path "/home/x/container.training/k8s/traefik.yml" does not exist'
    assert blocker_of("kubectl apply", output, [clone, apply]) is clone
    assert blocker_of("kubectl apply", output, [apply]) is None


def test_a_clone_is_known_by_its_whole_name() -> None:
    """`on` is a part of `clone`, and no folder of it."""
    clone = replace(RESULT, text="git clone https://example.org/app")
    missing = "bind source path does not exist: /path/on/host"
    assert blocker_of("docker run alpine", missing, [clone]) is None


@pytest.mark.parametrize(
    ("text", "output", "expected"),
    [
        ("ip link set eth0 netns PID", 'Error: argument "PID" is wrong', DOUBT),
        ("ip link set eth0 netns 1", 'Error: argument "PID" is wrong', DECK),
        ("curl -X POST http://localhost", "405: no POST here", DECK),
        ("echo 'PID' | nosuch -", "PID is wrong", DECK),
    ],
)
def test_a_word_in_capitals_that_a_program_will_not_have_may_stand_for_a_value(
    text: str, output: str, expected: tuple[Verdict, Cause]
) -> None:
    outcome = Outcome(False, 1, command=text, output=output)
    around = Circumstances(facts=EVERYTHING)
    for is_loose, found in ((True, expected), (False, DECK)):
        judged = judge(replace(STEP, text=text, is_loose=is_loose), outcome, [], around)
        assert (judged.verdict, judged.cause) == found, judged.why


def test_an_address_that_was_never_set() -> None:
    source = replace(RESULT, id="i", text="IP=$(kubectl get svc web -o jsonpath={.spec.clusterIP})")
    found = blocker_of("curl http://$IP/", "curl: (3) URL rejected: No host part in the URL", [source])
    assert found is source


def test_a_search_that_finds_nothing() -> None:
    helm = replace(RESULT, id="h", text="helm install prometheus prometheus-community/prometheus")
    assert blocker_of("kubectl get svc -A | grep prometheus-server", "", [helm]) is helm
    assert blocker_of("kubectl get svc -A | grep web", "", [helm]) is None


def test_work_done_before_a_kill_counts() -> None:
    outcome = Outcome(
        False, 1, output='Error from server (AlreadyExists): deployments.apps "web" already exists'
    )
    assert judge(STEP, outcome, [], Circumstances(repeated=True)).verdict is Verdict.PASS
    assert judge(STEP, outcome, [], Circumstances()).verdict is Verdict.FAIL


def test_the_line_that_says_what_went_wrong() -> None:
    assert (
        telling_line("a\nerror: unknown flag: --replicas\nSee 'kubectl run --help'")
        == "error: unknown flag: --replicas"
    )
    assert telling_line("one\ntwo\n") == "two"


#: What patterns could try again and again: a word without an end, and beginnings of what they look for.
HARD = (
    "x",
    "'",
    ":",
    "/",
    '"',
    " ",
    "\t",
    "a: ",
    "$",
    "no such host",
    '"https://',
    "cannot ",
    "ls: cannot ",
    "curl: (",
)


@pytest.mark.parametrize("piece", HARD)
@pytest.mark.parametrize("lacks", [(), SIMULATED])
def test_a_long_line_is_judged_at_once(piece: str, lacks: tuple[Lack, ...]) -> None:
    """80 KB without a blank took 159 s."""
    printed = piece * (2_000_000 // len(piece))
    step = replace(STEP, text="kubectl logs x", expect=Expect.EITHER)
    before = [replace(RESULT, text=f"word{n} $x") for n in range(50)]
    started = time.monotonic()
    judge(step, Outcome(False, 1, command="curl x", output=printed), before, Circumstances(lacks=lacks))
    assert time.monotonic() - started < 3


def test_the_end_of_a_long_line_still_tells() -> None:
    printed = "x" * 90_000 + '": deployments.apps "web" not found'
    made = replace(RESULT, text="kubectl create deployment web")
    assert blocker_of("kubectl get", printed, [made]) is made


# ---- what came, and what the slide shows
@pytest.mark.parametrize(
    "page",
    [
        "HTTP/1.1 503 Service Unavailable\r\nServer: x",
        "<html><head><title>404 Not Found</title></head></html>",
        "<h1>Error response</h1>\n<p>Error code: 501</p>",
        "404 page not found",
        "denied destination 10.0.0.1:80",
        "no healthy upstream",
        '{\n  "kind": "Status",\n  "status": "Failure",\n  "message": "pods \\"web\\" not found"\n}',
    ],
)
def test_an_error_page_is_no_pass(page: str) -> None:
    step = replace(STEP, text="curl http://web")
    asked = judge(step, Outcome(True, 0, output=page), [], Circumstances())
    assert (asked.verdict, asked.cause) == DOUBT
    told = replace(step, expect=Expect.EITHER, because="we should get a 404")
    assert judge(told, Outcome(True, 0, output=page), [], Circumstances()).verdict is Verdict.PASS
    shown = replace(step, shown=(ShownOutput(page, -1, 4),))
    assert judge(shown, Outcome(True, 0, output=page), [], Circumstances()).verdict is Verdict.PASS
    other = replace(STEP, text="cat page.html")
    assert judge(other, Outcome(True, 0, output=page), [], Circumstances()).verdict is Verdict.PASS


@pytest.mark.parametrize("expect", [Expect.SUCCESS, Expect.PERHAPS])
def test_an_error_page_of_what_the_machine_lacks_is_the_machine_s(expect: Expect) -> None:
    address = "https://10.96.0.1/api/v1/namespaces/kube-public/configmaps/cluster-info"
    step = replace(STEP, text=f"curl -k {address}", expect=expect)
    page = '{"status": "Failure", "message": "configmaps \\"cluster-info\\" is forbidden: User"}'
    without = Circumstances(facts=Facts((Answer(Fact.KUBEADM, there=False),)))
    asked = judge(step, Outcome(True, 0, output=page), [], without)
    assert (asked.verdict, asked.cause) == (Verdict.SKIPPED, Cause.MACHINE)


def test_a_failure_that_the_slide_shows_is_expected() -> None:
    shown = (ShownOutput("bash: figlet: command not found", -1, 4),)
    step = replace(STEP, text="figlet hello", shown=shown)
    outcome = Outcome(False, 127, command=step.text, output="sh: figlet: not found")
    assert judge(step, outcome, [], Circumstances()).verdict is Verdict.XFAIL
    other = replace(outcome, output="sh: cowsay: not found")
    assert judge(step, other, [], Circumstances()).verdict is not Verdict.XFAIL


def test_a_job_that_ended_later_is_in_doubt() -> None:
    started = replace(RESULT, text="kubectl port-forward svc/web 8000:80 &", verdict=Verdict.PASS)
    step = replace(STEP, text="kill %1")
    gone = Outcome(False, 1, command=step.text, output="bash: kill: %1: no such job")
    assert judge(step, gone, [started], Circumstances()).verdict is Verdict.SUSPECT
    assert judge(step, gone, [], Circumstances()).verdict is Verdict.FAIL


def test_an_image_that_a_failed_build_was_to_make_is_not_the_networks() -> None:
    build = replace(RESULT, text="docker build -t figlet .", verdict=Verdict.FAIL)
    step = replace(STEP, text="docker run figlet")
    pulled = "docker: Error response from daemon: Get https://x: dial tcp: lookup x: no such host"
    outcome = Outcome(False, 125, command=step.text, output=pulled)
    around = Circumstances(facts=NOTHING)
    assert judge(step, outcome, [build], around).verdict is Verdict.BLOCKED
    assert judge(step, outcome, [], around).cause is Cause.MACHINE


GOING = 'deployment.apps "web" deleted\nnamespace "web" deleted'


@pytest.mark.parametrize(
    ("text", "output", "found"),
    [
        ("kubectl delete -f web.yaml", GOING, DOUBT),
        ("kubectl delete namespace web", 'namespace "web" deleted', DOUBT),
        ("kubectl -n web delete pod web", 'pod "web" deleted', DOUBT),
        ("kubectl delete -f web.yaml", "", (Verdict.TIMEOUT, Cause.DECK)),
        ("sleep 100", GOING, (Verdict.TIMEOUT, Cause.DECK)),
    ],
)
def test_a_cluster_may_take_its_time_to_take_away(
    text: str, output: str, found: tuple[Verdict, Cause]
) -> None:
    outcome = Outcome(False, command=text, output=output, timed_out=True)
    judgement = judge(replace(STEP, text=text), outcome, [], Circumstances(facts=EVERYTHING))
    assert (judgement.verdict, judgement.cause) == found


TERMINATED = "Error from server (Forbidden): unable to create content: because it is being terminated"


@pytest.mark.parametrize(
    ("maker", "output", "verdict"),
    [
        (Verdict.TIMEOUT, TERMINATED, Verdict.BLOCKED),
        (Verdict.SUSPECT, TERMINATED, Verdict.BLOCKED),
        (Verdict.SUSPECT, 'error: object is being deleted: pods "web" already exists', Verdict.BLOCKED),
        (Verdict.PASS, TERMINATED, Verdict.FAIL),
        (Verdict.SUSPECT, "Error from server (Forbidden): exceeded quota", Verdict.FAIL),
    ],
)
def test_what_is_still_going_away_blocks_what_is_to_come_there(
    maker: Verdict, output: str, verdict: Verdict
) -> None:
    gone = replace(RESULT, text="kubectl delete -f web.yaml", verdict=maker)
    step = replace(STEP, text="kubectl apply -f other.yaml")
    outcome = Outcome(False, 1, command=step.text, output=output)
    assert judge(step, outcome, [gone], Circumstances(facts=EVERYTHING)).verdict is verdict


def test_a_program_that_was_not_installed_blocks_who_calls_it() -> None:
    install = replace(RESULT, text="apt-get update && apt-get install -y figlet", verdict=Verdict.SKIPPED)
    step = replace(STEP, text="figlet hello")
    outcome = Outcome(False, 127, command=step.text, output="bash: figlet: command not found")
    assert judge(step, outcome, [install], Circumstances(facts=NOTHING)).verdict is Verdict.BLOCKED


def test_what_was_there_before_blocks_nobody() -> None:
    taken = "Error response from daemon: network with name dev already exists"
    made = replace(RESULT, text="docker network create dev", output=taken)
    step = replace(STEP, text="docker run --net dev nosuch")
    outcome = Outcome(False, 125, command=step.text, output="pull access denied for nosuch")
    assert judge(step, outcome, [made], Circumstances(facts=EVERYTHING)).verdict is not Verdict.BLOCKED


def test_an_example_that_names_what_nobody_makes_is_in_doubt() -> None:
    outcome = Outcome(False, 2, output="cat: foo.yaml: No such file or directory", command="cat foo.yaml")
    loose = replace(STEP, text="cat foo.yaml", is_loose=True)
    assert judge(loose, outcome, [], Circumstances()).verdict is Verdict.SUSPECT
    assert judge(replace(loose, is_loose=False), outcome, [], Circumstances()).verdict is Verdict.FAIL


def test_a_variable_that_came_empty_is_in_doubt() -> None:
    gave = replace(RESULT, text="IP=$(kubectl get pod x -o jsonpath={.status.podIP})", verdict=Verdict.PASS)
    step = replace(STEP, text="curl $IP")
    outcome = Outcome(False, 2, command=step.text, output="curl: try 'curl --help' for more information")
    assert judge(step, outcome, [gave], Circumstances(facts=EVERYTHING)).verdict is Verdict.SUSPECT
    assert judge(step, outcome, [], Circumstances(facts=EVERYTHING)).verdict is Verdict.FAIL


def test_a_cluster_without_storage_leaves_pods_waiting() -> None:
    told = "Error from server (BadRequest): pod postgres-0 does not have a host assigned"
    assert verdict("kubectl exec postgres-0 -- ls", told, facts=NOTHING) == MACHINE
    assert verdict("kubectl exec postgres-0 -- ls", told, facts=EVERYTHING) == DECK


def test_a_volume_of_another_node_is_no_volume_that_nobody_makes() -> None:
    told = (
        "Error from server (BadRequest): pod postgres-0 does not have a host assigned\n"
        "a pod waits: Unschedulable: 0/1 nodes are available: 1 node(s) had volume node affinity conflict."
    )
    outcome = Outcome(False, 1, command="kubectl exec postgres-0 -- ls", output=told)
    step = replace(STEP, text=outcome.command)
    found = judge(step, outcome, [], Circumstances(facts=NOTHING))
    assert (found.verdict, "lies on another node" in found.why) == (Verdict.SKIPPED, True)
    assert verdict(outcome.command, told, facts=EVERYTHING) == DECK


def test_a_selector_names_what_it_wants() -> None:
    assert chain("kubectl create deployment web --image=x", "kubectl logs -l app=web -f") == "0"


def test_a_plugin_is_asked_for_where_a_deck_calls_it(tmp_path: Path) -> None:
    """By a program of that name which knows one of its plugins, as docker does."""
    (tmp_path / "docker").write_text(
        '#!/bin/sh\n[ "$1" = compose ] || { echo "unknown command" >&2; exit 1; }\n'
    )
    (tmp_path / "docker").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    answers = plugins(environment, list, ["docker compose up -d", "docker  ps", "cd x; docker buildx ls"])
    assert answers == [Answer(Fact.COMPOSE, True), Answer(Fact.BUILDX, False)]
    assert plugins(environment, list, ["docker run compose", "podman compose up"]) == []


def test_what_was_waited_for_in_vain_tells_what_a_bed_lacks() -> None:
    lack = Lack("no policies are enforced", output="before `curl` appeared")
    step = replace(STEP, text="curl $IP")
    why = "ended with status 0 before `curl` appeared (a.md:9)"
    for around, wanted in ((Circumstances(lacks=(lack,)), MACHINE), (Circumstances(), DECK)):
        judgement = judge(step, Outcome(False, 0, why, output="<h1>Welcome</h1>"), [], around)
        assert (judgement.verdict, judgement.cause) == wanted


@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("docker compose up", "ERROR: \n        Can't find a suitable configuration file in this directory"),
        ("docker compose ps", "no configuration file provided: not found"),
        ("docker build .", "failed to read dockerfile: open Dockerfile: no such file or directory"),
        ("make", "make: *** No targets specified and no makefile found.  Stop."),
        ("git log", "fatal: not a git repository (or any of the parent directories): .git"),
        ("npm start", "npm error code ENOENT\nnpm error path /home/a/package.json"),
        ("go build", "go: go.mod file not found in current directory or any parent directory"),
    ],
)
@pytest.mark.parametrize("was", [Verdict.SKIPPED, Verdict.BLOCKED, Verdict.PASS])
def test_who_misses_a_project_is_blocked_by_the_step_that_was_to_go_there(
    command: str, output: str, was: Verdict
) -> None:
    went = replace(RESULT, text="git clone https://github.com/a/project\ncd project", verdict=was)
    looked = replace(RESULT, id="s/a/2", text="ls", verdict=Verdict.PASS)
    step = replace(STEP, text=command)
    told = judge(step, Outcome(False, 1, command=command, output=output), [went, looked], Circumstances())
    assert told.by == ("" if was is Verdict.PASS else went.id), told
    elsewhere = replace(went, section="other")
    told = judge(
        step, Outcome(False, 1, command=command, output=output), [elsewhere, looked], Circumstances()
    )
    assert not told.by


@pytest.mark.parametrize(
    ("made", "awaited", "expected"),
    [
        ("kubectl run httpenv --image=x --replicas=10", "httpenv-", Verdict.BLOCKED),
        ("kubectl run httpenv --image=x --replicas=10", "httpenv-7d5 1/1", Verdict.BLOCKED),
        ("kubectl create deployment web --image=nginx", "web", Verdict.BLOCKED),
        ("kubectl run httpenv --image=x --replicas=10", "httpd", Verdict.TIMEOUT),
        ("kubectl run httpenv --image=x --replicas=10", "Running", Verdict.TIMEOUT),
    ],
)
def test_what_was_awaited_in_vain_was_another_steps_to_make(
    made: str, awaited: str, expected: Verdict
) -> None:
    why = f"`{awaited}` did not appear in 60 s"
    outcome = Outcome(False, None, why, command="kubectl get pods -w", timed_out=True, awaited=awaited)
    step, facts = replace(STEP, text="kubectl get pods -w"), Circumstances(facts=EVERYTHING)
    failed = replace(RESULT, text=made, verdict=Verdict.FAIL)
    assert judge(step, outcome, [failed], facts).verdict is expected
    done = replace(failed, verdict=Verdict.PASS)
    assert judge(step, outcome, [done], facts).verdict is Verdict.TIMEOUT


@pytest.mark.parametrize(
    ("awaited", "output", "expected"),
    [
        ("AVAILABLE", "NAME  READY  STATUS\nweb  1/1  Running\n^C\n^C\n", Verdict.BLOCKED),
        ("UP-TO-DATE", "^C\n", Verdict.BLOCKED),
        ("EXTERNAL IP", "", Verdict.BLOCKED),
        ("AVAILABE", "NAME  READY  AVAILABLE\nweb  1/1  1\n^C\n", Verdict.FAIL),  # a slip: there is a list
        ("available", "^C\n", Verdict.FAIL),
    ],
)
def test_a_list_without_its_heading_is_blocked_by_who_was_to_make_an_object(
    awaited: str, output: str, expected: Verdict
) -> None:
    step = replace(STEP, text="kubectl get pods -w\nkubectl get deployments -w")
    outcome = Outcome(False, 130, f"ended before `{awaited}` appeared", output=output, awaited=awaited)
    failed = replace(RESULT, text="kubectl create deployment web --image=x", verdict=Verdict.FAIL)
    assert judge(step, outcome, [failed], Circumstances()).verdict is expected
    done = replace(failed, verdict=Verdict.PASS)
    assert judge(step, outcome, [done], Circumstances()).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("asked", "is_one"),
    [
        ("After this operation, 3 MB will be used.\nDo you want to continue? [Y/n] ", True),
        ("Overwrite (y/n)?", True),
        ("Are you sure you want to continue connecting (yes/no/[fingerprint])? ", True),
        ("bob@web's password: ", True),
        ("Enter passphrase (empty for no passphrase):", True),
        ("  Enter a value: ", True),
        ("Press ENTER to continue", True),
        ("line\n--More--", True),
        ("Set the password: hunter2\ndone", False),
        ("[Y/n] was asked\nwaiting for the server", False),
        ("password changed", False),
    ],
)
def test_what_waits_at_a_question_is_not_the_decks_failure(asked: str, is_one: bool) -> None:
    step = replace(STEP, text="install-it")
    waits = Outcome(False, None, "did not come back in 60 s", "install-it", asked, timed_out=True)
    found = judge(step, waits, [], Circumstances(facts=EVERYTHING))
    expected = (Verdict.SKIPPED, Cause.CHOICE) if is_one else (Verdict.TIMEOUT, Cause.DECK)
    assert (found.verdict, found.cause) == expected, found.why
    given_up = Outcome(False, 1, command="install-it", output=asked + ("Abort." if is_one else ""))
    found = judge(step, given_up, [], Circumstances(facts=EVERYTHING))
    assert (found.verdict, found.cause) == (DOUBT if is_one else DECK), found.why


def test_what_a_sandbox_keeps_from_its_shells_is_asked_where_a_deck_speaks_of_it(tmp_path: Path) -> None:
    walls = Enclosure("bwrap", Walls(tmp_path, tmp_path / "home", tmp_path / "state"))
    said = of_the_machine(
        ["echo x >> /etc/hosts", "mount -t tmpfs x y", "hostnamectl"], walls, lambda _: False
    )
    assert [(each.fact, each.there) for each in said] == [
        (Fact.SYSTEM, False),
        (Fact.PRIVILEGES, False),
        (Fact.SYSTEMD, False),
    ]
    assert list(of_the_machine(["echo hello > ./etc/x"], walls, lambda _: False)) == []


def test_a_server_that_does_not_answer_may_be_the_decks_to_start() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert [each.there for each in servers(["psql", "ls"], ports=((frozenset({"psql"}), port),))] == [
            True
        ]
    assert [each.there for each in servers(["psql"], ports=((frozenset({"psql"}), port),))] == [None]
    assert servers(["ls"]) == []


def test_an_exception_that_the_slide_shows_is_as_expected() -> None:
    shown = "Traceback (most recent call last):\n  ...\nZeroDivisionError: division by zero"
    step = replace(STEP, text="python3 -c 1/0", shown=(ShownOutput(shown, -1, 1),))
    outcome = Outcome(False, 1, command=step.text, output="ZeroDivisionError: division by zero")
    assert judge(step, outcome, [], Circumstances(facts=EVERYTHING)).verdict is Verdict.XFAIL
    other = replace(outcome, output="NameError: name 'x' is not defined")
    assert judge(step, other, [], Circumstances(facts=EVERYTHING)).verdict is Verdict.FAIL
