"""What do numbers tell, and how surely?

One rule: numbers go in, and what they tell comes out with its interval; no game is known here.
"""
