"""The facilitator's console: what is typed there, and what comes of it.

One rule: a word of the console is a function of a session, and what it needs to be told more it
gives back as a question; nothing has happened before that is answered. So `words` is one table, the
screens and plain text show the same lines, and an empty line gives anything up.
"""
