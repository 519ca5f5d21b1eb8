"""The programs that matter to who runs an exercise: those that do not end, and those that ask.

Adding one: a row in `BLOCKING`, `IN_FRONT` or `INTERACTIVE`; what harms stands in `dangers.py`, and
what opens a place has its row in `text/typed/openers.py`.

Knows programs and their options. Must not know shell syntax.
"""

from slidegen import lazy_re as re
from slidegen.shell.options import Predicate, all_of, alone, always, behind, has, no, sub


def _has_one(*names: str) -> Predicate:
    """Whether one of the words is one of these: Go's programs have long options with one dash."""
    return lambda words: not set(names).isdisjoint(words[1:])


def _ends_with(name: str) -> Predicate:
    return lambda words: words[-1] == name


def _counts(words: tuple[str, ...]) -> bool:
    """`vmstat 1`, but not `vmstat 1 5`."""
    return len([word for word in words[1:] if word.isdigit()]) == 1


def _long_sleep(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and bool(re.fullmatch(r"infinity|inf|\d{4,}|\d+[hd]", words[1]))


_REDIS = ("redis-cli", "valkey-cli")
_CONSUMERS = ("kafka-console-consumer", "kafka-console-consumer.sh")
_PYTHONS = ("python", "python3", "python2")
_KUBECTLS = ("kubectl", "k", "oc", "kubecolor")
_ENGINES = ("docker", "podman", "nerdctl", "crictl")
_COMPOSED = (
    *((name, "compose ") for name in _ENGINES[:3]),
    ("docker-compose", ""),
    ("podman-compose", ""),
)
#: Those that build or test anew at each change, when told to, and those that do nothing else.
_BUILDERS = (
    "tsc",
    "sass",
    "rollup",
    "webpack",
    "esbuild",
    "jest",
    "mocha",
    "ava",
    "babel",
    "tailwindcss",
    "parcel",
)
_WATCHERS = (
    "kubetail",
    "kail",
    "kubefwd",
    "multitail",
    "watchexec",
    "entr",
    "mitmproxy",
    "mitmdump",
    "nodemon",
)
_SERVERS = ("http-server", "live-server", "json-server", "browser-sync", "serve")
#: `--watch` and `--follow` mean that, whoever the program is, but for those that end with what they watch.
FOLLOWS = has("--watch", "--follow", "--watchAll")
END_WITH_IT = frozenset(
    {
        "git",
        "gh",
        "glab",
        "argo",
        "tkn",
        "wget",
        "curl",
        "find",
        "rsync",
        "tree",
        "velero",
        "eksctl",
        "buildkite",
    }
) | {*_KUBECTLS}

#: Programs that do not end by themselves. First match wins; names may stand more than once.
BLOCKING: tuple[tuple[str, Predicate], ...] = (
    ("watch", always),
    ("stern", no(has("--no-follow"))),
    *((name, always) for name in (*_WATCHERS, "air", "reflex", "ptw", "pytest-watch", "guard", "caffeinate")),
    *((name, has("-w")) for name in _BUILDERS),
    *((name, sub("watch")) for name in ("cargo", "dotnet", "mix", "npx", "consul")),
    ("fswatch", no(has("-1", "--one-event"))),
    *((name, no(has("-b", "--batch"))) for name in ("top", "iotop", "atop")),
    *((name, always) for name in ("htop", "btop", "bpytop", "bashtop", "gtop", "s-tui", "bmon", "nload")),
    *((name, always) for name in ("nvtop", "iftop", "nethogs", "glances", "ctop", "lnav", "powertop")),
    *((name, all_of(sub("get", "events"), has("-w", "--watch", "--watch-only"))) for name in _KUBECTLS),
    *((name, all_of(sub("logs"), has("-f", "--follow"))) for name in _KUBECTLS),
    *((name, sub("port-forward", "proxy", "stern", "tail")) for name in _KUBECTLS),
    *((name, all_of(sub("argo rollouts get"), has("-w", "--watch"))) for name in _KUBECTLS),
    *((name, sub("argo rollouts dashboard", "cnpg dashboard")) for name in _KUBECTLS),
    ("minikube", sub("tunnel", "mount")),
    ("minikube", all_of(sub("dashboard"), no(has("--url")))),
    ("istioctl", sub("dashboard", "dash", "d")),
    ("linkerd", sub("dashboard", "viz dashboard", "viz tap", "viz top", "tap", "top", "jaeger dashboard")),
    ("argocd", sub("admin dashboard")),
    ("argocd", all_of(sub("app logs"), has("-f", "--follow"))),
    ("cilium", sub("monitor", "hubble ui", "hubble port-forward")),
    ("hubble", all_of(sub("observe"), has("-f", "--follow"))),
    ("tail", has("-f", "-F", "--follow")),
    ("journalctl", has("-f", "--follow")),
    ("dmesg", has("-w", "-W", "--follow", "--follow-new")),
    ("inotifywait", has("-m", "--monitor")),
    ("udevadm", sub("monitor")),
    ("ip", sub("monitor")),
    ("dbus-monitor", always),
    ("strace", has("-p", "--attach")),
    ("perf", sub("top")),
    *((name, all_of(sub(f"{word}up"), no(has("-d", "--detach", "--wait")))) for name, word in _COMPOSED),
    *((name, all_of(sub(f"{word}logs"), behind("logs", "-f", "--follow"))) for name, word in _COMPOSED),
    *((name, sub(f"{word}watch", f"{word}events")) for name, word in _COMPOSED),
    *((name, all_of(sub("logs", "service logs"), behind("logs", "-f", "--follow"))) for name in _ENGINES),
    *((name, all_of(sub("events"), no(has("--until")))) for name in _ENGINES),
    *((name, all_of(sub("stats"), no(has("--no-stream")))) for name in _ENGINES[:3]),
    ("crictl", all_of(sub("stats"), has("-w", "--watch"))),
    *((name, no(has("-c"))) for name in ("ping", "ping6")),
    ("fping", has("-l", "--loop")),
    ("mtr", no(has("-r", "-c", "-w", "--report", "--report-wide"))),
    ("fg", always),
    ("ssh", all_of(has("-N"), no(has("-f")))),
    *((name, _counts) for name in ("vmstat", "iostat", "mpstat", "pidstat", "sar")),
    *((name, lambda words: not words[-1].isdigit() or not words[-2].isdigit()) for name in ("dstat", "dool")),
    ("nvidia-smi", has("-l", "--loop", "--loop-ms")),
    ("nvidia-smi", all_of(sub("dmon", "pmon"), no(has("-c")))),
    *((name, no(has("-c"))) for name in ("tcpdump", "tshark", "termshark")),
    ("ngrep", no(has("-n"))),
    *((name, has("-l", "--listen")) for name in ("nc", "ncat", "netcat")),
    ("socat", lambda words: any("LISTEN" in word for word in words)),
    *(
        (name, sub("monitor", "subscribe", "psubscribe", "MONITOR", "SUBSCRIBE", "PSUBSCRIBE"))
        for name in _REDIS
    ),
    *((name, has("--stat", "--latency", "--latency-history")) for name in _REDIS),
    ("mosquitto_sub", no(has("-C", "-W"))),
    ("nats", all_of(sub("sub", "subscribe"), no(has("--count")))),
    *((name, no(has("--max-messages", "--timeout-ms"))) for name in _CONSUMERS),
    *((name, all_of(has("-C"), no(has("-e", "-c")))) for name in ("kcat", "kafkacat")),
    ("etcdctl", sub("watch")),
    *((name, sub("monitor")) for name in ("consul", "nomad", "vault", "k6")),
    ("nomad", all_of(sub("alloc logs"), has("-f"))),
    *((name, sub("logging tail", "beta logging tail", "alpha logging tail")) for name in ("gcloud",)),
    *((name, all_of(sub("logs"), has("-t", "-f", "--tail"))) for name in ("heroku", "cf", "pm2", "railway")),
    *((name, sub("logs")) for name in ("fly", "flyctl")),
    ("ngrok", no(sub("config", "authtoken", "update", "version"))),
    (
        "cloudflared",
        all_of(sub("tunnel"), no(sub("tunnel create", "tunnel list", "tunnel route", "tunnel login"))),
    ),
    ("sleep", _long_sleep),
    ("yes", always),
    ("cat", lambda words: words[-1] in ("/dev/urandom", "/dev/random", "/dev/zero")),
    *((name, lambda words: "http.server" in words or "SimpleHTTPServer" in words) for name in _PYTHONS),
    ("php", has("-S")),
    *((name, sub("serve", "server")) for name in ("mkdocs", "jekyll", "hugo", "ng", "webpack", "zola")),
    *((name, always) for name in _SERVERS),
    ("npx", sub(*_SERVERS, "nodemon", "ngrok", "lt")),
    *((name, sub("dev")) for name in ("vercel", "wrangler", "next", "nuxt", "astro", "skaffold", "netlify")),
    ("wrangler", sub("tail")),
    ("firebase", sub("serve", "emulators:start")),
    *((name, all_of(sub("agent", "server"), _has_one("-dev"))) for name in ("vault", "consul", "nomad")),
    ("tilt", sub("up")),
    ("flux", all_of(sub("logs"), has("-f", "--follow"))),
    ("flux", all_of(sub("get", "events"), has("-w", "--watch"))),
    ("kube-apiserver", always),
    ("kube-controller-manager", always),
    ("kube-scheduler", always),
    ("kubelet", always),
    ("etcd", always),
    ("dockerd", always),
    ("containerd", always),
)

_SCRIPTS = tuple(
    f"{run}{name}" for run in ("", "run ") for name in ("start", "dev", "serve", "preview", "watch")
)
#: Programs that go on for ever where what they run or watch does: whether it does is seen only then.
IN_FRONT: tuple[tuple[str, Predicate], ...] = (
    *((name, all_of(sub("run"), no(has("-d", "--detach")))) for name in ("docker", "podman", "nerdctl")),
    ("docker", all_of(sub("start"), has("-a", "--attach"))),
    *((name, sub("attach")) for name in ("docker", "podman", "nerdctl")),
    *((name, sub(*_SCRIPTS)) for name in ("yarn", "pnpm", "bun")),
    ("npm", sub("start", *_SCRIPTS[5:])),
    *((name, lambda words: len(words) > 1) for name in ("python", "python3", "node", "deno", "ruby", "perl")),
    *((name, sub("run")) for name in ("flask", "go", "cargo", "dotnet", "streamlit", "func", "spring")),
    ("rails", sub("server", "s")),
    ("bundle", sub("exec rails", "exec jekyll", "exec puma", "exec rackup", "exec sidekiq")),
    *(
        (name, always)
        for name in ("nginx", "rackup", "gunicorn", "uvicorn", "caddy", "traefik", "hugo", "puma")
    ),
    *(
        (name, always)
        for name in ("vite", "vitest", "locust", "celery", "jupyter", "jupyter-lab", "lt", "air")
    ),
    *(
        (name, always)
        for name in ("redis-server", "valkey-server", "mongod", "mysqld", "mariadbd", "postgres")
    ),
    *(
        (name, always)
        for name in ("memcached", "nats-server", "nsqd", "prometheus", "grafana-server", "coredns")
    ),
    *((name, always) for name in ("envoy", "haproxy", "httpd", "apache2", "registry", "docker-registry")),
    *((name, sub("server", "gateway")) for name in ("minio", "grafana", "k3s")),
    ("java", has("-jar")),
    *((name, sub("spring-boot:run", "quarkus:dev", "jetty:run")) for name in ("mvn", "./mvnw")),
    *((name, sub("bootRun", "quarkusDev", "run")) for name in ("gradle", "./gradlew")),
    *((name, all_of(sub("logs", "clustertask logs"), has("-f", "--follow"))) for name in ("argo", "tkn")),
    *((name, has("--watch", "--log", "--showlog")) for name in ("argo", "tkn")),
    ("argo", sub("watch")),
    *((name, sub("run watch", "pr checks")) for name in ("gh",)),
)

#: Programs that take minutes where all is well.
SLOW: tuple[tuple[str, Predicate], ...] = (
    *((name, sub("build", "image build", "buildx build")) for name in ("docker", "podman", "nerdctl")),
    *((name, sub("compose build", "compose pull", "pull")) for name in ("docker", "podman")),
    ("docker-compose", sub("build", "pull")),
    *((name, sub("install", "upgrade", "update", "add")) for name in ("apt", "apt-get", "apk", "yum", "dnf")),
    *((name, sub("install", "ci")) for name in ("pip", "pip3", "npm", "yarn", "gem", "bundle", "cargo")),
    *((name, sub("apply", "destroy", "init")) for name in ("terraform", "tofu")),
    *((name, sub("create", "create cluster", "cluster create")) for name in ("kind", "k3d", "eksctl")),
    ("minikube", sub("start")),
    ("kubeadm", sub("init", "join")),
    *((name, always) for name in ("mvn", "gradle", "ansible-playbook", "packer")),
    *((name, has("--wait")) for name in ("helm",)),
)

_EDITORS = (
    "vim",
    "vi",
    "nvim",
    "view",
    "vimdiff",
    "nano",
    "pico",
    "micro",
    "joe",
    "ed",
    "ex",
    "hx",
    "kak",
    "mcedit",
)
_BOARDS = (
    "k9s",
    "mc",
    "ranger",
    "nnn",
    "lazydocker",
    "lazygit",
    "tig",
    "ncdu",
    "cfdisk",
    "nmtui",
    "alsamixer",
)
_MENUS = ("fzf", "gum", "dialog", "whiptail", "sk", "peco", "select")
_APPROVED = _has_one("-auto-approve", "--auto-approve")
_REQUESTED = _has_one("-new", "-newkey", "-x509")
_ANSWERED = _has_one("-subj", "-batch", "-config", "-in")
_MESSAGES = has("-m", "-F", "-C", "--message", "--file", "--reuse-message", "--no-edit", "--fixup")
#: Programs that say what they wait for, and how much of it has come.
TELL: tuple[tuple[str, Predicate], ...] = (
    *((name, sub("rollout status", "drain")) for name in _KUBECTLS),
    ("docker", sub("service create", "service update", "service scale", "service rollback")),
)

#: Programs that ask for keys, beside those that open a place (`slidegen.text.typed.openers`).
INTERACTIVE: tuple[tuple[str, Predicate], ...] = (
    *((name, always) for name in _EDITORS),
    *(
        (name, always)
        for name in (*_BOARDS, *_MENUS, "visudo", "vipw", "less", "more", "most", "pg", "telnet")
    ),
    *((name, always) for name in ("read", "byobu", "minicom", "mysql_secure_installation", "raspi-config")),
    ("emacs", no(has("--batch", "--daemon"))),
    ("info", no(has("-o", "--output"))),
    ("passwd", no(has("-l", "-u", "-d", "-S", "-e", "--stdin", "--status", "--lock", "--delete"))),
    ("adduser", no(has("-D", "--disabled-password", "--disabled-login", "--system"))),
    ("htpasswd", no(has("-b", "-i", "-D", "-v"))),
    ("tmux", all_of(sub("new", "new-session"), no(has("-d")))),
    ("tmux", lambda words: alone(words) or sub("a", "at", "attach", "attach-session")(words)),
    ("screen", no(has("-l", "-m", "-X", "-d", "-Q", "-w"))),
    *((name, lambda words: len(words) == 1) for name in ("cat", "ruby", "perl")),
    ("tee", always),
    *((name, sub("edit")) for name in _KUBECTLS),
    *((name, sub("create -f -", "apply -f -")) for name in _KUBECTLS),
    *((name, all_of(sub("login"), no(has("-p", "--password", "--password-stdin")))) for name in _ENGINES[:3]),
    *((name, sub("edit", "-e")) for name in ("systemctl", "ansible-vault", "sops", "virsh")),
    ("crontab", has("-e")),
    ("fdisk", no(has("-l"))),
    (
        "ssh-keygen",
        no(has("-N", "-l", "-y", "-R", "-F", "-A", "-r", "-H", "-Y", "-B", "-e", "-i", "-s", "-D")),
    ),
    ("ssh-copy-id", always),
    (
        "gpg",
        all_of(has("--gen-key", "--full-generate-key", "--full-gen-key", "--edit-key"), no(has("--batch"))),
    ),
    ("openssl", all_of(sub("req"), _REQUESTED, no(_ANSWERED))),
    ("git", all_of(sub("commit"), no(_MESSAGES))),
    ("git", all_of(sub("revert"), no(has("-n", "--no-edit", "--no-commit", "--continue", "--abort")))),
    ("git", all_of(sub("tag"), has("-a", "-s", "--annotate"), no(_MESSAGES))),
    ("git", all_of(sub("rebase"), has("-i", "--interactive"))),
    ("git", all_of(sub("add", "checkout", "restore", "stash", "reset", "clean"), has("-p", "-i", "--patch"))),
    ("git", all_of(sub("config"), has("-e", "--edit"))),
    ("git", sub("mergetool", "difftool")),
    ("az", all_of(sub("login"), no(has("--identity", "--service-principal", "-u")))),
    ("gcloud", sub("auth login", "init", "auth application-default login")),
    ("aws", lambda words: words[1:] == ("configure",) or sub("configure sso", "sso login")(words)),
    ("gh", all_of(sub("auth login"), no(has("--with-token")))),
    *(
        (name, sub("login", "adduser"))
        for name in ("npm", "heroku", "vercel", "netlify", "firebase", "terraform")
    ),
    *(
        (name, all_of(sub("login"), no(has("-u", "-p", "--token", "--password"))))
        for name in ("oc", "argocd")
    ),
    *((name, all_of(sub("init"), no(has("-y", "--yes")))) for name in ("npm", "yarn")),
    *((name, all_of(sub("destroy"), no(_APPROVED))) for name in ("terraform", "tofu")),
    *((name, all_of(sub("apply"), _ends_with("apply"), no(_APPROVED))) for name in ("terraform", "tofu")),
    ("pulumi", all_of(sub("up", "destroy"), no(has("-y", "--yes")))),
)
