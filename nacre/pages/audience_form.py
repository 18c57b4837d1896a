"""An audience at the desk: its rule as boxes to tick, and who gains or loses before it is saved."""

import hashlib
import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.audiences import rules
from nacre.audiences.models import Audience
from nacre.audiences.preview import Preview, preview_rule
from nacre.components import registry
from nacre.members import professions
from nacre.members.interests import interests_of
from nacre.members.models import Membership
from nacre.members.permissions import can_moderate
from nacre.members.viewer import Viewer
from nacre.pages.row_form import CommunityRowForm

LEVELS = [
    (0, _("Any member")),
    (1, _("E-mail address confirmed")),
    (2, _("We know where they work")),
    (3, _("Register checked")),
    (4, _("Register checked, and known to the body")),
]


def ticks(label: Any, **how: Any) -> forms.MultipleChoiceField:
    """One condition of a rule: any of those that are ticked."""
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, widget=widget, **how)


class AudienceForm(CommunityRowForm):
    """A changed rule is shown with what it does first, and saved when it is sent once more."""

    everyone = forms.BooleanField(
        label=_("Everyone, visitors too"),
        required=False,
        help_text=_("Then nothing below counts."),
    )
    tiers = ticks(_("Tiers"), help_text=_("None ticked: full members, guests and in-house staff."))
    professions = ticks(_("Professions"), help_text=_("None ticked: all."))
    roles = ticks(_("Roles"), help_text=_("None ticked: all."))
    interests = ticks(_("Interests"), help_text=_("None ticked: whatever their interests."))
    min_level = forms.TypedChoiceField(label=_("Verified"), coerce=int, choices=LEVELS)
    component_rule = forms.ChoiceField(label=_("Rule of a component"), required=False)
    instance: Audience
    preview: Preview | None = None
    previewed = ""  # which change the preview is of

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = self.instance.community
        self.fields["slug"].disabled = bool(self.instance.pk)
        offered = {
            "tiers": Membership.Tier.choices,
            "professions": professions.choices(),
            "roles": professions.ROLES.items(),
            "interests": [(i.slug, i.label) for i in interests_of(self.community).values()],
            "component_rule": [("", _("None")), *self._component_rules()],
        }
        rule = self.instance.rule
        for name, choices in offered.items():
            self.fields[name].choices = _with_kept(choices, rule.get(name, []))
        for name in rules.KEYS & set(rule):
            self.fields[name].initial = rule[name]

    def clean(self) -> dict[str, Any]:
        """Hold a changed rule back until whoever changes it has seen what it does."""
        said = super().clean()
        if self.errors:
            return said
        rule, old = self._rule(said), self.instance.rule if self.instance.pk else None
        if _told(rule) != _told(old):
            self.previewed = hashlib.sha256(f"{_told(old)} {_told(rule)}".encode()).hexdigest()
            if self.data.get("previewed") != self.previewed:
                self.preview = preview_rule(self.community, before=old, after=rule)
                self.add_error(
                    None,
                    _(
                        "Nothing is saved yet. See below who gains and loses access; then save again."
                    ),
                )
        said["rule"] = rule
        return said

    def save(self, commit: bool = True) -> Audience:
        """With the rule that the boxes say."""
        self.instance.rule = self.cleaned_data["rule"]
        return super().save(commit)

    @property
    def may_see_names(self) -> bool:
        """Whether who looks is a moderator here."""
        return can_moderate(Viewer.of(self.for_user, self.community))

    def _rule(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["everyone"]:
            return {"everyone": True}
        return {name: said[name] for name in sorted(rules.KEYS - {"everyone"}) if said[name]}

    def _component_rules(self) -> list[tuple[str, str]]:
        found = registry.contributions("audience_rule", self.community.enabled)
        return [(f"{c.slug}.{rule.method}", f"{c.name}: {rule.label}") for c, rule in found]


def _with_kept(choices: Any, kept: list[str] | str) -> list[tuple[str, Any]]:
    """The choices, and what the rule says already and we no longer know: it must not get lost."""
    found = list(choices)
    values = [kept] if isinstance(kept, str) else kept
    return found + [(value, value) for value in values if value not in dict(found)]


def _told(rule: dict[str, Any] | None) -> str:
    """A rule as text that is the same for the same rule."""
    if rule is None:
        return ""
    plain = {name: sorted(v) if isinstance(v, list) else v for name, v in rule.items()}
    return json.dumps(plain, sort_keys=True)
