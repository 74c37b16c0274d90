"""Decks in which a claim has nothing to stand on: the negative controls of the registration.

`spelled` writes loops out, `wires` lists what a deck writes, `rewired` deals it anew, `relabelled`
exchanges the measures that rules read, `blank` empties the cards, `neutral` takes the points off
levels. `made` puts such a deck into a
folder, so that it is a deck like any other: every study plays it, and anybody can read it.
"""
