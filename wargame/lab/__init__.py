"""What happens over many games?

One rule: the same question gives the same answer to the last digit, however many processes
work on it. Each game's seed follows from its number, and results are put in that order.
"""
