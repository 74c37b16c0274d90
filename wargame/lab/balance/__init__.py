"""Is a deck fair, exciting, and a matter of choices?

One rule: what is said is said of the players who played, so they are named with it; players who
look ahead tell the most. `uses` lists what things may be put to, `played` watches one game,
`course` reads how it went, `restricted` plays it again without one thing, `variance` says what
points hang on, `summary` adds games up, `study` puts all together.
"""
