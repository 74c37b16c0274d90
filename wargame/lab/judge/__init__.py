"""Is a claim of the registration carried by play, or by how it was counted?

`sums` and `bootstrap` are the statistics of section 5 of the registration, `holm` and `doses` what
is decided with them, `claims_table` its eleven rows as data, `claim_tests` the tests of a row.

Its one rule: the five verdict words are made in `verdict` alone. Whatever else measures shows
values.
"""
