"""A table in linear text, for pipes, screen readers and people who like it so.

One rule: everything said here comes from `told`, in lines of 80 columns.
"""
