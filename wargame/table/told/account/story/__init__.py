"""The story of a game in some sentences: what it rests on, its frame, what happened in it."""
