"""Questions with one right answer, and answers to them as a form sends them."""

import re

from nacre.learning.asked_from_blueprint import content_of
from nacre.questions.actions import keep_contents
from nacre.questions.models import Bank, Question


def asked(bank: Bank, stem: str) -> Question:
    """A question of which "tap" is right and "wait" is not."""
    options = [{"text": "tap", "right": True, "feedback": "Yes."}, {"text": "wait"}]
    content = content_of({"kind": "sba", "stem": stem, "options": options})
    keep_contents(bank=bank, contents=[content])
    return Question.objects.get(bank=bank, fingerprint=content.fingerprint)


def screen_of(page: str) -> dict[str, str]:
    """What says which screen of a page is answered."""
    return {"screen": re.search(r'name="screen" value="([^"]*)"', page)[1]}


def chosen(page: str, said: str) -> dict[str, str]:
    """The field of the option that says something."""
    for name, value, text in re.findall(
        r'<input[^>]*?name="(a-[^"]*)"[^>]*?value="([^"]*)"[^>]*>(.*?)</label>', page, re.S
    ):
        if said in re.sub("<[^>]*>", "", text):
            return {name: value}
    raise AssertionError(f"no option says {said!r}")


def answer(page: str, said: str) -> dict[str, str]:
    """The form of a page with the option that says something chosen."""
    return screen_of(page) | chosen(page, said)
