"""The instruments with which a study is appraised, their judgements, and where it is registered."""

import re

TOOLS = {
    "RoB 2": "RoB 2 (randomised trials)",
    "ROBINS-I": "ROBINS-I (non-randomised studies)",
    "QUADAS-2": "QUADAS-2 (diagnostic accuracy)",
    "AMSTAR-2": "AMSTAR-2 (systematic reviews)",
    "CASP": "CASP checklist",
}
JUDGEMENTS: dict[str, tuple[str, ...]] = {
    "RoB 2": ("low risk of bias", "some concerns", "high risk of bias"),
    "ROBINS-I": (
        "low risk of bias",
        "moderate risk of bias",
        "serious risk of bias",
        "critical risk of bias",
        "no information",
    ),
    "QUADAS-2": ("low risk of bias", "high risk of bias", "unclear risk of bias"),
    "AMSTAR-2": (
        "high confidence",
        "moderate confidence",
        "low confidence",
        "critically low confidence",
    ),
    "CASP": ("no rating: a checklist",),
}
ALL_JUDGEMENTS = list(dict.fromkeys(j for fitting in JUDGEMENTS.values() for j in fitting))
LEVELS = [
    *(f"OCEBM {level}" for level in range(1, 6)),
    *(f"GRADE {certainty}" for certainty in ("high", "moderate", "low", "very low")),
]
NICE = re.compile(r"(TA|NG|CG|HST|QS|DG|IPG|MTG|HTG)\d{1,4}")
REGISTERS = (
    (re.compile(r"NCT\d{8}"), "https://clinicaltrials.gov/study/{}"),
    (re.compile(r"ISRCTN\d{8}"), "https://www.isrctn.com/{}"),
    (
        re.compile(r"\d{4}-\d{6}-\d{2}"),
        "https://www.clinicaltrialsregister.eu/ctr-search/search?query={}",
    ),
    (re.compile(r"CRD42\d{6,12}"), "https://www.crd.york.ac.uk/PROSPERO/view/{}"),
    (re.compile(r"ACTRN\d{14}"), "https://anzctr.org.au/{}.aspx"),
)


def fits(tool: str, judgement: str) -> bool:
    """Whether an instrument has such a judgement."""
    return judgement in JUDGEMENTS.get(tool, ())


def nice_url(code: str) -> str:
    """Where NICE guidance such as TA123 lies; empty for what is none."""
    return f"https://www.nice.org.uk/guidance/{code.lower()}" if NICE.fullmatch(code) else ""


def register_url(number: str) -> str:
    """Where a study's registration lies; empty for a number of no register that we know."""
    for pattern, address in REGISTERS:
        if pattern.fullmatch(number):
            return address.format(number)
    return ""
