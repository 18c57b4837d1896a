"""Whom an editor may look at a draft as: readers who do not exist, each a viewer made for a preview.

They have no account and no membership, so nothing personal of anybody is theirs to see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nacre.members.models import Membership
from nacre.members.professions import described
from nacre.members.viewer import Viewer

if TYPE_CHECKING:
    from nacre.pages.models import BasePage

Tier = Membership.Tier
VERIFIED = 3  # on the register, and it is them


@dataclass(frozen=True)
class Persona:
    """A kind of reader: how the list of previews calls it, and what a page may ask about them."""

    name: str
    label: Any = ""
    profession: str = ""
    role: str = ""


MEMBER = Persona("member", gettext_lazy("A member it is for"))
OUTSIDER = Persona("outsider", gettext_lazy("A member it is not for"))
VISITOR = Persona("visitor", gettext_lazy("A visitor"))
ALWAYS = (MEMBER, OUTSIDER, VISITOR)


def reader(profession: str, role: str = "") -> Persona:
    """A member of a profession, for pages that speak to professions."""
    who = described(profession, role)
    who = who if who.isupper() else who[:1].lower() + who[1:]
    label = _("A reader: %(who)s") % {"who": who}
    return Persona(role or profession, label, profession, role)


def named(name: str, personas: Iterable[Persona]) -> Persona:
    """The persona of a name; a name that nobody has is the first."""
    return next((one for one in personas if one.name == name), MEMBER)


def viewer_of(persona: Persona, page: "BasePage") -> Viewer:
    """A persona as a viewer of the page's community."""
    if persona == VISITOR:
        return Viewer.anonymous(page.community)
    rule, own = page.audience.rule, frozenset({page.audience_id})
    if persona == MEMBER:
        made = Viewer.imagined(page.community, **_fitting(rule))
        return made.with_audiences(made.audience_ids | own)
    if persona == OUTSIDER:
        made = Viewer.imagined(page.community, tier=Tier.LEARNING_ZONE_ONLY, level=1)
        return made if rule.get("everyone") else made.with_audiences(made.audience_ids - own)
    return Viewer.imagined(
        page.community,
        tier=Tier.FULL,
        level=VERIFIED,
        profession=persona.profession,
        role=persona.role,
    )


def _fitting(rule: dict[str, Any]) -> dict[str, Any]:
    """Somebody whom a rule is about; of no profession in particular where it names none or several."""
    professions, tiers = rule.get("professions") or [], rule.get("tiers") or [Tier.FULL]
    return {
        "tier": Tier.FULL if Tier.FULL in tiers else tiers[0],
        "level": max(VERIFIED, rule.get("min_level", 0)),
        "profession": professions[0] if len(professions) == 1 else "",
    }
