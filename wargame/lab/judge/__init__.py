"""Is a claim of the registration carried by play, or by how it was counted?

Section by section: `reach`, `counted`, `definition` and `by_play` find what is true by definition
(3); `placebo` and `benches` make the decks of the controls (4); `sums`, `bootstrap`, `holm`,
`doses` and `claim_tests` test the rows of `claims_table`, and `judging` brings them to `verdict`
(5); `cells`, `freeze`, `looks`, `stored` and `deviations` are the procedure (6).

One rule: the five verdict words are made in `verdict` alone, from stored games alone, and only
with a freeze and the nonce of its custodian. Whatever else measures shows values.
"""
