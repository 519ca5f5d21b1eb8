"""`python -m slidegen`: the command line, nothing more."""

from slidegen.cli import main

if __name__ == "__main__":
    main()
