"""The lexicon: which words mean the same thing, which is narrower than another, in each area.

The files beside it have a meaning a line, its forms parted by "=": the first names it.

    PBC = primary biliary cholangitis = primary biliary cirrhosis

A line with ">" says what is narrower: who asks for the first also means, a little less, the others.

    anti-TNF > adalimumab = infliximab

What is written in capitals and is an ordinary word in small letters (HE, ALL) counts in capitals
alone. Where areas mean different things by one form, the community's own area is heard first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nacre.pages.search.words import NOISE, stem, tokens

FOLDER = Path(__file__).parent / "lexicon"
FIRST = "common"
AREAS = ("liver", "gastro", "immunology", "haematology", "ms")
MARK = "="  # begins the token of a meaning; no word of a text has it
CAPITALS_ONLY = NOISE | {"aids", "cat", "ms", "pa", "pad", "pet", "tips", "ad", "ra", "hit", "fit",
                         "hip", "map", "mac", "sad", "cap", "elf", "age", "pro", "ace"}  # fmt: skip
Form = tuple[str, ...]


@dataclass(frozen=True)
class Heard:
    """A meaning in a row of words: its token, and which words say it."""

    token: str
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """The meanings that an area knows, by the stems that say them."""

    meanings: dict[Form, str] = field(default_factory=dict)
    in_capitals: dict[Form, str] = field(default_factory=dict)
    narrower: dict[str, list[str]] = field(default_factory=dict)
    broader: dict[str, list[str]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)  # words of a form, by its first stem
    singles: dict[str, str] = field(default_factory=dict)  # forms of one word, as they are written

    @classmethod
    def of(cls, area: str) -> "Lexicon":
        """The lexicon of a therapy area by its code; an unknown one has what all others know."""
        return _read(area if area in AREAS else FIRST)

    def heard_in(self, written: Sequence[str], *, is_typed: bool = False) -> Iterator[Heard]:
        """The meanings in a row of words, at each word the longest first.

        Who types a search seldom types capitals; then only ordinary words need them.
        """
        stems = [stem(word.lower()) for word in written]
        for start in range(len(stems)):
            most = max(self.longest.get(stems[start], 0), 2 if is_typed else 0)
            for end in range(min(len(stems), start + most), start, -1):
                token = self.meanings.get(tuple(stems[start:end]))
                if token is None and is_typed:
                    token = self._joined(written[start:end])
                token = token or self._in_capitals(stems[start:end], written[start], is_typed)
                if token:
                    yield Heard(token, start, end)

    def _in_capitals(self, said: list[str], word: str, is_typed: bool) -> str | None:
        """The meaning of what is an ordinary word in small letters."""
        is_meant = word.isupper() or (is_typed and word.lower() not in NOISE)
        return self.in_capitals.get(tuple(said)) if is_meant else None

    def _joined(self, written: Sequence[str]) -> str | None:
        """The meaning of two words that are written as one elsewhere."""
        if len(written) != 2:
            return None
        return self.meanings.get((stem("".join(written).lower()),))

    def learn(self, forms: list[str], token: str) -> None:
        """Take in the forms of a meaning; those that are known already stay what they are."""
        for form in forms:
            written = tokens(form)
            said = tuple(stem(word.lower()) for word in written)
            if not said:
                continue
            self.longest[said[0]] = max(len(said), self.longest.get(said[0], 0))
            if len(said) == 1 and written[0].isupper() and written[0].lower() in CAPITALS_ONLY:
                self.in_capitals.setdefault(said, token)
                continue
            self.meanings.setdefault(said, token)
            if len(said) == 1:
                self.singles.setdefault(written[0].lower(), token)
            elif len(said) == 2 and len("".join(written)) > 4:
                joined = stem("".join(written).lower())
                self.meanings.setdefault((joined,), token)
                self.longest.setdefault(joined, 1)


@cache
def _read(area: str) -> Lexicon:
    found = Lexicon()
    relations: list[list[str]] = []
    for name in dict.fromkeys((area, FIRST, *AREAS)):
        for line in (FOLDER / f"{name}.txt").read_text().splitlines():
            said = line.partition("#")[0].strip()
            if ">" in said:
                wider, _, others = said.partition(">")
                relations.append([wider, *others.split("=")])
            elif said:
                forms = [form.strip() for form in said.split("=")]
                found.learn(forms, _token(found, forms[0]))
    for related in relations:
        above = _token(found, related[0])
        for other in related[1:]:
            below = _token(found, other)
            found.narrower.setdefault(above, []).append(below)
            found.broader.setdefault(below, []).append(above)
    return found


def _token(lexicon: Lexicon, form: str) -> str:
    """The token of a form; what no line has named yet gets a meaning of its own."""
    written = tokens(form)
    said = tuple(stem(word.lower()) for word in written)
    known = lexicon.meanings.get(said)
    if known is None:
        known = MARK + "-".join(word.lower() for word in written)[:38]
        lexicon.learn([form], known)
    return known
