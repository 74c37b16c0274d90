"""What a review tells of one game, a module for each part of it."""
