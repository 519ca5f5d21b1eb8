"""Where a server can listen, and by which addresses others reach it.

Knows sockets. Must not know what is served.
"""

import contextlib
import errno
import socket

from slidegen.errors import MachineError

PORTS_TO_TRY = 50


def bind(host: str, port: int) -> socket.socket:
    """A listening socket at `port`, or at the next one that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in (*range(port, min(port + PORTS_TO_TRY, 65536)), 0):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise MachineError(
                    f"{host} is no address that can be served: {error.strerror}", hint="Use --host"
                ) from error
            continue
        listener.listen(256)
        return listener
    raise MachineError(f"No port is free on {host}", hint="Use --port")


def own_addresses() -> tuple[str, ...]:
    """The addresses of this machine that others on its network can reach; no packet is sent."""
    found: dict[str, None] = {}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a documentation address: it only picks the interface
        found[probe.getsockname()[0]] = None
    with contextlib.suppress(OSError):
        found.update(dict.fromkeys(socket.gethostbyname_ex(socket.gethostname())[2]))
    return tuple(address for address in found if not address.startswith("127."))
