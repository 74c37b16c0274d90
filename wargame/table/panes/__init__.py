"""The panes of a table as rows of text: what each one tells at a given width and height.

One rule: a pane is a function of a `Scene` and a size. More room means more told, never just
more space between.
"""
