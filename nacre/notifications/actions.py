"""What notifications does: write to people, in the look of the community that writes."""

import re
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string

from nacre.communities.context import brand_of
from nacre.communities.models import Community, absolute_url
from nacre.notifications.tasks import deliver
from nacre.ui.theme import mail_colours

ADDRESS = re.compile(r"https?://\S+")


def send_mail(
    to: str,
    template: str,
    context: dict[str, Any],
    community: Community | None,
    *,
    stop_url: str = "",
    is_queued: bool = True,
) -> None:
    """Write `template`.txt to somebody: its first line is the subject, the rest the letter.

    The HTML part is the same text in the community's look; it is never written twice. Call it in
    `on_commit`: the letter is put together now and sent by the worker.
    """
    host = community.host if community else settings.NACRE_BASE_HOST
    brand = brand_of(community)
    facts = {"community": community, "brand": brand, "home_url": absolute_url(host), **context}
    letter: Any = get_template(f"{template}.txt")
    written = letter.template.render(Context(facts, autoescape=False))
    subject, _, text = written.strip().partition("\n")
    send_letter(to, subject, text.strip(), community, stop_url=stop_url, is_queued=is_queued)


def send_letter(
    to: str,
    subject: str,
    text: str,
    community: Community | None,
    *,
    stop_url: str = "",
    is_queued: bool = True,
) -> None:
    """Send a letter that is written already, as text and in the community's look.

    `stop_url` stops letters of this kind by one POST: mail programs offer it beside the sender.
    Unqueued, no row of ours keeps the address: for the letter to somebody who was just forgotten.
    """
    html = render_to_string(
        "notifications/letter.html",
        {
            "community": community,
            "brand": brand_of(community),
            "colours": mail_colours(community.theme if community else None),
            "subject": subject,
            "paragraphs": [_parts(p) for p in re.split(r"\n\s*\n", text) if p.strip()],
        },
    )
    name = community.name if community else settings.WAGTAIL_SITE_NAME
    hand_over = deliver.enqueue if is_queued else deliver.call
    hand_over(to, " ".join(subject.split()), text + "\n", html, name, stop_url)


def _parts(paragraph: str) -> dict[str, str]:
    """A paragraph that is an address becomes a button, one that is a code stands large."""
    words = paragraph.strip()
    if ADDRESS.fullmatch(words):
        return {"sort": "address", "text": words}
    if re.fullmatch(r"[A-Z0-9]{3,5}-?[A-Z0-9]{3,5}", words):
        return {"sort": "code", "text": words}
    return {"sort": "words", "text": words}
