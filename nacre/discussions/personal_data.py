"""What discussions hold about people."""

from nacre.discussions.actions import forget_author
from nacre.privacy.holdings import AtErasure, hold

hold(
    "discussions.Post", "What you wrote in discussions",
    "For those who read and answered it. Your words stay, from “Former member”; your name goes.",
    person=("membership__user",), at_erasure=AtErasure.DETACHED, erase=forget_author, order=30,
    shown=("text", "created_at", "edited_at", "hidden_because"),
)  # fmt: skip
hold(
    "discussions.Flag", "Posts you brought to a moderator",
    "The moderator's decision stays without you.", person=("flagged_by__user",),
    at_erasure=AtErasure.DETACHED, shown=("kind", "note", "flagged_at"), order=40,
)  # fmt: skip
hold(
    "discussions.ModerationDecision", "Posts you decided about",
    "The decision stays without you.", person=("decided_by__user",),
    at_erasure=AtErasure.DETACHED, shown=("decision", "reason", "decided_at"), order=40,
)  # fmt: skip
hold(
    "discussions.ThreadFollow", "Discussions you follow", "So that you hear of new posts.",
    person=("membership__user",), order=40,
)  # fmt: skip
