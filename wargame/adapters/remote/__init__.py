"""A table at which somebody sits at another machine: one process plays, a line leads to each seat.

One rule: every byte to a seat is made of that seat's `Scene`, and nothing that comes over a line
is believed, at either end.

Why not a second interface: whoever joins has a `JoinedTable`, of which linear text and the screens
ask what they ask of a `Sitting`, by `AtTable`; so both see the same table and read the same
sentences. Both are driven alike: a turn may say that a host is awaited, and whoever drives waits
where it may, a screen beside itself. The host is heard on a thread of its own (`heard`), so that a
lost line or a host who leaves is told while somebody thinks. What takes the match itself (replay,
rematch, the console) a joined table has not: `played_here` is None there, and says so once.

The line is TCP, and speaks lines of JSON: the messages of `wargame player protocol`, where they
fit. First each end shows that it knows the seat's token, which is never sent:

    host   {"type": "challenge", "protocol": 1, "nonce": HEX}
    guest  {"type": "proof", "nonce": HEX, "proof": HEX}
    host   {"type": "proof", "proof": HEX}  or  {"type": "bye", "what": …}

A proof is the HMAC-SHA256, by the token, of a label for whoever proves and of both nonces: see
`proof`. From there on each line begins with a seal, 32 hex digits and a blank: a HMAC of the number
of the line and of its JSON, by a key that hangs on both nonces. So a line that is changed, left
out, repeated or of another connection ends the connection. Nothing is encrypted: whoever is on the
way can read along. Between machines that do not trust their network let ssh carry it (`ssh -L`).

To whoever joins: `hello` (without seed and seconds), after its `ready` with `"wants": ["deck"]` the
`deck`, then one of

    {"type": "wait", "seat": SEAT, "moment": {…}}         somebody else is to choose
    {"type": "choose", "id": 7, "moment": {…}}            you are
    {"type": "error", "id": 7, "ask": 3, "what": …}, {"type": "done", "id": 7, "ask": 3}
    {"type": "result", "returns": {…}, "ending": …, "moment": {…}, "account": {…}, "seed": …, …}
    {"type": "bye", "what": …}, {"type": "beat"}

and from it, about the choice of that id, `{"type": "action", "id": 7, "action": "pass"}`,
`{"type": "undo", "id": 7, "ask": 3}` or `{"type": "note", "id": 7, "ask": 3, "topic": "memo",
"text": …, "role": ""}`. The last two are waited for, and counted in `ask`: they are answered by
`done` or `error` with the same number, and by nothing else, unless a `wait` or the end has come
before it. An `error` without that number is about an action.
In `result` stand `seed` and `secret`, what luck hung on, or 0 and nothing with `"is_shut": true`:
then another game goes on by the same luck.
A moment is what a screen gets (`moment`): `state` as in `choose` of the protocol, and `news`, the
moves that are new on this connection, each with the writes that the seat may see, from the place
`first` on.
"""
