"""What an editor may do with a page in the admin, beyond what groups say."""

from wagtail.models import PagePermissionTester


class PageRights(PagePermissionTester):
    """Wagtail's rights, with our two rules on publishing.

    Pages that need a sign-off are published by it and by nothing else, whoever asks; and no page
    is published in the act of adding or copying it, so that this rule has no way round. The same
    rule stands below the admin, in publishing.py.
    """

    def can_publish(self) -> bool:
        """Directly, without a sign-off."""
        return super().can_publish() and not self.page.needs_sign_off

    def can_publish_subpage(self) -> bool:
        """In the act of adding or copying one."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Wagtail's own privacy would be a second gate beside audiences: nobody."""
        return False
