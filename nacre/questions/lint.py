"""What careful authors avoid in questions; said at the desk, and forbidden by nobody.

Only what identifies a patient is forbidden: `identifiers` says so, and actions obey.
"""

import re

from django.utils.translation import gettext as _

from nacre.confidentiality.forms import why_not
from nacre.confidentiality.scanning import WARN, scan
from nacre.questions.content import Content
from nacre.questions.kinds import KINDS
from nacre.questions.markup import plain, plains

ALL_OR_NONE = re.compile(
    r"\b(?:all|none|neither|both|any) of (?:the above|the other|these|them|those|the (?:options|answers))"
    r"|\b(?:a|b|c|d|e) and (?:a|b|c|d|e)\b(?: above)?$",
    re.IGNORECASE,
)
NEGATIVE = re.compile(
    r"\b(?:not|except|least|never|incorrect|false|untrue|without)\b", re.IGNORECASE
)
SHOUTED = re.compile(r"\b(?:NOT|EXCEPT|LEAST|NEVER|INCORRECT|FALSE|UNTRUE|WITHOUT)\b")
ABSOLUTE = re.compile(
    r"\b(?:always|never|all patients|every patient|only ever|in all cases|must|impossible|invariably|"
    r"without exception|100 ?%)",
    re.IGNORECASE,
)
ABOUT_RIGHT = 2.5  # how many times the usual length an option may have
SHORT = 25


def lint(content: Content) -> list[str]:
    """Sentences about a question, each something that its author might mend."""
    options = [(plain(text), is_right) for text, is_right in content.kind_of.options(content.data)]
    said = [
        *_about_stem(content),
        *_about_options(content, options),
        *_about_lengths(options),
        *_about_people(content),
    ]
    return list(dict.fromkeys(said))


def identifiers(content: Content) -> str:
    """Why a question may not be kept: what could identify a patient; "" where there is nothing."""
    return why_not(plains(content.texts()), is_checked=True)


def _about_stem(content: Content) -> list[str]:
    if content.kind not in KINDS or content.kind in {"essay", "description"}:
        return []
    # The lead-in is what asks: the last sentence.
    lead_in = re.split(r"(?<=[.!?])\s+", plain(content.stem))[-1]
    said = []
    if NEGATIVE.search(lead_in) and not SHOUTED.search(lead_in):
        said.append(
            _("The lead-in is negative. Ask for what is right, or write the word in capitals.")
        )
    if content.kind == "sba" and len(plain(content.stem)) < 15:
        said.append(_("The lead-in is short; could it be answered with the options covered?"))
    return said


def _about_options(content: Content, options: list[tuple[str, bool]]) -> list[str]:
    said = []
    for text, _is_right in options:
        if ALL_OR_NONE.search(text):
            said.append(_("“%(option)s” refers to other options.") % {"option": text[:60]})
        if found := ABSOLUTE.search(text):
            said.append(
                _("“%(option)s” says “%(word)s”; learners know that absolutes are seldom true.")
                % {"option": text[:60], "word": found[0]}
            )
    rights = sum(is_right for _text, is_right in options)
    if content.kind == "sba" and rights > 1:
        said.append(_("More than one option is worth everything; one should be best."))
    if content.kind == "sba" and not 3 <= len(options) <= 6:
        said.append(_("Five options are usual for a single best answer."))
    if content.kind == "extended_matching" and not 6 <= len(options) <= 15:
        said.append(_("Extended matching has 6 to 15 options as a rule."))
    return said


def _about_lengths(options: list[tuple[str, bool]]) -> list[str]:
    lengths = sorted(len(text) for text, _is_right in options)
    if len(lengths) < 3:
        return []
    usual = max(lengths[len(lengths) // 2], SHORT)
    said = []
    for text, is_right in options:
        if len(text) <= ABOUT_RIGHT * usual:
            continue
        told = (
            _("The right option “%(option)s” is much longer than the others, which gives it away.")
            if is_right
            else _("“%(option)s” is much longer than the others.")
        )
        said.append(told % {"option": f"{text[:40]}…"})
    return said


def _about_people(content: Content) -> list[str]:
    text = plains(content.texts())
    if reason := why_not(text, is_checked=True):
        return [reason]
    found = scan(text)
    if found.decision != WARN:
        return []
    reasons = dict.fromkeys(str(finding.message) for finding in found.findings)
    return [_("Could this be a real patient? %(why)s") % {"why": why} for why in reasons]
