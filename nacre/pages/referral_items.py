"""Pages that a member sends along with an invitation."""

from nacre.communities.models import Community
from nacre.members.referral_items import Item, finders
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage


def page_item(community: Community, path: str) -> Item | None:
    """A published piece, with its standfirst only where visitors may read it."""
    root = community.site.root_page
    page = (
        BasePage.objects.listable_to(Viewer.anonymous(community))
        .filter(url_path=f"{root.url_path.rstrip('/')}{path}")
        .select_related("audience")
        .first()
    )
    if page is None:
        return None
    is_open = BasePage.objects.visible_to(Viewer.anonymous(community)).filter(pk=page.pk).exists()
    piece = page.specific
    return Item(
        path=path,
        title=page.title,
        kind=str(getattr(piece, "kind_label", "")),
        summary=getattr(piece, "standfirst", "") if is_open else "",
    )


finders.append(page_item)
