"""How does a match run?

One rule: a match adds nothing to the game. It asks whoever is to move, lets the dealer answer
for CHANCE, applies what they say and writes it down. Everything uncertain becomes an action in
the record, so a replay needs no player, no dealer and no seed.
"""
