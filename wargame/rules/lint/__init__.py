"""What is wrong with a deck beyond its shape, or merely odd? Advice to its author.

`check` reads a deck and gathers all of it: what cannot be read, what can never come or is used by
nothing (`never`, `in_vain`, `unmoved`, `circles`, `at_odds`), where one seat stands for the other
(`wrong_seats`), and where a text says something else than the rules do. For that `texts` holds each
text against what it is about: its words and signed numbers (`wording`, by `signs` and
`said_amounts`) against statements laid flat (`deeds`), what it counts and which of two ways it
tells (`counts_said`, `branches_said`), its other numbers against what acts beside them (`numbers`,
`goes_with`, `beside`), and measures and projects by what stands in each of their levels and stages
(`level_texts`, `project_texts`). `remedies` says what to write instead. One rule: nothing that acts
asks for it; a deck runs without this room.
"""
