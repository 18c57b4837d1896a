"""The kinds of activity that the platform itself knows, and what they say."""

from nacre.components import registry

PAGE_OPENED = "page.opened"
PAGE_REFUSED = "page.refused"
PAGE_ENGAGED = "page.engaged"
SEARCH_MADE = "search.made"
RESOURCE_DOWNLOADED = "resource.downloaded"
TOOLKIT_REGISTERED = "toolkit.registered"
MEMBER_JOINED = "member.joined"
MEMBER_LEFT = "member.left"

KINDS = {
    PAGE_OPENED: "A page was shown to somebody.",
    PAGE_REFUSED: "A page was closed to somebody, who was told why and how to get in.",
    PAGE_ENGAGED: "Somebody was reading: a heartbeat of 15 seconds, or a line with its seconds.",
    SEARCH_MADE: "Somebody searched; the line has the query and the number of results.",
    RESOURCE_DOWNLOADED: "A file was downloaded.",
    TOOLKIT_REGISTERED: "A member registered for a toolkit.",
    MEMBER_JOINED: "A membership became active.",
    MEMBER_LEFT: "A membership ended or lapsed.",
    "member.verified": "A moderator confirmed a professional registration.",
    "referral.sent": "A member invited a colleague.",
    "referral.accepted": "An invited colleague joined.",
    "link.followed": "Somebody followed a link to another site.",
    "course.started": "A member began a learning module.",
    "course.completed": "A member completed a learning module.",
}

# What happens to somebody who is not there, or shows no content: no part of a visit.
NOT_A_VISIT = ("member.", PAGE_REFUSED)
# Besides opening a page, these make a member active in a month.
LEARNING_AND_DISCUSSION = ("course.", "module.", "attempt.", "thread.", "post.")


def known_kinds() -> set[str]:
    """Every kind that may be recorded: ours and those that components declare."""
    declared = {a.kind for component in registry.installed() for a in component.activities}
    return declared | set(KINDS)
