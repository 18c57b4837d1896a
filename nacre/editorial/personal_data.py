"""What editorial holds about people."""

from nacre.privacy.holdings import AtErasure, hold

hold(
    "editorial.ToolkitRegistration", "Toolkits you work with",
    "So that you hear of a new version.", person=("membership__user",),
)  # fmt: skip
hold(
    "editorial.ClinicalEditor", "Your place on the editorial board",
    "Readers must be able to see who answered for what was published, and what they had declared; "
    "it is cut from your account and stays with your name. Talk to the operator to end it.",
    person=("user",), at_erasure=AtErasure.DETACHED,
)  # fmt: skip
hold(
    "editorial.InterviewAnswer", "What you said about interviews with you",
    "So that an interview leads to your profile only with your yes.",
    person=("membership__user",), order=40,
)  # fmt: skip
hold(
    "editorial.InterviewPage", "Interviews with you",
    "What you approved stays published with your name; it no longer leads to you. Talk to the "
    "operator to have it taken down.",
    person=("interviewee__user",), at_erasure=AtErasure.DETACHED, shown=("title", "approved_on"),
    order=40,
)  # fmt: skip
