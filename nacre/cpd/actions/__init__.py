"""What happens in the ledger. `propose`, `withdraw` and `note_on_pages` are for other apps."""

from nacre.cpd.actions.deciding import accept_entries, reject_entries
from nacre.cpd.actions.keeping import forget_old
from nacre.cpd.actions.noting import note_on_pages
from nacre.cpd.actions.planning import change_plan
from nacre.cpd.actions.proposing import propose, withdraw
from nacre.cpd.actions.reading import propose_reading
from nacre.cpd.actions.records import delete_record, keep_record
from nacre.cpd.actions.reflecting import delete_reflection, write_reflection
from nacre.cpd.actions.taking import take_export
from nacre.cpd.actions.writing import add_entry, delete_entry, edit_entry

__all__ = [
    "accept_entries",
    "add_entry",
    "change_plan",
    "delete_entry",
    "delete_record",
    "delete_reflection",
    "edit_entry",
    "forget_old",
    "keep_record",
    "note_on_pages",
    "propose",
    "propose_reading",
    "reject_entries",
    "take_export",
    "withdraw",
    "write_reflection",
]
