"""Which commands open a place, and who reads what is typed there; what leaves it."""

import pytest

from slidegen.script.classify import nature_of
from slidegen.text.typed.openers import leaves_a_place, opens_a_place

SHELLS = [
    *("ssh node1", "ssh -p 22 root@node1", "ssh node1 bash", "sudo -i", "sudo -u ada -i", "sudo su -"),
    *("su ada", "bash", "sudo bash", "/bin/sh", "time bash", "env A=b sh", "vagrant ssh node1"),
    *("docker run -it alpine", "docker run -it --rm --name c1 -v /x:/y alpine", "docker exec -ti web sh"),
    *("docker run -it -p 80:80 alpine /bin/sh", "docker container exec -it web bash", "docker attach web"),
    *("docker compose exec web sh", "docker-compose exec web bash", "podman run --tty -i fedora"),
    *(
        "kubectl exec -it web -- sh",
        "kubectl exec -it web -c app -n x -- /bin/bash",
        "kubectl exec -ti web bash",
    ),
    *("kubectl run -it --rm web --image alpine", "kubectl run web -it --image=alpine -- sh"),
    *("kubectl debug -it web --image=busybox", "kubectl debug node/n1 -it --image=x -- chroot /host"),
    *(
        "k exec -it web -- sh",
        "oc rsh web",
        "sudo docker exec -it web sh",
        "minikube ssh",
        "kubectl exec web sh",
    ),
    *("mosh node1", "ssh node1 'sudo -i'", "fly ssh console", "kubectl node-shell n1", "nix-shell"),
    *("poetry shell", "distrobox enter dev", "docker run -it --entrypoint bash web"),
    *("kubectl exec -it web -- su postgres", "multipass shell vm", "nsenter -t 1 -m sh", "chroot /mnt"),
    *("script", "script -q session.log"),
]
PROGRAMS = [
    *("duckdb", "duckdb shop.db", "sqlplus system/x@db", "pgcli -h localhost", "valkey-cli", "utop"),
    *("stack ghci", "cabal repl", "sbt console", "clickhouse-client -h db", "spark-shell", "spark-sql"),
    *("python3", "mysql -u root -psecret shop", "psql -U postgres", "redis-cli -h redis", "sqlite3 x.db"),
    *(
        "kubectl exec -it db -- psql -U postgres",
        "docker exec -it db mysql -p",
        "docker run -it redis redis-cli",
    ),
    *("node", "R --vanilla", "lua", "deno", "deno repl", "rails console", "php -a", "sudo mysql"),
    *(
        "docker run -it --rm node:22",
        "podman run -ti docker.io/library/python:3.13-slim",
        "docker run -it python",
    ),
]
NEITHER = [
    *("duckdb x.db 'select 1'", "duckdb -c 'select 1'", "sqlplus a/b @x.sql", "stack build", "sbt test"),
    *("clickhouse-client -q 'select 1'", "spark-sql -e 'select 1'"),
    *("script -qc 'ls' session.log", "./script"),
    *("docker run -itd nginx", "docker run -it --entrypoint ls alpine", "ssh -N -L 1:2:3 node1", "node -v"),
    *("ssh -T git@github.com", "minikube ssh -- ls", "vagrant ssh -c ls", "nix-shell --run make"),
    *(
        "node app.js",
        "R -e 'q()'",
        "php -r 1",
        "docker run -it node:22 npm test",
        "docker run -d python",
        "lua a.lua",
    ),
    *(
        "ssh node1 uptime",
        "bash script.sh",
        "sh -c 'ls'",
        "sudo ls",
        "su ada -c ls",
        "docker run -it alpine ls",
    ),
    *("docker run -it --rm --name c1 alpine ls -l", "docker run alpine", "kubectl exec -it web -- ls"),
    *(
        "kubectl exec -it web -- bash -c 'ls'",
        "docker exec -i web sh < x",
        "echo | kubectl exec -i web -- sh",
    ),
    *("python3 x.py", "psql -c 'select 1'", "mysql -e 'show tables'", "mysql < dump.sql", "psql -l"),
    *(
        "redis-cli -h redis get a",
        "sqlite3 x.db 'select 1'",
        "bash --version",
        "ssh -V",
        "docker compose exec web ls",
    ),
    *("kubectl get pods", "vi x", "x=$(ssh node1)", "docker run -d alpine sh"),
]


@pytest.mark.parametrize("command", [*SHELLS, *PROGRAMS])
def test_it_opens_a_place(command: str) -> None:
    assert opens_a_place(command)
    assert nature_of(command).place
    assert nature_of(command).reader == ("program" if command in PROGRAMS else "shell")
    assert nature_of(command).interactive


@pytest.mark.parametrize("command", NEITHER)
def test_it_opens_none(command: str) -> None:
    assert not opens_a_place(command)
    assert not nature_of(command).place


@pytest.mark.parametrize(
    "line",
    [
        "exit",
        "exit 0",
        "logout",
        "\\q",
        "^D",
        "C-d",
        "quit;",
        "ls\nexit # done",
        "exit()",
        ".quit",
        ":q",
        ".exit",
    ],
)
def test_it_leaves(line: str) -> None:
    assert leaves_a_place(line)


@pytest.mark.parametrize("line", ["exited", "echo exit", "exit status 1", "kill -QUIT 1", "./quit", "q"])
def test_it_stays(line: str) -> None:
    assert not leaves_a_place(line)
