"""The commands that open a place: what is typed next is typed in a container, elsewhere, or as someone else.

The one answer for the reading of transcripts (whose `# ` is a prompt behind such a command) and for who runs
the exercises (who stands there, or leaves it be). Adding one is a row of `OPENERS`.

Knows programs and their options. Must not know prompts, steps, or how a place is entered.
"""

from collections.abc import Callable
from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.memory import remembered
from slidegen.shell import ShellCommand, commands_of_text
from slidegen.shell.options import Predicate, Words, all_of, alone, always, has, no, sub

#: Who reads what is typed there: a `shell`, or a `program` of its own language.
Reader: TypeAlias = Literal["shell", "program"]

SHELLS = frozenset({"sh", "bash", "ash", "dash", "ksh", "zsh", "fish", "su"})
_AS_ANOTHER = frozenset({"sudo", "doas"})
#: Words that run what follows them as it is.
_CARRYING = frozenset({"time", "nohup", "exec", "command", "env", "!", "winpty"})
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_SSH_VALUED = re.compile(r"-[BbcDEeFIiJLlmOopQRSWw]")

#: Options of container engines and of kubectl that take the next word.
_VALUED = frozenset(
    """-a -c -e -f -h -l -m -n -p -u -v -w --name --network --net --env --env-file --volume --publish --user
    --workdir --entrypoint --hostname --label --memory --cpus --cpu-shares --mount --ip --link --add-host
    --platform --restart --pid --ipc --cap-add --cap-drop --device --dns --security-opt --ulimit --gpus
    --volumes-from --shm-size --tmpfs --network-alias --cidfile --log-driver --log-opt --runtime --userns
    --uts --pull --stop-signal --namespace --container --image --context --kubeconfig --labels --overrides
    --image-pull-policy --port --serviceaccount --target --profile --copy-to --cluster --as
    --project-name --file --host --config --detach-keys --cgroupns --init-path --cgroup-parent --annotation
    --net-alias --cpuset-cpus --pids-limit --index --expose --mac-address --pod-running-timeout""".split()  # noqa: SIM905
)


def carried(words: Words) -> Words:
    """The words of what runs: behind `time`, `env A=b` and the like."""
    while words and (words[0] in _CARRYING or _ASSIGNMENT.match(words[0])):
        words = words[1:]
    return words


def _plain(words: Words) -> Words:
    """Those that are neither options nor their values; all behind the first command's name."""
    found, rest = list[str](), iter(words)
    for word in rest:
        if word in _VALUED:
            next(rest, None)
        elif not word.startswith("-"):
            found.append(word)
    return tuple(found)


def _inner(words: Words, names: int) -> Words:
    """What runs inside: behind `--`, or behind the first `names` words that are no options."""
    if "--" in words:
        return words[words.index("--") + 1 :]
    rest = list(words)
    for _ in range(names):
        while rest and rest[0].startswith("-"):
            del rest[: 2 if rest[0] in _VALUED else 1]
        del rest[:1]
    while rest and rest[0].startswith("-"):
        del rest[: 2 if rest[0] in _VALUED else 1]
    return tuple(rest)


def _inside(words: Words, names: int) -> Reader | None:
    """Of a command that runs another somewhere: that one opens the place, or none is named at all."""
    inner = _inner(words[1:], names)
    return reader_of(inner) if inner else "shell"


#: Images that run a program with commands of its own, where nothing else is named.
_IMAGES = frozenset(
    "node python pypy ruby php r-base julia elixir erlang haskell clojure denoland/deno".split()  # noqa: SIM905
)


def _runs_an_image(words: Words) -> Reader | None:
    """`docker run -it node:22`: the program that its image is called after."""
    rest = _inner(words[1:], 1)
    image = rest[0].partition("@")[0].removeprefix("docker.io/").removeprefix("library/") if rest else ""
    is_one = len(rest) == 1 and image.partition(":")[0] in _IMAGES
    return "program" if is_one and _asked("run")(words) else None


