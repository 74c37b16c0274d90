"""What are people shown?

One rule: everything shown of a position comes from a `SeatState`, and everything shown of the
past from the match's log through `seen_by`. So nothing on a screen can give away the other
hand. No toolkit here: `plain` is linear text, and the screens of other rooms build on the same
view models.
"""
