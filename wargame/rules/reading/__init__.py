"""What does a deck's text mean? From nouns and one-line texts to a `Program`.

`names` and `parse` know the language, `reader` reads one text at a time, `effects` what happens,
`nouns` each list of the deck, `bargains` the deals, `claims` what is measured, `roles` what stands
for what; `known` saves reading again what a variant has in common with its deck. `build` puts them
together. `check` tells what is wrong or merely odd. One rule: faults are gathered with their
places, never raised one by one.
"""
