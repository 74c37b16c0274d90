"""Who hosts a sitting? The match, who sits there, what they have been shown, and its shelf.

One rule: a host never draws; a screen or a console asks it for a `Scene` and shows that. What is
hidden in a match stops here: nobody behind this room reads a match, and a test sees to it.
"""
