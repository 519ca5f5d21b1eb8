"""What a student must replace: found whole, and nothing that is none; a value takes its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slidegen.text.placeholder import everywhere, fill, placeholders


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("echo '<h1>Hello</h1>' > index.html", ()),
        ("cat > index.html <<EOF\n<html>\n<title>\n<p>\nEOF", ()),
        ("grep '<title>' index.html", ()),
        ('echo "<my-tag>x</my-tag>"', ()),
        ("ssh <node>", ("<node>",)),
        ("kubectl get pod <title>", ("<title>",)),
        ("echo '<YOUR NAME>' '<p>'", ("<YOUR NAME>",)),
        ("cat <<EOF\nname: <name>\nEOF", ("<name>",)),
        ("curl -H 'Host: <address>'", ("<address>",)),
        ("cat >A.java <<EOF\nList<String> a; Map<String, Integer> b;\nEOF", ()),
        ("cat >a.ts <<EOF\nconst x: Array<string> = [];\nEOF", ()),
        ("cat >a.rs <<'EOF'\nfn first<T>(x: Vec<T>) -> Option<T> {}\nEOF", ()),
        ("cat >a.cpp <<EOF\nstd::vector<int> x;\nEOF", ()),
        ("cat >a.cs <<EOF\nTask<IActionResult> Get();\nEOF", ()),
        ("kubectl scale deploy web<N> --replicas=2", ("<N>",)),
        ("docker pull registry/<image>:<tag>", ("<image>", "<tag>")),
        ("docker images | grep '<none>'", ()),
        ("git commit --author='A <a@b.example>'", ()),
        ("DIR=$(mktemp -d /tmp/x.XXXXXX)", ()),
        ("mktemp /tmp/XXXXXX; ssh XXXXXX", ("XXXXXX",)),
        ("grep XXX *.c", ("XXX",)),
        ('curl -H "Authorization: Bearer $YOUR_TOKEN" x', ("YOUR_TOKEN",)),
        ("docker push your-registry/web", ("your-registry",)),
        ("cd /path/to/project && make", ("/path/to/project",)),
        ("echo [your name]; PASSWORD=CHANGE_ME ./x", ("[your name]", "CHANGE_ME")),
        ("kubectl cordon node-XX", ("node-XX",)),
        ('echo "Waiting for the pipeline ..."; sleep 1', ()),
        ('while ! ready; do printf "loading ...\\n"; done && echo done', ()),
        ("echo ...", ("...",)),
        ('curl -H "Authorization: Bearer ..." x', ("...",)),
        ("curl https://...", ("...",)),
        ("curl http://[[HOST]]-80-[[KATACODA_HOST]].example.com", ("[[HOST]]", "[[KATACODA_HOST]]")),
        ("curl {{TRAFFIC_HOST1_80}}", ("{{TRAFFIC_HOST1_80}}",)),
        ("curl http://web.{{session_namespace}}.svc", ("{{session_namespace}}",)),
        ("curl {{< param ingress_domain >}}", ("{{< param ingress_domain >}}",)),
        ('ansible all -m debug -a "msg={{ inventory_hostname }}"', ()),
        ("[[ $A == B ]] && docker inspect -f {{.Name}} x", ()),
        ("ssh ec2-user@x.x.x.x", ("x.x.x.x",)),
        ("curl http://NODE_IP:30080", ("NODE_IP",)),
        ("curl http://$NODE_IP:30080 http://${NODE_IP}", ()),
        ("docker push yourname/web; curl -u me:yourpassword x", ("yourname", "yourpassword")),
        ('read -p "what is your name" x', ()),
        ("export TOKEN=your_github_pat; cd your-app", ("your_github_pat", "your-app")),
        ("kubectl logs {pod-name} -c [pod-name]", ("{pod-name}", "[pod-name]")),
        ("curl [IP]:[NODE_PORT]/x $IP:[NodePort]", ("[IP]", "[NODE_PORT]", "[NodePort]")),
        ("ssh me@[SERVER IP] curl http://[node-ip]:80/", ("[SERVER IP]", "[node-ip]")),
        ("curl http://[::1]:80/; sed 's/[AB]/c/'; grep ':[AB]'", ()),
        ("frob [options] [-v] [--to FILE] [NAME]...", ("[options]", "[-v]", "[--to FILE]", "[NAME]", "...")),
        ("tr [A-Z] [a-z]; [ -f x ]; echo [INFO] 'a [-b] c'; ls [AB]*", ()),
        ("mkdir {src-one,src-two}; ls [a-z]*; git show @{one-day-ago}; echo ${a-b}", ()),
        ("az group create -n «name»", ("«name»",)),
        ("export A=TODO B=xxx; kubectl logs web-***", ("TODO", "xxx", "***")),
        (
            "ping 192.168.X.X; curl 10.0.0.x:80; ip route add 172.17.0.x/16",
            ("192.168.X.X", "10.0.0.x", "172.17.0.x"),
        ),
        ("pip install 'a==1.2.x'; echo v1.x 1.2.3.4.x", ()),
        ("export KEY=__YOUR_KEY__; docker run \u2026 nginx", ("__YOUR_KEY__", "\u2026")),
        ('echo "loading \u2026"; gcc -DF=__FILE__ a.c', ()),
        ('ls **/*.yml; echo "*** done ***"; TODO=1', ()),
    ],
)
def test_markup_is_no_placeholder_and_a_real_one_is(text: str, found: tuple[str, ...]) -> None:
    assert placeholders(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kubectl exec kube-router-xxxxx -- ls", "kube-router-xxxxx"),
        ("kubectl logs pingpong-xxxxxxxxxx-yyyyy", "pingpong-xxxxxxxxxx-yyyyy"),
        ("kubectl logs deploy/a-b-c-xxxxx -f", "a-b-c-xxxxx"),
        ("curl http://10.0.0.1:3xxxx/", "3xxxx"),
        ("ssh user@ip-10-0-xxxx", "ip-10-0-xxxx"),
        ("get --pod=web-xxxx-abc", "web-xxxx-abc"),
        ("echo XXXXX", "XXXXX"),
    ],
)
def test_a_name_with_a_part_to_replace_is_replaced_as_a_whole(text: str, found: str) -> None:
    assert placeholders(text) == (found,)
    assert fill(text, {found: "here"}) == text.replace(found, "here")


PIECES = (
    *(
        "A.B.C.D",
        "x.",
        "@@VAR@@",
        "<a b>",
        "<",
        "xxxx",
        "xXXx",
        "-xxx-yyy",
        "30xxx",
        "YOUR_",
        "your-name",
        "{your x}",
    ),
    *(
        "REPLACEME",
        "CHANGE-ME",
        "XXX",
        "node-XX",
        "path/to/x",
        "nodeN",
        "vmZ",
        "hostX",
        "=AB...",
        "...",
        " ",
        "a",
        "/",
    ),
)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=5).map("".join))
def test_what_a_text_lacks_is_found_to_be_lacking(text: str) -> None:
    """A sign behind the text makes it searched as a whole: it finds the same."""
    assert [each.span() for each in everywhere(text)] == [each.span() for each in everywhere(f"{text} <")]


@pytest.mark.parametrize(
    "written", ["<your-name>", "[your-name]", "{your-name}", "your-name", "`<your-name>`"]
)
def test_a_value_is_named_without_what_stands_around_its_name(written: str) -> None:
    assert fill(f"git checkout {written}", {"your-name": "ana"}) == "git checkout ana"


def test_a_value_with_its_brackets_is_nearer_than_one_without() -> None:
    assert fill("ssh <host>", {"host": "a", "<host>": "b"}) == "ssh b"
