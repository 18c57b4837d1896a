"""Words brought to what they share: one spelling for both sides of the Atlantic, one stem for all
forms of a word. Python does it, so that every database finds the same.

A stem is no word and is shown to nobody; it only has to be the same for the forms that belong
together (cirrhosis and cirrhotic, biopsy and biopsies) and different for those that do not.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

LONGEST = 40  # letters; what is longer is no word
NOISE = frozenset({
    "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "being",
    "best", "but", "by", "can", "could", "did", "do", "does", "for", "from", "get", "give",
    "given", "had", "has", "have", "he", "how", "i", "if", "in", "into", "is", "it", "its",
    "me", "more", "most", "my", "no", "not", "of", "on", "or", "our", "shall", "she",
    "should", "so", "than", "that", "the", "their", "them", "there", "these", "they", "this",
    "those", "to", "us", "use", "used", "using", "was", "we", "were", "what", "when", "where",
    "whether", "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
})  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b)?", re.IGNORECASE)
_GREEK = str.maketrans(
    {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "µ": "mu"}
)
# British spellings become American ones; both sides of a comparison go through it.
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"oeuvre", "euver"),
        (r"[ao]e", "e"),
        (r"(?<=\w\w\w)our(?=$|s$|ed$|ing$|al$|able$|ite$)", "or"),
        (r"(?<=\w\w)is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)", "iz"),
        (r"(?<=\w\w)ys(?=(?:e|ed|er|ing)$)", "yz"),
        (r"([tb])res?$", r"\1er"),
        (r"ll(?=(?:ed|ing|er|or|ers|ors)$)", "l"),
        (r"sulph", "sulf"),
        (r"leuco", "leuko"),
        (r"ogues?$", "og"),
        (r"mmes?$", "m"),
        (r"(?<=[a-z])eing$", "ing"),
    )
)
# Endings that belong together, each with what stays in their place and how much must come before.
_ENDINGS = (
    (3, "os", "osis oses otic ostic osed"),
    (2, "it", "itis itises itides itic"),
    (3, "stas", "stasis stases static"),
    (2, "em", "emia emias emic"),
    (3, "pen", "penia penias penic"),
    (3, "path", "pathy pathies pathic"),
    (3, "om", "oma omas omata omatous"),
    (3, "plas", "plasia plasias plastic"),
    (2, "lys", "lysis lyses lytic"),
    (3, "scop", "scopy scopies scopic scope scopes scopist scopists"),
    (3, "graph", "graphy graphies graphic"),
    (3, "ectom", "ectomy ectomies"),
    (0, "therap", "therapy therapies therapeutic therapeutics"),
    (2, "rrhe", "rrhea rrheal rrheas"),
    (2, "phylax", "phylaxis phylactic phylaxes"),
    (2, "phag", "phagus phageal"),
    (2, "olog", "ology ologies ologist ologists ologic ological"),
    (5, "", "ement ements ment ments"),
    (4, "", "ations ation ators ator ating ated ates ate ative atively"),
    (4, "ic", "ically ical icals"),
    (4, "", "fulness iveness ness"),
    (4, "", "ities ity"),
    (5, "", "ances ance ences ence ancies ancy encies ency ants ant ents ent"),
    (5, "", "ables able ibles ible"),
    (4, "", "ions ion"),
    (5, "", "ives ive"),
    (5, "", "ially ally ials ial als al"),
    (4, "", "ingly ings ing edly eds ed ly"),
    (5, "", "ics ic"),
)
_BY_ENDING = sorted(
    ((end, rest, least) for least, rest, ends in _ENDINGS for end in ends.split()),
    key=lambda rule: -len(rule[0]),
)
_FORMS = Path(__file__).parent / "lexicon" / "word_forms.txt"


def plain(text: str) -> str:
    """A text without accents, Greek letters and possessives, in the case it is written in."""
    if not text.isascii():
        written = unicodedata.normalize("NFKD", text).translate(_GREEK)
        text = "".join(letter for letter in written if not unicodedata.combining(letter))
    return _POSSESSIVE.sub("", text)


def tokens(text: str) -> list[str]:
    """The words of a text as they are written; hyphens and other signs part them."""
    return [found for found in _TOKEN.findall(plain(text)) if len(found) <= LONGEST]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What the forms of a word share; `word` is in lower case."""
    known = _irregular().get(word)
    if known:
        return known
    if len(word) < 4 or not word.isalpha():
        return word
    spelt = american(word)
    known = _irregular().get(spelt)
    return known or _shortened(_singular(spelt))


def american(word: str) -> str:
    """A word in the spelling of the other side."""
    if len(word) > 4:
        for pattern, put in _SPELLINGS:
            word = pattern.sub(put, word)
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "oses", "stases", "lyses")):
        return word[:-1]
    return word


def _shortened(word: str) -> str:
    for _ in range(2):
        shorter = _without_ending(word)
        if shorter == word:
            break
        word = shorter
    if len(word) > 4 and word[-1] in "ey":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz" else word


def _without_ending(word: str) -> str:
    for end, rest, least in _BY_ENDING:
        if word.endswith(end) and len(word) - len(end) >= least:
            return word[: -len(end)] + rest
    return word


@cache
def _irregular() -> dict[str, str]:
    """Forms that no rule brings together, each with the first of its line."""
    found: dict[str, str] = {}
    for line in _FORMS.read_text().splitlines():
        forms = line.partition("#")[0].split()
        for form in forms:
            found[form] = found[american(form)] = forms[0]
    return found
