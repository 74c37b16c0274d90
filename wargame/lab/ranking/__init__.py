"""Who plays better?

One rule: whoever is compared sat in the same seat on the same luck.
"""
