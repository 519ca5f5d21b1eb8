"""What a student must replace: found whole, and nothing that is none; a value takes its place."""

import pytest

from slidegen.text.placeholder import fill, placeholders


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
