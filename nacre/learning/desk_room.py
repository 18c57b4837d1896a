"""The room of the desk where editors see how their courses do."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nacre.editorial.rooms import Room, add_room
from nacre.learning.models import QuestionFigures
from nacre.learning.permissions import can_look_after_learning
from nacre.learning.to_look_at import courses_in_doubt
from nacre.members.viewer import Viewer


def may_enter(by: Viewer) -> bool:
    """Editors of communities that have a Learning Zone."""
    has_zone = by.community is not None and "learning" in by.community.enabled
    return has_zone and can_look_after_learning(by)


def said(by: Viewer) -> tuple[str, str]:
    """What is in it, and how many questions and courses wait to be looked at."""
    found = _("How courses do, and which questions to mend")
    if by.community is None:
        return str(found), ""
    waits = QuestionFigures.objects.of(by.community).weak().count()
    waits += len(courses_in_doubt(by.community))
    told = ngettext("%(n)s to look at", "%(n)s to look at", waits) % {"n": waits}
    return str(found), told if waits else ""


add_room(
    Room("learning", _("Learning"), "learning:desk", "form", may_enter, said=said),
    before="packages",
)
