"""`wargame save`: look after saves."""

from __future__ import annotations

from wargame.cli.group import Lazy

save = Lazy(
    name="save",
    help="List, check, mend, pass on, rename and delete saves.",
    table={
        "list": ("wargame.cli.save_read:list_saves", "Which saves there are."),
        "verify": ("wargame.cli.save_read:verify_save", "Is a save sound? See its exit codes."),
        "repair": ("wargame.cli.save_write:repair_save", "The sound part of a save, as a new one."),
        "export": ("wargame.cli.save_write:export_save", "A save as one seat may have it."),
        "branch": ("wargame.cli.save_branch:branch_save", "A new game that leaves a kept one."),
        "migrate": ("wargame.cli.save_write:migrate_save", "A save in this version's form."),
        "rename": ("wargame.cli.save_write:rename_save", "Give a save another name."),
        "delete": ("wargame.cli.save_write:delete_save", "Remove a save."),
    },
)
