"""Every measurement, one after the other: `python -m bench [build|lint|serve|paint|paper]…`."""

import sys
from importlib import import_module

MEASUREMENTS = ("build", "lint", "serve", "paint", "paper")


def main() -> int:
    names = sys.argv[1:] or list(MEASUREMENTS)
    sys.argv[1:] = []
    codes = []
    for name in names:
        print(f"== {name}", flush=True)  # noqa: T201
        codes.append(import_module(f"bench.{name}").main())
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
