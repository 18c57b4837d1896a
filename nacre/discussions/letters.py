"""Letters about discussions: who and where, never what was written; and the link that stops them."""

from django.core import signing

from nacre.discussions.models import ThreadFollow
from nacre.members.models import Membership
from nacre.notifications.actions import send_mail

SALT = "nacre.discussions.letters"


def stop_token(follow: ThreadFollow) -> str:
    """What stands in the link that stops letters about one discussion; it does nothing else."""
    return signing.dumps([follow.thread_id, follow.membership_id], salt=SALT)


def to_stop(token: str) -> tuple[int, int] | None:
    """Which discussion and which member a link is about; None where it is not one of ours."""
    try:
        thread_id, membership_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return int(thread_id), int(membership_id)


def tell(
    member: Membership,
    template: str,
    path: str,
    follow: ThreadFollow | None = None,
    **context: object,
) -> None:
    """Write to a member. Call it after the commit."""
    if not member.is_active:
        return
    community = member.community
    stop_url = community.url(f"/discussions/mail/stop/{stop_token(follow)}/") if follow else ""
    facts = {"member": member, "user": member.user, "url": community.url(path), **context}
    send_mail(
        member.user.email,
        f"discussions/mail/{template}",
        facts | {"stop_url": stop_url},
        community,
        stop_url=stop_url,
    )
