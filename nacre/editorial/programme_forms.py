"""Giving sessions of a programme out at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import Community
from nacre.editorial.assignments import reporters_of
from nacre.editorial.models import ConferenceSession
from nacre.members.models import Membership

NOBODY = "nobody"


class AssignForm(forms.Form):
    """Which sessions, and who reports from them."""

    reporter = forms.ChoiceField(label=_("Who reports from the ticked sessions?"))
    sessions = forms.ModelMultipleChoiceField(
        queryset=ConferenceSession.objects.none(),
        error_messages={"required": _("Tick the sessions first.")},
    )

    def __init__(self, *args: Any, community: Community, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.key): one for one in reporters_of(community)}
        named = [(key, one.user.name or one.user.email) for key, one in self.people.items()]
        choices = [("", _("Choose")), *named, (NOBODY, _("Nobody any more"))]
        self.fields["reporter"].choices = choices  # type: ignore[attr-defined]
        self.fields["sessions"].queryset = sessions  # type: ignore[attr-defined]

    def clean_reporter(self) -> Membership | None:
        """The membership that was chosen."""
        return self.people.get(self.cleaned_data["reporter"])
