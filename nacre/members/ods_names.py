"""Names as people write them, from the capitals of the Organisation Data Service.

"GUY'S AND ST THOMAS' NHS FOUNDATION TRUST" is shown as "Guy's and St Thomas' NHS Foundation Trust".
Names that have small letters are left as they are: somebody chose them.
"""

import re

# Stay small inside a name.
SMALL = {"a", "and", "at", "by", "cum", "de", "en", "for", "from", "in", "la", "le", "next", "of",
         "on", "or", "sub", "super", "the", "to", "under", "upon", "with", "y"}  # fmt: skip
# Are letters, not words. Words without a vowel are taken for letters anyway.
LETTERS = {"A&E", "CAMHS", "CIC", "GP", "GPS", "HIV", "IAPT", "ICB", "ICU", "II", "III", "IV",
           "IVF", "IT", "MIU", "NE", "NHS", "OOH", "PICU", "QE", "QEII", "RAF", "SE", "UK", "USA",
           "UTC", "WIC", "YOI", "ICS", "CIO", "ED", "EMI", "ENT", "OP", "OPD", "UCC"}  # fmt: skip
WRITTEN = {"dr": "Dr", "drs": "Drs", "mr": "Mr", "mrs": "Mrs", "ms": "Ms", "st": "St", "sts": "Sts",
           "ltd": "Ltd", "rd": "Rd", "mt": "Mt", "ln": "Ln", "pk": "Pk", "jr": "Jr", "snr": "Snr",
           "ctr": "Ctr", "grp": "Grp", "hlth": "Hlth", "sgy": "Sgy", "surg": "Surg", "svc": "Svc",
           "svcs": "Svcs", "bldg": "Bldg", "prtnrs": "Prtnrs", "ptnrs": "Ptnrs", "psych": "Psych",
           "hsptl": "Hsptl", "nth": "Nth", "sth": "Sth", "cwm": "Cwm", "bryn": "Bryn", "nr": "nr",
           "plc": "plc", "macmillan": "Macmillan", "gps": "GPs", "gp's": "GP's"}  # fmt: skip
DOCTOR = {"dr", "drs", "dr.", "drs."}
WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*['’]?", re.UNICODE)
ORDINAL = re.compile(r"\d+(st|nd|rd|th)$", re.IGNORECASE)
NO_VOWEL = re.compile(r"[^aeiouyàáâèéêìíòóôùúŵŷ\d]+$", re.IGNORECASE)


def display_name(text: str) -> str:
    """A name in capitals as people write it; any other name as it stands, without stray spaces."""
    text = " ".join(text.split())
    if any(c.islower() for c in text):
        return text
    pieces, last, before = [], 0, ""
    for found in WORD.finditer(text):
        gap = text[last : found.start()]
        pieces += [gap, _written(found.group(), text, found, before)]
        last, before = found.end(), found.group().casefold()
    return "".join(pieces) + text[last:]


def _written(word: str, text: str, found: re.Match, before: str) -> str:
    """One word, in the light of what stands beside it."""
    low, start, end = word.casefold(), found.start(), found.end()
    before_it, after_it = text[max(start - 1, 0) : start], text[end : end + 1]
    opens = start == 0 or before_it in "(/" or text[:start].rstrip()[-1:] in "-:–"
    if low in SMALL and (before_it == "-" or not (opens or after_it == "-")):
        return _single(word, text, start, end) if len(word) == 1 else low
    if word in LETTERS:
        return "GPs" if word == "GPS" else word
    if low in WRITTEN:
        return WRITTEN[low]
    if before in DOCTOR and _are_initials(word, text[end:]):
        return word
    return _cased(word)


def _single(word: str, text: str, start: int, end: int) -> str:
    """One letter: "a" inside a sentence, an initial between other initials ("C E M E")."""
    beside = f"{text[:start].rstrip()[-2:]}|{text[end:].lstrip()[:2]}"
    return word if re.search(r"(^|\W)\w\||\|\w(\W|$)", beside) else word.upper()


def _are_initials(word: str, rest: str) -> bool:
    """After "Dr": letters before a surname, as in "DR AK SINGH'S PRACTICE"."""
    return len(word) <= 3 and bool(re.match(r" [^\W\d]{3,}", rest)) and word.casefold() not in {
        "van", "von", "de", "del", "la", "le", "el", "al", "das", "dos", "ali", "and", "lee", "roy",
        "rao", "jha", "sen", "dey", "ray", "kay", "fox", "cox", "may", "day",
    }  # fmt: skip


def _cased(word: str) -> str:
    """Capital and small letters of one word by itself."""
    if ORDINAL.match(word):
        return word.lower()
    bare = re.split(r"['’]", word)[0]
    is_letters = NO_VOWEL.match(bare) and 1 < len(bare) < 6
    if any(c.isdigit() for c in word) or len(word) == 1 or is_letters:
        return bare + word[len(bare) :].lower()
    if re.search(r"[.&]", word):  # "C.E.M.E", "A&E", "ST.MARY'S"
        return "".join(
            piece if len(piece) < 2 else _cased(piece) for piece in re.split(r"([.&])", word)
        )
    if re.match(r"^[ODL]['’]\w{2,}", word):  # O'Brien, D'Arcy
        return word[:2] + _cased(word[2:])
    if re.match(r"^MC[A-Z]{2,}", word):
        return "Mc" + word[2:].capitalize()
    return word.capitalize()
