"""What must be so before a page appears: rules of the floors above, asked at every publishing.

They are asked where a page is saved as published or a revision is given its hour, below the admin
and its permissions, so that no button, bulk action, API or command goes round them.
"""

from collections.abc import Callable
from typing import Any

Rule = Callable[[Any, Any], None]  # given the page and the revision; raises to refuse
_rules: list[Rule] = []


def before_publishing(rule: Rule) -> Rule:
    """Register a rule; it raises a PermissionDenied with a sentence to refuse."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def ask_the_rules(page: Any, revision: Any) -> None:
    """Ask every rule about a revision that is about to appear, or to be given its hour."""
    for rule in _rules:
        rule(page, revision)


def is_being_published(page: Any) -> bool:
    """Whether saving a page as it is in memory would publish a revision."""
    if not (page.pk and page.live and page.live_revision_id and page.last_published_at):
        return False
    same = type(page)._base_manager.filter(
        pk=page.pk,
        live=True,
        live_revision=page.live_revision_id,
        last_published_at=page.last_published_at,
    )
    return not same.exists()
