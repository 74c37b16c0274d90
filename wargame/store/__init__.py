"""What is kept?

One rule: a move is acknowledged only when it is on the disk, and nothing acknowledged is ever
removed. A save is one file that grows by whole lines: `storage` is the one door to the disk,
`chain` the lines and their hashes, `lines` what they say, `save` the file as it is read, `savefile`
as it grows, `writer` off the screen's thread. `verify`, `repair`, `export`, `migrate` and `names`
look after saves; `fair` and `compare` say of a finished game whether its luck is the seed's and its
views its own.

What is worked out once on a machine is kept as well, and taken only while it fits (`cache`,
`built`, `fingerprint`): rules as they were read (`known_rules`, `known_decks`, `known_code`) or
`compiled`, habits that players have `learned`. So is what a person has chosen and learned: `own`,
`settings`, `progress`; `folders` tells where. `replay` and `results` tell saves again, `matches`
is the door for programs.

Why a chained log of lines and no database: a file that somebody mails, edits, cuts or merges
must still tell exactly what is sound in it, a person must be able to read and diff it, and
opening it must run nothing. Why salted commitments: a hash over a face-down card gives the card
away to whoever tries all cards. Whoever can read a save can read everything in it; `export`
makes the file that one seat may have.
"""
