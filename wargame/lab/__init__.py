"""What happens over many games?

One rule: the same question gives the same answer to the last digit, however many processes
work on it. Each game's seed follows from its number, and results are put in that order.

A study asks the question, and `driver.run` has it answered: here, by several processes, or by any
executor of the standard library, such as a cluster's (`executor=client.get_executor()` in Dask);
`keep=Path("run.jsonl")` writes every game down and goes on with what is there.

>>> from wargame.content.library import DeckLibrary
>>> from wargame.lab.runs.driver import run
>>> from wargame.lab.simulate import Simulation
>>> deck = DeckLibrary().find("calibration")
>>> run(Simulation(deck, 4, 1, {"pursuer": "greedy", "fugitive": "random"})).games
4
"""
