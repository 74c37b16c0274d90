"""What does an act do? Trials: two games that are one up to a point, and differ in one act.

One rule: luck alone chooses where they part, and nothing but the orders of each arm tells them
apart; up to there they are one game, played once.
"""
