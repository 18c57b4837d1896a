"""What a professional registration number looks like. A right form proves nothing; it saves a typo.

No UK regulator publishes a check digit, so this is a check of the form alone. Numbers are text:
leading zeros count.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nacre.members import professions as p
from nacre.members.professions import GMC, GPHC, HCPC, NMC, PROFESSIONS, REGULATORS, regulators_of


@dataclass(frozen=True)
class Canonical:
    """A number in the one form that is kept and compared."""

    regulator: str
    number: str


@dataclass(frozen=True)
class Problem:
    """Why a number cannot be right, in words for the person who typed it."""

    sentence: str
    suggestions: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.sentence


OTHER_NATION = re.compile(r"[A-Z]{0,2}\d{4,8}")
FORMS = {
    GMC: re.compile(r"A?\d{7}"),
    NMC: re.compile(r"\d{2}[A-Z]\d{4}[A-Z]"),
    GPHC: re.compile(r"[25]\d{6}"),
    p.PSNI: re.compile(r"\d{3,5}"),
    HCPC: re.compile(r"(AS|BS|CH|CS|DT|HAD|ODP|OR|OT|PA|PH|PO|PYL|RA|SL)0*(\d{1,6})"),
    p.GDC: re.compile(r"\d{4,6}"),
    p.GOC: re.compile(r"(01|D|SO|SD)-\d{4,6}"),
    p.GOSC: re.compile(r"\d{1,5}"),
    p.GCC: re.compile(r"\d{5}"),
    p.SWE: re.compile(r"SW\d{1,6}"),
    p.SSSC: OTHER_NATION,
    p.SCW: OTHER_NATION,
    p.NISCC: OTHER_NATION,
    p.UKPHR: re.compile(r"FR\d{1,6}"),
}
VOLUNTARY = re.compile(r"[A-Z0-9]{3,12}")
PREMISES = re.compile(r"[19]\d{6}")
# What is taken for what when a number is copied by eye; the likeliest first.
LOOKS_LIKE = {
    "O": "0", "Q": "0", "D": "0", "S": "5", "I": "1L", "L": "1I", "Z": "2", "B": "8", "G": "6",
    "0": "O", "5": "S", "1": "LI", "2": "Z", "8": "B", "6": "G",
}  # fmt: skip
MOST_SWAPPED, MOST_OFFERED, LONGEST = 3, 4, 12
ASSOCIATES = {"physician_associate", "anaesthesia_associate"}
NMC_MONTHS, NMC_COUNTRIES = "ABCDEFGHIJKL", "ESWNOC"


def normalise(regulator: str, raw: str, profession: str = "") -> Canonical | Problem:
    """The canonical form of a number as typed, or a sentence that helps to put it right."""
    number = _tidied(regulator, raw)
    if not number:
        return Problem(f"Enter your {REGULATORS[regulator].number_label}.")
    rule = _OWN_RULES.get(regulator, _no_rule)
    if problem := rule(number, profession):
        return problem
    form = FORMS.get(regulator, VOLUNTARY).fullmatch(number)
    if not form:
        return _misread(regulator, number, profession) or _misshapen(regulator, number)
    if regulator == HCPC:
        number = f"{form[1]}{form[2].lstrip('0') or '0'}"
    return Canonical(regulator, number)


def number_for(profession: str, raw: str) -> Canonical | Problem:
    """The number that someone of a profession typed, whichever of its regulators it fits.

    Where several registers number alike, people write the regulator before it: "SSSC 1234567".
    """
    codes = regulators_of(profession)
    named = next((c for c in codes if re.match(rf"{c}\b[\s:]*", raw.strip(), re.I)), "")
    if named:
        codes, raw = (named,), raw.strip()[len(named) :].lstrip(" :")
    else:
        codes = tuple(c for c in codes if c not in p.NAMED_FIRST)
    answers = [normalise(regulator, raw, profession) for regulator in codes]
    if not answers:
        return Problem("Your profession has no register, so there is no number to give.")
    return next((a for a in answers if isinstance(a, Canonical)), answers[0])


def warnings(regulator: str, number: str) -> list[str]:
    """What is unusual about a number of the right form; for moderators, never a refusal."""
    if regulator == p.PSNI:
        return ["Any short number has the form of a PSNI number: look it up."]
    if regulator in REGULATORS and not REGULATORS[regulator].is_statutory:
        return [f"{regulator} is a voluntary register."]
    if regulator != NMC or not FORMS[NMC].fullmatch(number):
        return []
    found = []
    if number[2] not in NMC_MONTHS:
        found.append(f"The third character of an NMC PIN is a month, A to L; here {number[2]}.")
    if number[-1] not in NMC_COUNTRIES:
        found.append(f"The last letter of an NMC PIN is a country; {number[-1]} is unknown.")
    return found


def _tidied(regulator: str, raw: str) -> str:
    kept = r"[^A-Z0-9-]" if regulator == p.GOC else r"[^A-Z0-9]"
    number = re.sub(kept, "", re.sub("[‐‑‒–—−]", "-", raw.upper()[:40]))
    if regulator == p.GOC:
        return re.sub(r"^(01|D|SO|SD)-*(\d{4,6})$", r"\1-\2", number)
    return number


def _no_rule(number: str, profession: str) -> None:
    return None


def _misshapen(regulator: str, number: str) -> Problem:
    body = REGULATORS[regulator]
    if regulator == NMC and len(number) != 8:
        return Problem(
            f"An NMC PIN has eight characters; yours has {len(number)}. Check it, please."
        )
    if regulator == GMC and number.isdigit():
        return Problem(f"A GMC number has seven digits; yours has {len(number)}. Check it, please.")
    return Problem(f"Check the number, please: it has not the form of a {body.number_label}.")


def _misread(regulator: str, number: str, profession: str) -> Problem | None:
    """A number that was copied by eye, read with letters and digits the other way round."""
    if len(number) > LONGEST:
        return None
    form, rule = FORMS.get(regulator, VOLUNTARY), _OWN_RULES.get(regulator, _no_rule)
    for swapped in range(1, MOST_SWAPPED + 1):
        meant = [
            reading
            for reading in _readings(number, swapped)
            if form.fullmatch(reading) and not rule(reading, profession)
        ]
        if meant:
            offered = tuple(dict.fromkeys(meant))[:MOST_OFFERED]
            return Problem(f"Did you mean {' or '.join(offered)}?", offered)
    return None


def _readings(number: str, swapped: int) -> Iterator[str]:
    """A number with so many of its characters taken for those that look like them."""
    places = [i for i, character in enumerate(number) if character in LOOKS_LIKE]
    for chosen in itertools.combinations(places, swapped):
        for meant in itertools.product(*(LOOKS_LIKE[number[i]] for i in chosen)):
            read = list(number)
            for i, character in zip(chosen, meant, strict=True):
                read[i] = character
            yield "".join(read)


def _gmc(number: str, profession: str) -> Problem | None:
    is_associate = profession in ASSOCIATES
    if is_associate and re.fullmatch(r"\d{7}", number):
        return Problem(
            f"GMC numbers of associates begin with A. Did you mean A{number}?", (f"A{number}",)
        )
    if profession == "doctor" and number.startswith("A") and FORMS[GMC].fullmatch(number):
        return Problem(
            "Numbers with an A belong to physician and anaesthesia associates. "
            "Choose that profession, or give the seven digits of a doctor."
        )
    return None


def _gphc(number: str, profession: str) -> Problem | None:
    if PREMISES.fullmatch(number):
        return Problem(
            "That is the number of a pharmacy. Give your own: it begins with 2 for a pharmacist "
            "and with 5 for a pharmacy technician."
        )
    first = {"pharmacist": "2", "pharmacy_technician": "5"}.get(profession)
    if first and FORMS[GPHC].fullmatch(number) and number[0] != first:
        label = PROFESSIONS[profession].label.lower()
        return Problem(f"The GPhC number of a {label} begins with {first}. Check it, please.")
    return None


def _hcpc(number: str, profession: str) -> Problem | None:
    prefix = PROFESSIONS[profession].hcpc_prefix if profession in PROFESSIONS else ""
    form = FORMS[HCPC].fullmatch(number)
    if prefix and re.fullmatch(r"\d{1,6}", number):
        return Problem(
            f"HCPC numbers begin with letters. Did you mean {prefix}{number}?",
            (f"{prefix}{number}",),
        )
    if prefix and form and form[1] != prefix:
        label = PROFESSIONS[profession].label.lower()
        return Problem(
            f"The HCPC number of a {label} begins with {prefix}; yours begins with {form[1]}. "
            "Check the number, or choose your profession again."
        )
    return None


_OWN_RULES = {GMC: _gmc, GPHC: _gphc, HCPC: _hcpc}
