"""Members keep a question to the directory, say whether to hear of new answers, and drop it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.actions.profiles import own_membership
from nacre.members.directory import Question, who_fits
from nacre.members.models import Membership, SavedSearch
from nacre.members.models.saved_search import MOST_KNOWN
from nacre.members.permissions import can_change_search, can_save_searches
from nacre.members.saved_searches import question_in
from nacre.members.viewer import Viewer

MOST = 20  # saved searches of one member in one community


@transaction.atomic
def save_search(*, question: Question, name: str, alert: str, by: Viewer) -> SavedSearch:
    """A member keeps what they asked; the same question again is kept once, as it is now wanted."""
    if not can_save_searches(by):
        raise PermissionDenied(_("Saved searches are for members who may open the directory."))

    mine = SavedSearch.objects.own(by)
    membership = own_membership(by)  # locked, so that nobody keeps one too many
    search = mine.filter(query=question.query).first()
    if search is None and mine.count() >= MOST:
        raise ValidationError(
            _("You have %(most)d saved searches, as many as one can keep. Delete one first.")
            % {"most": MOST}
        )
    search = search or SavedSearch(membership=membership, query=question.query)
    search.community, search.name, search.alert = membership.community, name, alert
    _begin(search, by)
    search.save()
    record("saved_search.kept", viewer=by, object=f"membership:{membership.pk}")
    return search


@transaction.atomic
def change_search(*, search: SavedSearch, name: str, alert: str, by: Viewer) -> None:
    """A member gives a saved search another name, or hears of it from now on, or no longer."""
    if not can_change_search(by, search):
        raise PermissionDenied(_("You can change your own saved searches, and nothing else."))

    had_alert = search.is_weekly
    search.name, search.alert = name, alert
    if search.is_weekly and not had_alert:
        _begin(search, by)
    elif not search.is_weekly:
        search.known = []
    search.save()
    record("saved_search.kept", viewer=by, object=f"membership:{search.membership_id}")


def _begin(search: SavedSearch, by: Viewer) -> None:
    """Whoever fits now is known; only who comes after them will be new."""
    fitted, known = who_fits(by, question_in(search.query), MOST_KNOWN)
    search.look(fitted, known, at=timezone.now())
    if search.is_weekly and search.is_too_wide:
        raise ValidationError(
            _(
                "More than %(most)s colleagues fit, too many to tell who is new. "
                "Narrow your search down, or keep it without letters."
            )
            % {"most": f"{MOST_KNOWN:,}"}
        )


@transaction.atomic
def delete_search(*, search: SavedSearch, by: Viewer) -> None:
    """A member no longer keeps a question."""
    if not can_change_search(by, search):
        raise PermissionDenied(_("You can change your own saved searches, and nothing else."))

    search.delete()
    record("saved_search.deleted", viewer=by, object=f"membership:{search.membership_id}")


@transaction.atomic
def stop_alerts(*, membership: Membership) -> None:
    """No more letters about saved searches; asked for by the link in one of them."""
    membership.saved_searches.weekly().update(alert=SavedSearch.Alert.NEVER, known=[])
