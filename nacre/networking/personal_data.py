"""What networking holds about people."""

from nacre.privacy.holdings import AtErasure, hold

IN_TOUCH = "So that you keep in touch with colleagues."
ASIDE = "So that you are left alone by whom you said."

hold(
    "networking.Message", "Messages you wrote",
    "For those you wrote to. They keep what you wrote, from “former member”.",
    person=("author__user",), at_erasure=AtErasure.DETACHED, order=40,
    shown=("text", "sent_at", "hidden_at"),
)  # fmt: skip
hold(
    "networking.Attachment", "Files you sent", "For those you sent them to; they go with you.",
    person=("message__author__user",), files=("file",), order=30,
)  # fmt: skip
hold(
    "networking.Participant", "Conversations you are in", IN_TOUCH, person=("membership__user",),
    order=40,
)  # fmt: skip
hold(
    "networking.Conversation", "Conversations you began", "They stay for the others.",
    person=("started_by__user",), at_erasure=AtErasure.DETACHED, shown=("started_at",), order=40,
)  # fmt: skip
hold(
    "networking.MessageFlag", "Messages you brought to a moderator",
    "The moderator's decision stays without you.", person=("flagged_by__user",),
    at_erasure=AtErasure.DETACHED, shown=("reason", "note", "flagged_at"), order=40,
)  # fmt: skip
hold(
    "networking.MessageFlag", "Messages you decided about",
    "The decision stays without you.", person=("decided_by__user",),
    at_erasure=AtErasure.DETACHED, shown=("decision", "why", "decided_at"), order=40,
)  # fmt: skip
hold("networking.Follow", "Whom and what you follow", IN_TOUCH, person=("member__user",), order=40)
hold(
    "networking.Follow", "Members who follow you", IN_TOUCH, person=("person__user",), order=40,
    is_told=False,
)  # fmt: skip
hold(
    "networking.Introduction", "Introductions you asked for or were asked to make", IN_TOUCH,
    person=("asked_by__user", "contact__user"), shown=("note", "asked_at"), order=40,
)  # fmt: skip
hold(
    "networking.Introduction", "Introductions to you", IN_TOUCH, person=("to_meet__user",),
    order=40, is_told=False,
)  # fmt: skip
hold("networking.Block", "Members you keep away", ASIDE, person=("blocked_by__user",), order=40)
hold(
    "networking.Block", "Members who keep you away", ASIDE, person=("blocked__user",), order=40,
    is_told=False,
)  # fmt: skip
hold("networking.Choices", "Who may write to you", ASIDE, person=("membership__user",), order=40)
hold(
    "networking.Dismissal",
    "Suggestions you put aside",
    IN_TOUCH,
    person=("member__user",),
    order=40,
)
hold(
    "networking.Dismissal", "Suggestions of you that others put aside", IN_TOUCH,
    person=("suggested__user",), order=40, is_told=False,
)  # fmt: skip
