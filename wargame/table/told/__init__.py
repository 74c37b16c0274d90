"""What is there to tell? Every answer that people can get at a table, made once.

One rule: nothing here knows how wide a line is. An answer is a function of a `Scene` that gives
blocks, a small closed set; `plain` and `panes` set the same blocks in type.

To add an answer, or a pane: a function that gives blocks; its row in `queries`, which alone lets it
be typed in plain text; for a pane its column in `tui/screens/board`. To add a kind of block: its
class in `blocks`; the type checker then names both typesetters.
"""
