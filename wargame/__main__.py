"""`python -m wargame`: the command line, where its script is not on the path. In the folder of a
stranger `python -P -m wargame`: without, Python looks for modules there first."""

from wargame.cli import main

if __name__ == "__main__":
    main()
