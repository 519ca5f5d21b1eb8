"""Firefox by the protocol that it brings along, for what no page may ask: its own accessibility tree.

Messages are `length:[kind, number, name or error, values]`, as JSON.
"""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conftest import need
from serve_live import free_port

#: `[role, name]` of all that Firefox tells a screen reader of the page; asked from outside of it.
TREE = """
const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
const [done] = arguments;
const walk = (node) => {
  const inside = [];
  for (let child = node.firstChild; child; child = child.nextSibling) inside.push(...walk(child));
  return [[service.getStringRole(node.role), node.name ?? ""], ...inside];
};
const ask = (times) => {
  const page = service.getAccessibleFor(gBrowser.selectedBrowser);
  const tree = page ? walk(page) : [];
  if (tree.length > 9 || !times) done(tree);
  else setTimeout(ask, 200, times - 1);
};
setTimeout(ask, 500, 100);
"""


class Marionette:
    """A Firefox that does what it is told."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._answers = self._socket.makefile("rb")
        self._number = 0
        self._read()  # it greets
        self._do("WebDriver:NewSession", capabilities={})

    def open(self, address: str) -> None:
        self._do("WebDriver:Navigate", url=address)

    def run(self, script: str) -> Any:
        return self._do("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def tree(self) -> list[tuple[str, str]]:
        """`(role, name)` of what a screen reader meets."""
        self._do("Marionette:SetContext", value="chrome")
        said = self._do("WebDriver:ExecuteAsyncScript", script=TREE, args=[], scriptTimeout=60000)["value"]
        self._do("Marionette:SetContext", value="content")
        return [(role, name) for role, name in said]

    def close(self) -> None:
        self._answers.close()
        self._socket.close()

    def _do(self, name: str, **values: object) -> dict[str, Any]:
        self._number += 1
        message = json.dumps([0, self._number, name, values]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, answer = self._read()
        assert error is None, error
        return dict(answer)

    def _read(self) -> Any:
        length = b"".join(iter(lambda: self._answers.read(1), b":"))
        return json.loads(self._answers.read(int(length)))


def _connected(port: int) -> socket.socket:
    for _ in range(600):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=120)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("Firefox does not listen")


@contextmanager
def firefox(profile: Path) -> Iterator[Marionette]:
    port = free_port()
    profile.mkdir()
    (profile / "user.js").write_text(
        f'user_pref("marionette.port", {port});\nuser_pref("accessibility.force_disabled", -1);\n',
        encoding="utf-8",
    )
    command = [need("firefox"), "--headless", "--no-remote", "--profile", str(profile)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [*command, "--marionette", "--remote-allow-system-access"], stdout=quiet, stderr=quiet
    )
    try:
        browser = Marionette(port)
        yield browser
        browser.close()
    finally:
        process.terminate()
        process.wait(30)
