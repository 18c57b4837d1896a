"""How learning is called on the forms, and which category it is in until the member says otherwise."""

from collections.abc import Mapping
from typing import Any

METHODS = {
    "reading": "Independent learning: reading online",
    "reviewing": "Reviewing a paper",
    "discussing": "Discussion with colleagues online",
    "event": "Meeting or course attended",
    "teaching": "Teaching colleagues",
    "course": "Online course",
    "rating": "Appraising new papers",
    "sign_off": "Clinical review of an article",
    "interview": "Interview for colleagues",
    "own": "Independent learning",
}
CATEGORY = {"event": "external", "teaching": "internal"}
# Whether there is somebody else in it, in the usual case; the member says how it was.
WITH_OTHERS = frozenset({"discussing", "event", "teaching"})
PARTICIPATORY = (
    "Participatory means that you learnt together with other professionals: you asked, answered or "
    "discussed. Reading and working through a course alone is not."
)


def method_of(source: str) -> str:
    """The words on the form."""
    return METHODS.get(source, METHODS["own"])


def category_of(source: str, approval: Mapping[str, Any]) -> str:
    """External what a college approved or somebody else ran; personal what one does alone."""
    said = str(approval.get("category") or "")
    if said in {"external", "internal", "personal"}:
        return said
    return "external" if approval.get("code") else CATEGORY.get(source, "personal")
