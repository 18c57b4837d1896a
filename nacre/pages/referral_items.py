"""Pages that a member sends along with an invitation."""

from collections.abc import Iterator

from nacre.communities.models import Community
from nacre.members.models import QuietAddress, Referral
from nacre.members.referral_items import Item, finders
from nacre.members.viewer import Viewer
from nacre.pages.mailings import Mailed, mailed_by
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


@mailed_by
def by_invitation(community: Community, paths: dict[str, int]) -> Iterator[Mailed]:
    """Whoever was invited to read a page: the member they became, or the address while it is kept."""
    sent = Referral.objects.filter(community=community, item_path__in=paths, refused_at=None)
    quiet = QuietAddress.objects.values("address_hash")
    for referral in sent.exclude(address_hash__in=quiet):
        if referral.membership_id or (referral.is_open and referral.email):
            yield Mailed(
                page_id=paths[referral.item_path],
                membership_id=referral.membership_id,
                address="" if referral.membership_id else referral.email,
                address_hash=referral.address_hash,
                stop_path=f"/refer/{referral.key}/",
            )
