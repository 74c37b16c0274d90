"""Who decides when nobody sits there?

One rule: a player sees its `SeatState` and nothing else. What it cannot know it redraws with
`game.resample`, on a stream of its own.
"""
