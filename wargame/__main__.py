"""`python -m wargame`: the command line, where its script is not on the path."""

from wargame.cli import main

if __name__ == "__main__":
    main()
