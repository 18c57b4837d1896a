"""Which company is meant by a name, and which medicines are whose in the United Kingdom.

The two tables beside this file are ours, from general knowledge, and meant to be corrected: a name
too many costs a second editor's half hour, a name too few costs the reader's trust. So trade words
are dropped, and companies of one group count as one.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LEGAL = {
    "ltd", "limited", "plc", "uk", "inc", "incorporated", "llc", "llp", "gmbh", "ag", "sa", "se",
    "nv", "bv", "ab", "as", "spa", "co", "company", "corp", "corporation", "group", "holdings",
    "international", "global", "europe", "ireland", "the", "gb", "and",
}  # fmt: skip
TRADE = {
    "pharma", "pharmaceutical", "pharmaceuticals", "biopharma", "biopharmaceuticals", "biotech",
    "therapeutics", "biosciences", "bioscience", "biologics", "sciences", "healthcare", "health",
    "laboratories", "labs", "medical", "medicines",
}  # fmt: skip
NAMED_OFTEN = 3  # a medicine that a text names so often is one of its subjects
UNITED_KINGDOM = re.compile(r"\bunited kingdom\b|\bu\.k\.|\bgreat britain\b")


def words_of(text: str) -> list[str]:
    """The words of a text for comparing: no case, accents or punctuation; “&” is “and”."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = UNITED_KINGDOM.sub(" uk ", plain).replace("a/s", "as").replace(".", "")
    return re.findall(r"[a-z0-9]+", plain.replace("&", " and "))


def _bare(name: str) -> str:
    words = [word for word in words_of(name) if word not in LEGAL]
    return " ".join(word for word in words if word not in TRADE) or " ".join(words)


@cache
def _aliases() -> dict[str, str]:
    with (HERE / "company_aliases.csv").open() as file:
        return {_bare(row["alias"]): _bare(row["company"]) for row in csv.DictReader(file)}


def company_key(name: str) -> str:
    """The one key of a company, however it is written; empty for a name without words."""
    key = _bare(name)
    seen = set()
    while key in _aliases() and key not in seen:
        seen.add(key)
        key = _aliases()[key]
    return key


def names_company(text: str, key: str) -> bool:
    """Whether a text names the company of a key, under any of its names."""
    names = [key, *(alias for alias in _aliases() if company_key(alias) == key)]
    padded = f" {' '.join(word for word in words_of(text) if word not in LEGAL)} "
    return any(f" {name} " in padded for name in names if name)


@cache
def _medicines() -> dict[str, tuple[str, frozenset[str]]]:
    """Generic and brand names in small letters: the generic name, and the companies' names."""
    makers = defaultdict(set)
    generic_of = {}
    with (HERE / "medicines.csv").open() as file:
        for row in csv.DictReader(file):
            generic = row["generic"]
            makers[generic.casefold()].add(row["company"])
            generic_of[generic.casefold()] = generic
            for brand in filter(None, row["brand"].split(";")):
                makers[brand.casefold()].add(row["company"])
                generic_of[brand.casefold()] = generic
    return {name: (generic_of[name], frozenset(found)) for name, found in makers.items()}


@cache
def _pattern() -> re.Pattern:
    longest_first = sorted(_medicines(), key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in longest_first)
    return re.compile(rf"(?<![\w-])(?:{names})(?!\w)", re.IGNORECASE)


def medicines_named(text: str) -> list[str]:
    """Each mention of a medicine that the table knows, by its key in the table."""
    return [re.sub(r"\s+", " ", found.casefold()) for found in _pattern().findall(text)]


def subject_medicines(claims: str, text: str) -> set[str]:
    """Medicines that a piece is about: named in its claims, or often in its text."""
    mentions = medicines_named(text)
    often = {name for name in mentions if mentions.count(name) >= NAMED_OFTEN}
    return {name for name in {*medicines_named(claims), *often} if name in _medicines()}


def makers_of(medicine: str) -> tuple[str, frozenset[str]]:
    """The generic name of a medicine, and the companies that market it in the United Kingdom."""
    return _medicines()[medicine]
