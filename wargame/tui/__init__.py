"""How does it look on a screen?

One rule: a screen shows a `Scene`, and decides nothing. A scene holds one seat's `SeatState`,
so no widget can give away what the seat may not see. Widgets get rows of text from
`table.panes`, send messages up, and leave their looks to the `.tcss` files beside them.

The navigators alone know all screens (`navigator`, and for it `laid_over` and
`practice_navigator`); a screen asks them for the next one by the protocols of `home`, so that
nothing here needs itself and what a screen may ask for is read in one place.
"""