def _asked(*names: str) -> Predicate:
    return all_of(sub(*names), has("-t", "--tty"), no(has("-d", "--detach")), _begins_a_shell)


def _begins_a_shell(words: Words) -> bool:
    """Whether no other program than a shell is named by `--entrypoint`."""
    for at, word in enumerate(words):
        if word.partition("=")[0] == "--entrypoint":
            return _is_shell(word.partition("=")[2] or "".join(words[at + 1 : at + 2]))
    return True


def _forgot_to_ask(words: Words) -> Reader | None:
    """`kubectl exec web -- sh`: who wrote that meant `-it`, and what follows is not for this machine."""
    inner = _inner(words[1:], 2)
    return reader_of(inner) if inner and sub("exec")(words) and _is_shell(inner[0]) else None


def _host_only(words: Words) -> bool:
    """`ssh -p 22 user@host`: a host and no command, or a shell."""
    found, rest = list[str](), iter(words[1:])
    for word in rest:
        if _SSH_VALUED.fullmatch(word):
            next(rest, None)
        elif not word.startswith("-"):
            found.append(word)
    if _LEADS_NOWHERE(words):
        return False
    return len(found) <= 1 or reader_of(tuple(" ".join(found[1:]).split())) == "shell"


#: A tunnel, a machine that gives no terminal, a file of answers.
_LEADS_NOWHERE = has("-N", "-T", "-W", "-G", "-O")


_WITH_COMMAND = has("-c", "--command")


def _told_nothing(words: Words) -> bool:
    """`vagrant ssh`, but not `vagrant ssh -c ls`, nor `minikube ssh -- ls`."""
    behind = words[words.index("--") + 1 :][:1] if "--" in words else ()
    return not _WITH_COMMAND(words) and all(word.startswith("-") for word in behind)


def _shell_alone(words: Words) -> bool:
    return alone(words) and not has("-c")(words)


def _last_is_a_shell(words: Words) -> bool:
    return _is_shell(words[-1]) or words[-1].startswith("-") or len(words) <= 2


def _is_shell(word: str) -> bool:
    return word.rpartition("/")[2] in SHELLS


Answer = Callable[[Words], Reader | None]


def _row(test: Predicate, reader: Reader = "shell") -> Answer:
    return lambda words: reader if test(words) else None


def _runs(test: Predicate, names: int) -> Answer:
    """A row for what runs the words behind its first `names` that are no options."""
    return lambda words: _inside(words, names) if test(words) else None


_QUERIES = frozenset(("-c", "-e", "-f", "-m", "--command", "--eval", "--execute", "--file"))


def _given_nothing(words: Words) -> bool:
    return _QUERIES.isdisjoint(word.partition("=")[0] for word in words[1:])


_REPL = _row(all_of(alone, _given_nothing, no(has("-v", "-h"))), "program")
_CLIENT = _row(_given_nothing, "program")
_PSQL = _row(all_of(_given_nothing, no(has("-c", "-l", "-f", "--list"))), "program")
#: Programs that ask for commands when they are given nothing, and those that do so when told to.
_REPLS = (
    *("python", "python3", "ipython", "irb", "node", "deno", "R", "lua", "lua5.3", "lua5.4", "ghci", "iex"),
    *("erl", "scala", "jshell", "julia", "clj", "racket", "guile", "swipl", "pry", "utop", "ocaml", "sbcl"),
    *("bpython", "ptpython", "pyspark", "spark-shell"),
)
_PYTHONS = ("python", "python3")
_MEASURES = has("--stat", "--latency", "--latency-history", "--bigkeys", "--scan", "--pipe", "--eval")
_CONSOLES = (
    ("terraform", "console"),
    ("tofu", "console"),
    ("deno", "repl"),
    ("bun", "repl"),
    ("rails", "console"),
    ("rails", "c"),
    ("cabal", "repl"),
    ("stack", "ghci"),
    ("stack", "repl"),
    ("sbt", "console"),
    ("lein", "repl"),
)
_MACHINES = ("docker-machine", "vagrant", "minikube", "limactl", "colima")
_ENGINES = ("docker", "podman", "nerdctl")
_KUBECTLS = ("kubectl", "k", "oc")

