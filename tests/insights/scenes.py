"""Ways to write a line of activity in a test."""

from datetime import UTC, datetime, timedelta


def moment(text: str, seconds: float = 0) -> str:
    """A moment in UTC, some seconds later."""
    return (datetime.fromisoformat(text).astimezone(UTC) + timedelta(seconds=seconds)).isoformat()


def opened(at: str, visitor: str = "v1", page: str = "page:1", **more) -> dict:
    """Somebody opened a page."""
    who = {} if "member" in more else {"visitor": visitor}
    return {"time": at, "kind": "page.opened", "object": page, **who, **more}


def beat(at: str, visitor: str = "v1", **more) -> dict:
    """Somebody was reading."""
    who = {} if "member" in more else {"visitor": visitor}
    return {"time": at, "kind": "page.engaged", **who, **more}


def joined(at: str, member: str, **more) -> dict:
    """A membership became active."""
    return {"time": at, "kind": "member.joined", "member": member, **more}


def left(at: str, member: str) -> dict:
    """A membership ended."""
    return {"time": at, "kind": "member.left", "member": member}
