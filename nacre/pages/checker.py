"""What the editor's preview checks a page for, besides what editorial reads in its text (editorial/accessible.py).

Wagtail runs axe in the preview; it looks at what the editor wrote, not at the frame around it.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

OURS = {
    "image-alt": {
        "error_name": _("A picture without a text alternative"),
        "help_text": _("Say what it shows, beside the picture or in the library"),
    },
    "link-in-text-block": {
        "error_name": _("A link that only its colour tells from the text"),
        "help_text": _("Links are underlined: take the formatting off"),
    },
    "td-headers-attr": {
        "error_name": _("A cell that belongs to no heading"),
        "help_text": _("Give each column and row its heading"),
    },
}
NOT_OURS = {
    "empty-meta-description",
    "frame-title",
}  # the standfirst stands in; there are no frames


class PageChecks(ContentCheckerItem):
    """The rules that fit our pages, on the text of the page alone."""

    axe_include = ["main"]
    axe_run_only = [
        *(rule for rule in ContentCheckerItem.axe_run_only if rule not in NOT_OURS),
        *OURS,
    ]
    axe_messages = ContentCheckerItem.axe_messages | OURS