#: By the program's name; the first answer wins.
OPENERS: tuple[tuple[str, Answer], ...] = (
    ("ssh", _row(_host_only)),
    ("su", _row(lambda words: "-c" not in words)),
    *((name, _row(_shell_alone)) for name in SHELLS - {"su"}),
    *((name, _runs(_asked("exec", "run", "debug"), 2)) for name in _KUBECTLS),
    *((name, _row(sub("attach"))) for name in (*_KUBECTLS, *_ENGINES)),
    *((name, _forgot_to_ask) for name in (*_KUBECTLS, *_ENGINES)),
    ("oc", _row(sub("rsh", "debug"))),
    *((name, _runs(_asked("container run", "container exec"), 3)) for name in _ENGINES),
    *((name, _runs_an_image) for name in _ENGINES),
    *((name, _runs(_asked("run", "exec"), 2)) for name in (*_ENGINES, "crictl")),
    ("docker", _runs(sub("compose exec", "compose run"), 3)),
    ("docker-compose", _runs(sub("exec", "run"), 2)),
    *((name, _row(all_of(sub("ssh"), _told_nothing))) for name in _MACHINES),
    ("mosh", _row(_host_only)),
    *((name, _row(sub("ssh console"))) for name in ("fly", "flyctl")),
    ("heroku", _row(sub("run bash", "run sh"))),
    ("az", _row(sub("ssh vm"))),
    *((name, _row(sub("node-shell", "node_shell"))) for name in _KUBECTLS),
    ("virsh", _row(sub("console"))),
    *((name, _row(sub("enter"))) for name in ("distrobox", "toolbox")),
    *((name, _row(sub("shell"))) for name in ("poetry", "pipenv")),
    ("nix-shell", _row(no(has("--run", "--command")))),
    ("nix", _row(all_of(sub("shell", "develop"), no(has("-c", "--command"))))),
    ("systemd-nspawn", _row(always)),
    ("limactl", _row(sub("shell"))),
    ("lima", _row(alone)),
    ("podman", _row(sub("machine ssh"))),
    ("multipass", _row(sub("shell"))),
    ("machinectl", _row(sub("shell"))),
    ("lxc", _row(all_of(sub("exec"), _last_is_a_shell))),
    ("gcloud", _row(all_of(sub("compute ssh", "cloud-shell ssh"), _told_nothing))),
    ("ctr", _runs(all_of(sub("task exec", "tasks exec", "t exec", "run"), has("-t", "--tty")), 3)),
    ("ip", _row(all_of(sub("netns exec"), lambda words: _is_shell(words[-1])))),
    ("systemd-run", _row(all_of(has("-t", "-S", "--pty", "--shell"), _last_is_a_shell))),
    ("aws", _row(sub("ssm start-session"))),
    ("chroot", _row(_last_is_a_shell)),
    ("script", _row(lambda words: words[0] == "script" and not has("-c", "--command")(words))),
    *((name, _row(_last_is_a_shell)) for name in ("nsenter", "unshare")),
    *((name, _REPL) for name in _REPLS),
    *((name, _row(sub(verb), "program")) for name, verb in _CONSOLES),
    ("sftp", _row(no(has("-b")), "program")),
    ("ftp", _row(always, "program")),
    ("gdb", _row(no(has("--batch", "-batch", "--command")), "program")),
    *((name, _row(lambda words: words[1:3] == ("manage.py", "shell"), "program")) for name in _PYTHONS),
    ("php", _row(has("-a", "--interactive"), "program")),
    *((name, _CLIENT) for name in ("mysql", "mariadb", "mongo", "mongosh", "cqlsh", "mycli")),
    *((name, _PSQL) for name in ("pgcli", "spark-sql", "beeline")),
    ("psql", _PSQL),
    *(
        (name, _row(all_of(_given_nothing, lambda words: len(_plain(words[1:])) <= 1), "program"))
        for name in ("sqlite3", "duckdb", "litecli")
    ),
    ("sqlplus", _row(lambda words: not any(word.startswith("@") for word in words[1:]), "program")),
    ("clickhouse-client", _row(no(has("-q", "--query", "--queries-file")), "program")),
    *(
        (name, _row(all_of(no(_MEASURES), lambda words: len(_plain(words[1:])) == 0), "program"))
        for name in ("redis-cli", "valkey-cli")
    ),
    ("iex", _row(has("-S"), "program")),
    ("lldb", _row(no(has("-b", "--batch")), "program")),
    ("bc", _row(alone, "program")),
    ("vtysh", _row(no(has("-c", "-f", "-b", "--command")), "program")),
    ("msfconsole", _row(no(has("-x", "-r", "-v", "--execute-command", "--resource")), "program")),
    ("sqlcmd", _row(no(has("-Q", "-q", "-i", "-?", "-L")), "program")),
    *(
        (name, _row(alone, "program"))
        for name in ("virsh", "influx", "bluetoothctl", "gnuplot", "evcxr", "birdc")
    ),
    ("nix", _row(sub("repl"), "program")),
)
_SUDO_SHELL = has("-i", "-s", "--login", "--shell")
#: What makes any program say something and end.
ENDS_AT_ONCE = frozenset({"-version", "--version", "-V", "--help", "version"})


