"""An example of a program that plays, in plain Python: `cmd:python example_bot.py`.

It tightens what it can, plays what it can, and otherwise passes. `wargame player protocol` prints
what the messages mean.
"""

from __future__ import annotations

import json
import random
import sys

PREFERRED = ("accept", "tighten", "fund", "play", "table", "choose", "pass")


def choose(legal: list[str], luck: random.Random) -> str:
    """One of the legal actions: of the first preferred verb that is there, any."""
    for verb in PREFERRED:
        found = [action for action in legal if action.split()[0] == verb]
        if found:
            return luck.choice(found)
    return luck.choice(legal)


def main() -> None:
    """Answer line by line until the input ends."""
    luck = random.Random(0)
    for line in sys.stdin:
        message = json.loads(line)
        answer = None
        if message["type"] == "hello":
            luck.seed(message["seed"])
            answer = {"type": "ready"}
        elif message["type"] == "choose":
            action = choose(message["legal"], luck)
            answer = {"type": "action", "id": message["id"], "action": action}
        if answer:
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
