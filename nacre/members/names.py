"""How names of people and organisations are taken apart and compared."""

import re
import unicodedata

TITLES = {
    "dr": "Dr", "prof": "Prof", "professor": "Prof", "mr": "Mr", "mrs": "Mrs", "ms": "Ms",
    "miss": "Miss", "mx": "Mx", "sister": "Sister", "sir": "Sir", "dame": "Dame", "rev": "Rev",
}  # fmt: skip
PARTICLES = {"van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le",
             "bin", "ibn", "al", "el", "ter", "ten", "st"}  # fmt: skip
APOSTROPHES = re.compile(r"['’‘`´ʼ]")
SEPARATORS = re.compile(r"[^\w]+|_+")
FORMS_OF_TRUST = re.compile(
    r" (nhs foundation trust|nhs trust|nhs ft|university health board|teaching health board"
    r"|health and social care trust|health board|hsc trust)$"
)
UNSEEN = {"Cf", "Cc", "Cn", "Co", "Cs"}
WORD_LENGTH = 40
SMALL_WORDS = {"a", "and", "at", "by", "de", "for", "in", "la", "le", "of", "on", "sub", "super",
               "the", "to", "under", "upon", "with"}  # fmt: skip


def fold(text: str) -> str:
    """Text as it is compared: no case, accents or apostrophes, one space between words."""
    apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text).replace("&", " and "))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(SEPARATORS.sub(" ", bare.casefold().replace("\x00", "")).split())


def as_typed(text: str) -> str:
    """A name without invisible characters, in the usual form of each letter."""
    usual = unicodedata.normalize("NFKC", text)
    return " ".join("".join(c for c in usual if unicodedata.category(c) not in UNSEEN).split())


def alphabets_of(word: str) -> set[str]:
    """The alphabets whose letters a word has: LATIN, CYRILLIC, GREEK …"""
    said = {unicodedata.name(c, "").split(" ")[0] for c in word if c.isalpha()}
    return said - {"MODIFIER", ""}


def mixed_word(name: str) -> str:
    """A word of a name in which letters of one alphabet pass for those of another, or ""."""
    words = re.findall(r"[\w'’-]+", as_typed(name))
    return next((word for word in words if _is_mixed(alphabets_of(word))), "")


def _is_mixed(alphabets: set[str]) -> bool:
    # Japanese writes a word with several; no letter of those looks like another's.
    return len(alphabets - {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}) > 1


def words_of(text: str) -> list[str]:
    """The words of a text in the form in which the directory keeps them."""
    return [word[:WORD_LENGTH] for word in fold(text).split()]


def organisation_key(text: str) -> str:
    """How a name of an organisation is looked up: "King's" finds kings, "&" finds and."""
    return fold(text)[:160]


def organisation_keys(name: str) -> list[str]:
    """The key of a name, and the keys without its form of trust and without "the"."""
    key = organisation_key(name)
    found = [key, FORMS_OF_TRUST.sub("", key)]
    found += [each.removeprefix("the ") for each in found]
    return [each for each in dict.fromkeys(found) if each or not key]


def initials_of(name: str) -> list[str]:
    """What the letters on the lanyard may be: "UHBW", "UHBWT" and "UHBWFT" for a long name."""
    key = organisation_key(name)
    short = FORMS_OF_TRUST.sub("", key)
    letters = "".join(w[0] for w in short.split() if w not in SMALL_WORDS).upper()
    if len(letters) < 2 or len(letters) > 6:
        return []
    ends = ["", "T"] if short != key else [""]
    ends += ["FT"] if key.endswith("foundation trust") else []
    return [letters + end for end in ends if len(letters + end) > 2]


def split_name(text: str) -> tuple[str, str, str]:
    """Title, given and family name of a name as people write it; particles stay with the family."""
    parts = " ".join(c for c in text.split(",", maxsplit=1)[0].split()).split()
    title = ""
    while parts and parts[0].casefold().rstrip(".") in TITLES:
        first_title = TITLES[parts.pop(0).casefold().rstrip(".")]
        title = title or first_title
    first = max(len(parts) - 1, 0)
    while first > 1 and parts[first - 1].casefold() in PARTICLES:
        first -= 1
    return title, " ".join(parts[:first])[:80], " ".join(parts[first:])[:80]


def sort_name(given: str, family: str) -> str:
    """What a list of people is ordered by: the family name, then the given."""
    return fold(f"{family} {given}")[:120]
