"""What makes a number, a date or a word an identifier: check digits, ranges and formats.

The rule pack names these checks; `identifier-scan.js` has the same under the same names.
"""

import re
from collections.abc import Callable
from datetime import date
from operator import mul

from nacre.confidentiality.rules import pack

Check = Callable[[str, re.Match[str], str], bool]
NUMBERS = re.compile(r"\d+")
WORDS = re.compile(r"[^\W\d_]+")
MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.I)
MEDICAL = re.compile(
    "(?:itis|osis|aemia|emia|opathy|ology|oscopy|ectomy|tion|(?<!cle)ment|ness|ical|uria|algia|ous)$"
)
GROUPS = {(3, 3, 4), (6, 4)}
KNOWN_GROUPS = {*GROUPS, (5, 5), (2, 4, 4), (4, 3, 3), (3, 4, 3), (3, 7), (4, 6)}
LABELLED = re.compile(
    r"(?:(?<![a-z])(?:nhs|chi|hcn|hsc|h ?& ?c)[\W_]{0,4}(?:(?:number|num|no|id|ref)[\W_]{0,4})?(?:is )?"
    r"|(?<![a-z])(?:patient|pt)(?:[\W_]{0,3}(?:number|num|no|id)[\W_]{0,3}|[#:]{0,2}))$",
    re.I | re.A,
)
IN_A_LINK = re.compile(r"(?:://|www\.|\.\w{2,4}/)\S{0,60}[/=]$", re.A)
IN_A_CODE = re.compile(r"(?:[A-Z]_?|(?<![a-z])[a-z]{1,2}_?|[a-z\d]_|\d[.,/\-])$", re.A)
GOES_ON = re.compile(r"[.,/\-]\d|[A-Za-z](?![a-z])")
TITLED = re.compile(
    r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Master|Sir|Dame|Lord|Lady|Sister|Nurse)\b", re.A
)
MOBILE = re.compile(r"(?:\+44\D{0,5}|\(?0)7", re.A)
PERSON_SINCE = 1900
WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)


def digits_of(value: str) -> str:
    """Only the digits."""
    return "".join(NUMBERS.findall(value))


def passes_mod_11(digits: str) -> bool:
    """The check digit of NHS, CHI and H&C numbers; ten equal digits are nobody's."""
    if len(set(digits)) == 1:
        return False
    total = sum(map(mul, map(int, digits), WEIGHTS))
    return total % 11 == 0  # the tenth digit is what makes it so


def begins_with_a_birthday(digits: str) -> bool:
    """Whether six digits are a day, month and year of either century."""
    return "00" < digits[2:4] <= "12" and any(
        _is_day(c + int(digits[4:6]), int(digits[2:4]), int(digits[:2])) for c in (1900, 2000)
    )


def passes_luhn(digits: str) -> bool:
    """The check digit of bank cards."""
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return len(set(digits)) > 1 and sum(n - 9 * (n > 9) for n in doubled) % 10 == 0


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _issued_in(*ranges: tuple[int, int]) -> Check:
    def check(value: str, match: re.Match[str], text: str) -> bool:
        first = int(digits_of(value)[:3])
        return any(low <= first <= high for low, high in ranges)

    return check


def _is_labelled(value: str, match: re.Match[str], text: str) -> bool:
    """Called a patient's number right before it."""
    start = match.start(1)
    return LABELLED.search(text[max(0, start - 20) : start]) is not None


def _is_ragged(value: str, match: re.Match[str], text: str) -> bool:
    """Grouped like no such number, or a piece of something longer."""
    start, end = match.span(1)
    if IN_A_CODE.search(text[max(0, start - 4) : start]) or GOES_ON.match(text, end):
        return True
    if text[start - 1 : start] in {"/", "="} and IN_A_LINK.search(text[max(0, start - 70) : start]):
        return True
    groups = tuple(map(len, NUMBERS.findall(value)))
    gaps = set(re.findall(r"\D+", value))
    if groups in GROUPS:
        return False
    is_usual = set("".join(gaps)) <= set(" -.\n_/()")
    return len(gaps) > 1 or not (is_usual or groups in KNOWN_GROUPS)


def _is_grouped(value: str, match: re.Match[str], text: str) -> bool:
    return tuple(map(len, NUMBERS.findall(value))) in GROUPS


