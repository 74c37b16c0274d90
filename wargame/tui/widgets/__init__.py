"""What are screens made of? Bars and panes that we draw ourselves, and forms.

One rule: a widget gets what it shows from above, past the gate, and sends messages up.

Why we draw our own panes: the toolkit's lists fail at width 0, its footer leaks, its labels
read `[MIN]` as markup, and none of them filters escape sequences. A pane draws spans of text
that passed the gate, line by line, and repaints only the lines that changed. What people type,
choose and tick is asked by the toolkit's own fields, in `fields`.
"""
