"""How does it look on a screen?

One rule: a screen shows a `Scene`, and decides nothing. A scene holds one seat's `SeatState`,
so no widget can give away what the seat may not see. Widgets get rows of text from
`table.panes`, send messages up, and leave their looks to the `.tcss` files beside them.

`app` alone knows all screens; they ask it for the next one by `home`, a protocol, so that
nothing here needs itself and what a screen may do is read in one place.
"""