def _is_alone(value: str, match: re.Match[str], text: str) -> bool:
    return len(text.strip()) <= len(value) + 2


def _is_date(value: str, match: re.Match[str], text: str) -> bool:
    numbers = [int(n) for n in NUMBERS.findall(value)]
    if MONTH.search(value):
        return 1 <= min(numbers) <= 31
    small = [n for n in numbers if n <= 31]
    return len(numbers) == 3 and len(small) >= 2 and 1 <= min(numbers[:2]) <= 12


def _is_birth(value: str, match: re.Match[str], text: str) -> bool:
    """A day on which somebody alive may be born, and not one of late."""
    years = [int(n) for n in NUMBERS.findall(value) if len(n) == 4]
    return bool(years) and PERSON_SINCE <= years[0] <= 2015 and _is_date(value, match, text)


def _is_british_phone(value: str, match: re.Match[str], text: str) -> bool:
    digits = digits_of(value)
    digits = digits.removeprefix("44").lstrip("0") if "+44" in value else digits[1:]
    return len(digits) in {9, 10}


def _is_postcode(value: str, match: re.Match[str], text: str) -> bool:
    area = re.match(r"[A-Za-z]+", value)
    is_one_case = value.isupper() or value.islower()
    return area is not None and is_one_case and area[0].upper() in pack().words["areas"]


def _is_card(value: str, match: re.Match[str], text: str) -> bool:
    digits = digits_of(value)
    return 13 <= len(digits) <= 19 and passes_luhn(digits)


def _is_address(value: str, match: re.Match[str], text: str) -> bool:
    parts = [int(n) for n in NUMBERS.findall(value)]
    return all(n < 256 for n in parts) and sum(n > 19 for n in parts) >= 2


def _is_name(value: str, match: re.Match[str], text: str) -> bool:
    """Unless one of its last two words is none of a name; the first may begin a sentence."""
    known = pack().words["not_names"]
    words = [word.lower() for word in WORDS.findall(value)[-2:]]
    return not any(word in known or MEDICAL.search(word) for word in words)


def _is_given(value: str, match: re.Match[str], text: str) -> bool:
    """A name that begins with a given one."""
    first = WORDS.match(value)
    return first is not None and first[0].lower() in pack().words["given"]


def _is_small_name(value: str, match: re.Match[str], text: str) -> bool:
    """The same, typed without capitals: only names that are no words."""
    return (
        _is_given(value, match, text)
        and WORDS.findall(value)[0] not in pack().words["also_words"]
        and _is_name(value, match, text)
    )


def _is_signature(value: str, match: re.Match[str], text: str) -> bool:
    """As writers put their own: alone on a line, or what the text ends with."""
    start, end = match.span(1)
    before, after = text[max(0, start - 9) : start], text[end : end + 40]
    line = before.rpartition("\n")[2] + after[:9].partition("\n")[0]
    return not line.strip(" ,.") or (len(after) < 25 and before.rstrip(" -")[-1:] in ".!?\n,")


CHECKS: dict[str, Check] = {
    "nhs_issued": _issued_in((400, 499), (600, 799)),
    "nhs_test": _issued_in((900, 999)),
    "hc_ni": _issued_in((320, 399)),
    "ihi": _issued_in((812, 859)),
    "chi": lambda value, match, text: begins_with_a_birthday(digits_of(value)),
    "mod_11": lambda value, match, text: passes_mod_11(digits_of(value)),
    "labelled": _is_labelled,
    "not_all_equal": lambda value, match, text: len(set(digits_of(value))) > 1,
    "ragged": _is_ragged,
    "grouped": _is_grouped,
    "alone": _is_alone,
    "date": _is_date,
    "birth": _is_birth,
    "phone_uk": _is_british_phone,
    "mobile": lambda value, match, text: MOBILE.match(value) is not None,
    "postcode": _is_postcode,
    "card": _is_card,
    "ip": _is_address,
    "name": _is_name,
    "untitled": lambda value, match, text: not TITLED.match(value),
    "given": _is_given,
    "given_name": lambda *found: _is_given(*found) and _is_name(*found),
    "initialled": lambda *found: (
        _is_name(*found) and (_is_given(*found) or not found[0][1].isalpha())
    ),
    "small_name": _is_small_name,
    "signature": _is_signature,
}
