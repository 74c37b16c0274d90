"""What is told? News, choices, prices, foresight, advice: as values, laid out by nobody yet.

One rule: an answer is made here once; `plain` and `panes` only set it in type.
"""
