"""Other ways to show who somebody is: an identity provider and ORCID, where they are set up."""

from dataclasses import dataclass
from urllib.parse import quote

from allauth.socialaccount.adapter import get_adapter
from django.urls import reverse


@dataclass(frozen=True)
class Offer:
    """One provider, and where to begin with it."""

    name: str
    url: str


def offered(next_url: str) -> list[Offer]:
    """Each provider that this installation has, for somebody who is signed in."""
    following = quote(next_url)
    return [
        Offer(
            app.name,
            reverse("openid_connect_login", args=[app.provider_id])
            + f"?process=connect&next={following}",
        )
        for app in get_adapter().list_apps(None)
    ]
