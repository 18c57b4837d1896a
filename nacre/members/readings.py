"""How a written name may be read: what its words are, and which of them is the surname."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set("dr doctor prof professor mr mrs ms miss mx sir dame sr sister rev reverend")
# Letters behind a name that are nobody's name: the first of them ends the name.
LETTERS = _set("""
    mbbs mbchb bmbs bmbch bchir mbbchir mbbch chb bsc bsci msc mres mph mphil phd dphil edd dsc
    dclinpsy frcp frcpe frcs frcse frcpath frcr frca frcgp frcog frcpch frcpsych frcem frcophth ffpm
    fficm mrcp mrcs mrcgp mrcog mrcpch mrcpsych mrcem mrcpath mrcvs drcog dcog dch dgm pgdip
    pgcert bnurs bn bds mds mfds bpharm mpharm mrpharms frpharms rgn rn rmn rscn rnld rna rnc rmw
    frcn qn mbda mcsp hcpc fhea sfhea facp facs cbe kbe dbe hons glasg oxon cantab
    """)
# The same, but also names of people: Jack Ma, Demba Ba, Md Rahman, Edin Obe. Both readings count.
LETTERS_OR_NAMES = _set("ba ma md dm bm bs mb do pa be ch mch rm rd aa dip edin obe mbe dl")
JOBS = _set("""
    consultant registrar gp nurse pharmacist specialist physician surgeon hepatologist neurologist
    gastroenterologist haematologist immunologist professor midwife dietitian physiotherapist
    paramedic radiographer matron lecturer fellow
    """)
# Letters that are no letter with a mark.
UNMARKED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
DASHES = re.compile(r"[‐‑‒–—−]")
APOSTROPHES = re.compile(r"['’‘`´ʼʹʻ′＇]")
LONGEST = 200
MOST_WORDS = 12


@dataclass(frozen=True)
class Reading:
    """One way to read a name: the words of the surname, the words of the given names."""

    surname: tuple[str, ...]
    given: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name without marks, apostrophes and case; hyphens and titles still there."""
    found: list[str] = []
    for chunk in _unmarked(text).split():
        joined = chunk.replace(".", "")
        known = joined in TITLES or joined in LETTERS or joined in LETTERS_OR_NAMES
        kept = joined if known else DASHES.sub("-", chunk)
        found += (word.strip("-") for word in re.sub(r"[^\w-]|_", " ", kept).split())
    return tuple(word for word in found[:MOST_WORDS] if word)


def _parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words with the halves of hyphenated ones apart, as they are compared."""
    return tuple(part for word in words for part in word.split("-") if part)


def norm(text: str) -> tuple[str, ...]:
    """The words of a surname, or of given names, as names are compared."""
    return _parts(_without_letters(_untitled(words_of(text)), keep=1))


def readings_of(text: str) -> Iterator[Reading]:
    """All ways to read a name; a hyphen holds two words together.

    "Smith, Katherine" says it. "Dr Siobhan Obrien Smith" does not: each place is tried.
    """
    before, comma, after = text.partition(",")
    behind = set(words_of(after))
    if comma and not _is_about_work(after):
        yield Reading(norm(before), norm(after.partition(",")[0]))
        if not behind <= LETTERS_OR_NAMES:
            return
    words = words_of(before)
    for kept in {_without_letters(_untitled(words), keep=2), _untitled(words)}:
        yield from _splits(kept)


def _splits(words: tuple[str, ...]) -> Iterator[Reading]:
    if len(words) == 1:
        yield Reading(_parts(words), ())
        yield Reading((), _parts(words))
    for at in range(1, len(words)):
        yield Reading(_parts(words[at:]), _parts(words[:at]))


def _is_about_work(text: str) -> bool:
    """Whether what follows the comma is letters or a job, so that the name stands before it."""
    words = words_of(text)
    return not words or words[0] in LETTERS | JOBS


def _unmarked(text: str) -> str:
    apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text[:LONGEST]))
    bare = "".join(c for c in apart if not unicodedata.combining(c) and _is_seen(c))
    return bare.casefold().translate(UNMARKED)


def _is_seen(character: str) -> bool:
    """Not one of the invisible characters that a copied name brings along."""
    return character.isspace() or unicodedata.category(character) not in {"Cf", "Cc", "Cn"}


def _untitled(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without titles; one that would leave less than a name is a name ("Jane Dame")."""
    start = 0
    while start < len(words) - 1 and words[start] in TITLES:
        start += 1
    rest = words[start:]
    kept = tuple(word for word in rest if word not in TITLES)
    return kept if len(kept) >= min(2, len(rest)) and kept else rest


def _without_letters(words: tuple[str, ...], keep: int) -> tuple[str, ...]:
    """Without the letters behind a name, of which so many words stay at least."""
    end = next((i for i, w in enumerate(words) if i >= keep and w in LETTERS), len(words))
    while end > keep and words[end - 1] in LETTERS_OR_NAMES:
        end -= 1
    return words[:end]
