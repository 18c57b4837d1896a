"""What the ledger holds about people."""

from nacre.privacy.holdings import hold

KEPT = "So that you can show what you learnt. Kept for seven years; delete or take it along at any time."

hold(
    "cpd.Entry", "Your CPD", KEPT, person=("membership__user",), order=40,
    hidden=("source_key",),
)  # fmt: skip
hold(
    "cpd.Entry_pages", "Pages that your CPD is about",
    "So that you hear if a paper behind one is retracted.",
    person=("entry__membership__user",), order=30,
)  # fmt: skip
hold(
    "cpd.Reflection", "Your reflections", f"{KEPT} Nobody but you reads them.",
    person=("membership__user",), order=30,
)  # fmt: skip
hold(
    "cpd.Record",
    "Your feedback, practice hours and discussions",
    KEPT,
    person=("membership__user",),
)
hold(
    "cpd.Plan", "What you keep your CPD for", "So that the right numbers are shown to you.",
    person=("membership__user",),
)  # fmt: skip
hold(
    "cpd.StruckOut", "Proposals that you deleted",
    "So that we do not propose them again: a mark for each, no word of what it was.",
    person=("membership__user",), shown=("struck_at",),
)  # fmt: skip
