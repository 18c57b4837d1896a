"""Names of things that activity knows by their slug alone; floors above say what they are called."""

import re
from collections.abc import Callable

from nacre.communities.models import Community

_TOGETHER = re.compile(r"^(journal|conference|member|guideline)(review|report|interview|summary)$")
# Each answers {slug: label} for a community.
topic_labels: list[Callable[[Community], dict[str, str]]] = []


def topic_namer(community: Community) -> Callable[[str], str]:
    """A function from a topic's slug to its name; an unknown slug is made readable."""
    known = {slug: name for provide in topic_labels for slug, name in provide(community).items()}
    return lambda slug: known.get(slug) or readable(slug)


def kind_label(code: str) -> str:
    """`journalreview` or `journal_review` as Journal review."""
    return readable(_TOGETHER.sub(r"\1 \2", code)) if len(code) > 4 else code.capitalize()


def readable(slug: str) -> str:
    """`variceal-bleeding` as Variceal bleeding, `hcc` as HCC."""
    words = slug.replace("-", " ").replace("_", " ").strip()
    return words.upper() if len(words) <= 4 else words[:1].upper() + words[1:]
