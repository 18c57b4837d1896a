"""May they?"""

from nacre.members.viewer import Viewer
from nacre.questions.models import Bank


def can_write_questions(by: Viewer) -> bool:
    """The editors of a community, in person; nobody who is here for a company."""
    is_in_person = not by.impersonated_by and not by.is_sponsor
    return by.community is not None and by.is_editor and is_in_person


def can_write_in(by: Viewer, bank: Bank) -> bool:
    """The same, in their own community."""
    is_here = by.community is not None and by.community.pk == bank.community_id
    return is_here and can_write_questions(by)
