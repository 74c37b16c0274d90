"""How are many games run, and kept?

One rule: nothing here knows what is asked. A study hands out its tasks and takes in what came of
them in the order of their numbers, whoever worked on them.
"""
