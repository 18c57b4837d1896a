"""What pages holds about people."""

from nacre.privacy.holdings import AtErasure, hold

hold(
    "pages.ReadingPlace", "How far you came in a page", "So that you can read on where you stopped.",
    person=("membership__user",),
)  # fmt: skip
for _model, _label in (
    ("pages.CommunityImage", "Pictures you added"),
    ("pages.CommunityDocument", "Documents you added"),
):
    hold(
        _model, _label, "They stay; who added them is taken off.", person=("uploaded_by_user",),
        at_erasure=AtErasure.DETACHED, shown=("title", "created_at"),
    )  # fmt: skip
