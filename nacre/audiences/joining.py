"""Joins audiences to viewers: a viewer learns once which audiences include it."""

from nacre.audiences.models import Audience
from nacre.members.viewer import Viewer, finishers


def learn_audiences(viewer: Viewer) -> Viewer:
    """The viewer, knowing the audiences that include it."""
    return viewer.with_audiences(Audience.objects.including(viewer))


def join_viewer() -> None:
    """Register once; start-up may run twice in tests."""
    if learn_audiences not in finishers:
        finishers.append(learn_audiences)
