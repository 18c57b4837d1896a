"""Pages parse without an error. The Nu checker says more, outside the suite: `make html`."""

from collections import Counter

import pytest
from lxml import etree

from tests.cast import make_page

pytestmark = pytest.mark.django_db
UNKNOWN_TAG = 801  # the parser is older than <main> and knows no custom element
PATHS = (
    "/", "/news/", "/news/cirrhosis-bundle/", "/search/?q=cirrhosis", "/join/", "/members/",
    "/members/me/", "/members/refer/", "/connections/", "/messages/", "/accounts/login/",
    "/moderation/", "/reports/", "/desk/calendar/", "/no-such-page/",
)  # fmt: skip


def faults(text: str) -> list[str]:
    """What does not nest, is given twice, or is an id that something else has."""
    parser = etree.HTMLParser(recover=True)
    tree = etree.fromstring(text.encode(), parser)
    found = [
        f"line {error.line}: {error.message}"
        for error in parser.error_log
        if error.type != UNKNOWN_TAG
    ]
    ids = Counter(tree.xpath("//@id"))
    return found + [f"id {name} stands {times} times" for name, times in ids.items() if times > 1]


@pytest.mark.parametrize("who", ["visitor", "amara", "chen", "erin"])
def test_pages_parse_without_a_fault(request, at, liver, closed_page, public_page, who):
    make_page(liver, "news", "Lactulose")
    browser = at("liver", request.getfixturevalue(who))
    found = {}
    for path in PATHS:
        answer = browser.get(path)
        if "html" in answer.get("Content-Type", "") and answer.content:
            found[path] = faults(answer.text)
    assert {path: said for path, said in found.items() if said} == {}
    assert len(found) > 8


def test_a_fault_would_be_seen():
    page = "<!doctype html><title>x</title><p id=a class=b class=c></div><p id=a></p>"
    assert len(faults(page)) == 3
