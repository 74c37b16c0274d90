"""The public table in large type, for a projector: each part of it as rows."""
