"""What many games came to, as people read it.

One rule: a report is a value, made of paragraphs and tables; only `typeset` knows how wide a
column is drawn or how Markdown looks. So a command, a screen and a file say the same.
"""
