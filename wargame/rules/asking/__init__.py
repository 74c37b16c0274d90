"""What do the rules say to someone who asks? Why, why not, what if, and what a card does.

One rule: nothing here acts. It reads the same `Program` that is emitted as Python and puts its
answer in values that rooms further down put into words.
"""
