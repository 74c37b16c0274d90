"""What does a deck's text mean? From nouns and one-line texts to a `Program`.

`names` and `parse` know the language, `deck_names` which names a deck has, `reader` reads one text
at a time and gathers what all have in common. On it stand small readers, each given the ones it
asks and none the heir of another: `effects` what happens (with `choices`, `groups` and `scales`),
`abilities` when and for what, and one for each list of a deck, called like it: `cards`, `measures`,
`rules`, `fronts`; `bargains` the deals, `claims` what is measured, `roles` what stands for what.
`build` makes them and puts what they read together; `known` saves reading again what a variant has
in common with its deck; `language` prints what there is for authors. One rule: faults are gathered
with their places, never raised one by one. What is merely odd is said in `lint`.
"""
