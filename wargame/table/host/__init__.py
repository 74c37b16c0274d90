"""Who hosts a sitting? Setting up, seating, keeping, going back.

One rule: a host decides nothing in the game; it asks whoever sits there and hands in the answer.
"""
