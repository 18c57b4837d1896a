"""What Wagtail's own pages about accounts change must reach the directory and the viewers."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from nacre.members.actions import refresh_directory
from nacre.members.models import EmailDomain, Membership, User
from nacre.members.viewer import forget


@hooks.register("after_edit_user")
def follow_account(request: HttpRequest, user: User) -> None:
    """A new name, or an account that was closed, shows at once in every community."""
    for membership in Membership.objects.filter(user=user):
        refresh_directory(membership)
        forget(user.pk, membership.community_id)


class EmailDomains(SnippetViewSet):
    """What domains say: edited by operators, for the whole installation."""

    model = EmailDomain
    menu_label = "E-mail domains"
    icon = "mail"
    list_display = ["domain", "sort", "organisation", "expires_on"]
    list_filter = ["sort"]
    search_fields = ["domain", "organisation"]


register_snippet(EmailDomains)
