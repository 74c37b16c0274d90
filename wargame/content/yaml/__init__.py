"""What does the text of a file say? Plain data with places, or faults.

One rule: what a reader of the file would not expect is refused. `files` takes the bytes, `events`
builds the data, and the others each refuse one kind of surprise. It reads only what a deck needs;
see the rule of `wargame.content`.
"""
