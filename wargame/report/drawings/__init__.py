"""One chart each: where its rows, bars, curves or lines stand, of the same shapes and scales."""
