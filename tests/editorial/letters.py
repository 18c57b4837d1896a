"""What an editor has in the hand: the link of the last letter, and the code of the last code."""

import re
from typing import Any

LINK = re.compile(r"/sign-off/[^/\s]+/")


def link_for(person: Any, mailoutbox: Any) -> str:
    """The path in the newest letter to somebody."""
    return next(
        found[0]
        for letter in reversed(mailoutbox)
        if letter.to == [person.user.email] and (found := LINK.search(letter.body))
    )


def code_for(person: Any, mailoutbox: Any) -> str:
    """The digits in the newest letter with a code to somebody."""
    return next(
        found[1]
        for letter in reversed(mailoutbox)
        if letter.to == [person.user.email]
        and (found := re.search(r"^(\d{6})$", letter.body, re.M))
    )


def other_than(code: str) -> str:
    """Six digits that are not the code."""
    return f"{(int(code) + 1) % 10**6:06d}"
