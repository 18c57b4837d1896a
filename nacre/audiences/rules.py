"""What a rule of an audience says about a member. A rule that is not understood is closed."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from nacre.components import registry

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer

FULL_TIERS = ("full", "guest", "staff")
LISTS = {"professions", "roles", "interests", "tiers"}
KEYS = {*LISTS, "everyone", "min_level", "component_rule"}


def admits(rule: dict[str, Any], viewer: "Viewer") -> bool:
    """Whether an audience with this rule is open to a viewer: editors belong to every one."""
    return viewer.is_editor or viewer.is_superuser or includes(rule, viewer)


def includes(rule: dict[str, Any], viewer: "Viewer") -> bool:
    """Whether a viewer meets every condition of a rule.

    An empty rule means every active member in full. Conditions: `everyone` (visitors too),
    `professions`, `roles`, `interests` and `tiers` (any of the listed), `min_level`,
    `component_rule` ("component-slug.method").
    """
    if not set(rule) <= KEYS:
        return False
    if rule.get("everyone") is True:
        return True
    if not viewer.is_member or viewer.is_sponsor:
        return False
    return (
        viewer.tier in rule.get("tiers", FULL_TIERS)
        and _one_of(rule.get("professions"), viewer.profession)
        and _one_of(rule.get("roles"), viewer.role)
        and (not rule.get("interests") or bool(set(rule["interests"]) & set(viewer.interests)))
        and viewer.level >= rule.get("min_level", 0)
        and _component_says(rule.get("component_rule"), viewer)
    )


def problem(rule: Any) -> str:
    """What is wrong with a rule that somebody wrote, as a sentence; empty if it can be understood."""
    if not isinstance(rule, dict):
        return str(_("A rule is an object of conditions, such as {}."))
    if unknown := sorted(set(rule) - KEYS):
        return _("These are no conditions of a rule: %(names)s.") % {"names": ", ".join(unknown)}
    sorts = dict.fromkeys(LISTS, list) | {"everyone": bool, "min_level": int, "component_rule": str}
    wrong = sorted(name for name, value in rule.items() if type(value) is not sorts[name])
    wrong += [name for name in LISTS & set(rule) if not all(isinstance(v, str) for v in rule[name])]
    if wrong:
        return _("This cannot be understood: %(names)s.") % {"names": ", ".join(wrong)}
    return ""


def _one_of(allowed: list[str] | None, value: str) -> bool:
    return not allowed or value in allowed


def _component_says(name: str | None, viewer: "Viewer") -> bool:
    if not name:
        return True
    enabled = viewer.community.enabled if viewer.community else frozenset()
    for component, contribution in registry.contributions("audience_rule", enabled):
        if f"{component.slug}.{contribution.method}" == name:
            return bool(registry.call(component, contribution, viewer, strict=False))
    return False
