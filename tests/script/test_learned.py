"""Names of a slide's run become those of this one; what was to give a name and did not is to blame."""

from slidegen.script.learned import Learned, meant_by
from slidegen.script.model import Kind, ShownOutput, Step


def step(text: str, shown: str = "", name: str = "s/a/1", **more: object) -> Step:
    outputs = (ShownOutput(shown, -1, 2),) if shown else ()
    kind = Kind.PLACEHOLDER if "needs" in more else Kind.PLAIN
    return Step(name, "s", "a", "A", "a.md", 1, 2, "bash", text, kind, shown=outputs, **more)  # type: ignore[arg-type]


def learned(*pairs: tuple[str, str], made: str = "0123456789ab") -> Learned:
    """After steps that show the one and printed the other."""
    found = Learned({"container": made}.__getitem__)
    for shown, now in pairs:
        found.learn(step("x", shown), [now], done=True)
    return found


OURS = "a" * 63 + "1"


def test_an_id_goes_by_its_beginning() -> None:
    found = learned(("068cc994ffd0190bbe025ba74e4c0771a5d8f14734af772ddee8dc1aaf20567d", OURS))
    for text in ("docker logs 068", "docker logs --tail 3 068cc994ffd0"):
        changed, notes = found.applied(step(text))
        assert changed.text == text.rsplit(" ", 1)[0] + f" {OURS}"
        assert "of the slide is" in notes[0]
    for other in ("docker logs 069", "kubectl logs 068", "echo 068", "docker run --name web nginx"):
        assert found.applied(step(other)) == (step(other), ())


def test_a_port_and_an_address_are_taken_from_the_line_that_is_alike() -> None:
    shown = "CONTAINER ID  IMAGE  PORTS\ne40ffb406c9e  nginx  ...  0.0.0.0:`12345`->80/tcp"
    now = "ID  IMAGE\n111111111111  redis  6379/tcp\n222222222222  nginx  0.0.0.0:32769->80/tcp"
    found = learned((shown, now), ("172.17.0.3", "10.88.0.7"))
    assert found.applied(step("curl localhost:12345"))[0].text == "curl localhost:32769"
    assert found.applied(step("ping -c 1 172.17.0.3"))[0].text == "ping -c 1 10.88.0.7"
    assert found.applied(step("docker stop e40f"))[0].text == "docker stop 222222222222"


def test_names_that_a_controller_generates_are_those_of_this_cluster() -> None:
    shown = "NAME                    READY\nweb-5d78c4b7c9-x7k2p    1/1"
    found = learned((shown, "NAME   READY\nweb-66bf4d5c47-abcd2   1/1"))
    changed, _ = found.applied(step("kubectl logs web-5d78c4b7c9-x7k2p"))
    assert changed.text == "kubectl logs web-66bf4d5c47-abcd2"


def test_what_made_a_thing_wins_over_what_lists_it() -> None:
    first, second = "1" * 12, "2" * 12
    found = learned(("aaaaaaaaaaa1", first), ("aaaaaaaaaaa1\nbbbbbbbbbbb2", f"{second}\n{first}"))
    assert found.applied(step("docker stop aaaaaaaaaaa1"))[0].text == f"docker stop {first}"


def test_a_placeholder_that_is_all_that_is_shown_stands_for_all_that_came() -> None:
    given = Learned(str).learn(step("docker commit x", "<newImageId>"), ["sha256:" + OURS], done=True)
    assert given == {"<newImageId>": "sha256:" + OURS}
    assert Learned(str).learn(step("x", "<id>"), ["$(touch /tmp/x)"], done=True) == {}


def test_placeholders_for_what_an_engine_made_last_are_asked_of_it() -> None:
    found = learned(("172.17.0.3", "10.88.0.7"))
    needs = ("<yourContainerID>", "<container_id>", "<name>")
    assert found.asked(step("docker rm <yourContainerID>", needs=needs)) == dict.fromkeys(
        needs[:2], "0123456789ab"
    )
    assert found.asked(step("docker run alpine ping <ipaddress>", needs=("<ipaddress>",))) == {
        "<ipaddress>": "10.88.0.7"
    }
    assert not list(meant_by(step("kubectl logs <container_id>", needs=needs)))


def test_who_was_to_show_a_name_and_did_not_owes_it() -> None:
    found = Learned(str)
    found.learn(step("docker run -d x", "068cc994ffd0", name="s/a/1"), [], done=False)
    assert found.owes(step("docker logs 068", name="s/b/1")) == "s/a/1"
    assert not found.owes(step("docker logs 069", name="s/b/1"))
    found.learn(step("docker ps -q", "068cc994ffd0", name="s/c/1"), ["1" * 12], done=True)
    assert not found.owes(step("docker logs 068", name="s/d/1"))


def test_a_transcript_names_what_its_own_lines_have_made() -> None:
    """`docker run -d`, and behind it in the same fence `docker logs` with the id that it shows."""
    shown = (ShownOutput("068cc994ffd0", 0, 2), ShownOutput("running", 1, 4), ShownOutput("068c", 2, 6))
    made = Step("s/a/1", "s", "a", "A", "a.md", 1, 2, "console", "x", Kind.TRANSCRIPT, shown=shown)
    found = learned()
    assert found.within(made, [], "docker run -d nginx") == ("docker run -d nginx", ())
    text, notes = found.within(made, [OURS], "docker inspect 068c")
    assert text == f"docker inspect {OURS}"
    assert "`068c` of the slide" in notes[0]
    assert found.within(made, [OURS, "running"], "docker stop 068")[0] == f"docker stop {OURS}"
    assert found.within(made, [OURS, "running"], "echo 068") == ("echo 068", ())
