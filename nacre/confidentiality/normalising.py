"""Text as the rules read it: plain digits, spaces and dashes, each with its place of origin."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from nacre.confidentiality.rules import pack

# A letter with the marks that belong to it, or any one character outside plain ASCII text.
ODD = re.compile("[^\u0300-\u036f][\u0300-\u036f]{1,8}|[^\n -_a-~]")


@dataclass(frozen=True)
class Plain:
    """Normalised text that knows where each character stood."""

    text: str
    starts: list[int]  # where, in `text`, a stretch begins that is moved by another distance
    origins: list[int]  # where that stretch begins in the text as given
    lengths: list[int]  # how many given characters one odd stretch stands for; 0: one for one

    def place(self, index: int, *, end: bool = False) -> int:
        """The place in the given text of a character of `text`, or just behind it."""
        index -= end
        stretch = bisect_right(self.starts, index) - 1
        origin, length = self.origins[stretch], self.lengths[stretch]
        if length:
            return origin + (length if end else 0)
        return origin + index - self.starts[stretch] + end


def normalised(given: str) -> Plain:
    """NFKC, no invisible characters, one sort of digit, space, dash and apostrophe."""
    parts: list[str] = []
    starts, origins, lengths = [0], [0], [0]
    done = size = 0
    for odd in ODD.finditer(given):
        letters = _plain(odd[0])
        if odd[0] == "\r" and given[odd.end() : odd.end() + 1] == "\n":
            letters = ""
        parts += given[done : odd.start()], letters
        size += odd.start() - done
        if len(letters) != 1 or odd.end() - odd.start() != 1:
            for at, origin, length in (
                (size, odd.start(), len(odd[0])),
                (size + len(letters), odd.end(), 0),
            ):
                starts.append(at)
                origins.append(origin)
                lengths.append(length)
        size += len(letters)
        done = odd.end()
    parts.append(given[done:])
    return Plain("".join(parts), starts, origins, lengths)


@lru_cache(maxsize=8192)
def _plain(letters: str) -> str:
    rules = pack()
    letters = unicodedata.normalize("NFKC", letters)
    for pattern, to in rules.normalise:
        letters = pattern.sub(to, letters)
    if not letters or letters.isascii():
        return letters
    digit = unicodedata.decimal(letters[0], None)
    return letters if digit is None else f"{digit}{letters[1:]}"
