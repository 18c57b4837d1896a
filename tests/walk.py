"""Every address of a URL configuration, filled with what a stranger could guess or overhear."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
MOST_PER_ROUTE = 20


def routes(urlconf: str) -> Iterator[str]:
    """Each route as text, prefixes included, placeholders as <converter:name>."""
    yield from _below(get_resolver(urlconf), "")


def _below(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        text = prefix + _readable(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield text
        else:
            yield from _below(entry, text)


def _readable(pattern: str) -> str:
    """A regex pattern brought into the form of a path."""
    text = NAMED_GROUP.sub(lambda m: f"<str:{m.group(1)}>", pattern)
    return text.replace("^", "").replace("$", "").replace("\\Z", "").replace("/?", "/")


def addresses(urlconf: str, guesses: dict[str, list[str]]) -> Iterator[str]:
    """Each route with its placeholders filled from the guesses, every guess at least once."""
    for route in sorted(set(routes(urlconf))):
        places = PLACE.findall(route)
        pools = [guesses.get(name) or guesses.get(sort or "str", ["1"]) for sort, name in places]
        rounds = max(map(len, pools), default=1)
        for turn in range(min(rounds, MOST_PER_ROUTE)):
            filled = iter([pool[turn % len(pool)] for pool in pools])
            path = PLACE.sub(lambda _, filled=filled: next(filled), route)
            if not re.search(r"[\\()\[\]*+|]", path):
                yield "/" + path
