"""How does it look on a screen?

One rule: a screen shows a `Scene`, and decides nothing. A scene holds one seat's `SeatState`,
so no widget can give away what the seat may not see. Widgets get rows of text from
`table.panes`, send messages up, and leave their looks to the `.tcss` files beside them.

Why we draw our own panes: the toolkit's lists fail at width 0, its footer leaks, its labels
read `[MIN]` as markup, and none of them filters escape sequences. A pane draws spans of text
that passed the gate, line by line, and repaints only the lines that changed.
"""
