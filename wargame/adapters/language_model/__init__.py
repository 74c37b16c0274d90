"""A language model in a seat: a program of the `cmd:` protocol that asks one.

Each question is whole in itself: the rules, the seat's brief, what has happened since it last
chose, board and hand as people get them in text, every way on with what it would change, and the
reasons that it gave before. So nothing hangs on what a model remembers, and a kept game goes on
with any other. It answers with the number of a way and the reason, which the record keeps.
"""
