"""How somebody saves a search in the tests."""

from nacre.members.actions import save_search
from nacre.members.models import SavedSearch
from nacre.members.saved_searches import question_in

NURSES = "profession=nurse"


def keep(person, query=NURSES, name="Nurses", alert="weekly") -> SavedSearch:
    """A search that somebody saved."""
    return save_search(question=question_in(query), name=name, alert=alert, by=person.viewer)
