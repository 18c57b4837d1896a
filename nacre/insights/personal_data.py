"""What insights holds about people."""

from nacre.insights.own_activity import activity_of, count_activity_of
from nacre.privacy.holdings import AtErasure, hold, hold_elsewhere

hold(
    "insights.ReportRecipient", "Reports you receive", "To tell you when one is ready.",
    person=("user",),
)  # fmt: skip
hold(
    "insights.ReportRelease", "Reports released to you", "The record of what was given to whom.",
    person=("user",), at_erasure=AtErasure.DETACHED, shown=("report", "released_at"), order=40,
)  # fmt: skip
hold_elsewhere(
    "Pages you opened and what you did",
    "Counted under a key that is not your name, and looked up to tell you when a paper behind a page "
    "that you opened is retracted. When your account goes, nothing leads from the key "
    "to you any more.",
    count=count_activity_of, read=activity_of, at_erasure=AtErasure.DETACHED,
)  # fmt: skip