#: `-u bob`, `-iu bob`.
_NAMES_A_USER = re.compile(r"-[A-Za-z]*[ug]|--user|--group")


def _by_name() -> dict[str, tuple[Answer, ...]]:
    names = dict.fromkeys(name for name, _ in OPENERS)
    return {name: tuple(answer for other, answer in OPENERS if other == name) for name in names}


_ANSWERS = _by_name()


def behind_sudo(words: Words) -> Words:
    """The words of what runs as another user; all where nothing says so."""
    if not words or words[0] not in _AS_ANOTHER:
        return words
    rest = words[1:]
    while rest and rest[0].startswith("-"):
        rest = rest[2:] if _NAMES_A_USER.fullmatch(rest[0]) else rest[1:]
    return rest


def _sudo(words: Words) -> Reader | None:
    if rest := behind_sudo(words):
        return reader_of(rest)
    return "shell" if _SUDO_SHELL(words) else None


def reader_of(words: Words) -> Reader | None:
    """Who reads what is typed behind the command `words`; None when it opens no place."""
    words = carried(words)
    if not words:
        return None
    if words[0] in _AS_ANOTHER:
        return _sudo(words)
    answers = _ANSWERS.get(words[0].rpartition("/")[2])
    if answers is None or not ENDS_AT_ONCE.isdisjoint(words[1:]):
        return None
    return next((reader for answer in answers if (reader := answer(words))), None)


def opened_by(command: ShellCommand) -> Reader | None:
    """The same of a command that stands in a text: none in a pipe, in the background, or fed by a file."""
    if command.before == "|" or command.after == "&" or command.within == "$(":
        return None
    if any(each.operator.lstrip("0").startswith("<") for each in command.redirections):
        return None
    return reader_of(tuple(word.value for word in command.words))


@remembered
def opens_a_place(text: str) -> bool:
    """Whether `text` leaves whoever types it in another shell or program."""
    return any(map(opened_by, commands_of_text(text)))


@remembered
def opens_a_program(text: str) -> bool:
    """Whether it leaves them in a program that reads commands of its own."""
    return any(opened_by(command) == "program" for command in commands_of_text(text))


#: `exit`, `\q`, or the keys: `^D`.
_LEAVES = re.compile(
    r"\s*(?:exit|logout|quit|\\q|exit\(\)|(?:q|quit|os\.exit|process\.exit)\(\)|\^D|C-d|Ctrl[-+]D|\.exit|[.:]q(?:uit)?)\s*+(?:\d+\s*+)?;?\s*+(?:#.*)?$",
    re.IGNORECASE,
)


def leaves_a_place(text: str) -> bool:
    """Whether a line of it ends the shell or program that it is typed in."""
    return any(map(_LEAVES.match, text.split("\n")))
