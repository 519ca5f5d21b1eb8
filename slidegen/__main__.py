"""`slidegen`, and `python -m slidegen`: the command line, nothing more."""

import gc

INTERRUPTED = 130  #: `slidegen.errors` has the others; that is not there yet when it is wanted


def main() -> None:
    """The entry point. Modules make no cycles while they are loaded: looking for some meanwhile would take a
    fiftieth of a commit hook. A verb that goes on for long looks for them again (`slidegen.cli`).
    """
    gc.disable()
    try:
        from slidegen.cli import main as run  # what it imports is what takes long
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    run()


if __name__ == "__main__":
    main()
