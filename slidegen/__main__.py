"""`slidegen`, and `python -m slidegen`: the command line, nothing more."""

import gc


def main() -> None:
    """The entry point. Modules make no cycles while they are loaded: looking for some meanwhile would take a
    fiftieth of a commit hook. A verb that goes on for long looks for them again (`slidegen.cli`).
    """
    gc.disable()
    from slidegen.cli import main as run  # what it imports is what takes long

    run()


if __name__ == "__main__":
    main()
