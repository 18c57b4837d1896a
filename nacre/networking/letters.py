"""Letters about what waits: who and where, never what was written; and the link that stops them."""

from django.core import signing

from nacre.members.models import Membership
from nacre.networking.colleagues import choices_of
from nacre.notifications.actions import send_mail

SALT = "nacre.networking.letters"
ALWAYS = {"decided", "decided_author"}  # a moderator's decision reaches those it concerns


def stop_token(membership_id: int) -> str:
    """What stands in the link that stops letters; it does nothing else."""
    return signing.dumps(membership_id, salt=SALT)


def membership_to_stop(token: str) -> int | None:
    """Whose letters a link stops; None where the link is not one of ours."""
    try:
        return int(signing.loads(token, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def tell(member: Membership, template: str, path: str, **context: object) -> None:
    """Write to a member that something waits, unless they chose otherwise. Call it after the commit."""
    is_wanted = template in ALWAYS or choices_of(member.pk).wants_mail
    if not is_wanted or not member.is_active:
        return
    community = member.community
    stop_url = community.url(f"/messages/mail/stop/{stop_token(member.pk)}/")
    facts = {"member": member, "user": member.user, "url": community.url(path), **context}
    send_mail(
        member.user.email,
        f"networking/mail/{template}",
        facts | {"stop_url": stop_url},
        community,
        stop_url="" if template in ALWAYS else stop_url,
    )
