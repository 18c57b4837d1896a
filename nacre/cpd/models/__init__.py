"""What members learnt: entries of the ledger, reflections, further records, and their plan."""

from nacre.cpd.models.entry import Entry, StruckOut
from nacre.cpd.models.plan import Plan
from nacre.cpd.models.reflection import Record, Reflection

__all__ = ["Entry", "Plan", "Record", "Reflection", "StruckOut"]
