"""From answers about a sponsor's part to the kind of funding and the words of its label.

Nobody types a label: wording that does not reflect what a company really did is what the ABPI Code
is broken by most (clause 5.6 of 2024; docs/how-to/record-sponsorship.md). Arm's length is strict:
one yes ends it.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nacre.communities.models import FundingRelationship

Kind = FundingRelationship.Kind
Choices = list[tuple[str, Any]]

AGREEMENTS: Choices = [
    ("none", gettext_lazy("No company pays")),
    ("grant", gettext_lazy("A grant at arm's length")),
    ("sponsorship", gettext_lazy("Sponsorship")),
    ("company", gettext_lazy("The company's own material")),
    ("space", gettext_lazy("Paid space")),
    ("joint", gettext_lazy("Collaborative working of company and NHS")),
]
BY: Choices = [("us", gettext_lazy("We did")), ("company", gettext_lazy("The company did"))]
AUTHORS: Choices = [
    ("us", gettext_lazy("We chose and paid them")),
    ("chosen", gettext_lazy("The company chose them")),
    ("paid", gettext_lazy("The company pays them directly")),
]
TEXTS: Choices = [
    ("unseen", gettext_lazy("It sees the text when everybody does")),
    ("seen", gettext_lazy("It sees the text before, without a say")),
    ("facts", gettext_lazy("It points out factual errors; we decide")),
    ("changed", gettext_lazy("It may change the text")),
    ("wrote", gettext_lazy("It writes the text, or has it written")),
]
NOUNS = {
    "site": gettext_lazy("community"),
    "area": gettext_lazy("section"),
    "programme": gettext_lazy("programme"),
    "module": gettext_lazy("page"),
    "event": gettext_lazy("event"),
    "newsletter slot": gettext_lazy("part of the newsletter"),
}


@dataclass(frozen=True)
class Answers:
    """What was answered about one sponsor's part in one thing."""

    agreement: str = "grant"
    started_by: str = "us"
    topic_by: str = "us"
    authors: str = "us"
    text: str = "unseen"
    recipients_by: str = "us"  # who decides whom it goes to
    gets_figures: bool = False  # more than the proof that the money was spent
    names_product: bool = False  # a medicine or device of the company

    @classmethod
    def read(cls, said: dict[str, Any]) -> "Answers":
        """From what was kept or written in a blueprint. Raises TypeError for unknown questions."""
        return cls(**said)

    def as_dict(self) -> dict[str, Any]:
        """To be kept."""
        return asdict(self)


def misread(answers: Answers) -> Iterator[tuple[str, str]]:
    """Answers that are none of those offered, as field and sentence."""
    offered: dict[str, Choices] = {
        "agreement": AGREEMENTS,
        "started_by": BY,
        "topic_by": BY,
        "authors": AUTHORS,
        "text": TEXTS,
        "recipients_by": BY,
    }
    for field in fields(answers):
        given = getattr(answers, field.name)
        if field.name in offered:
            known = [value for value, _label in offered[field.name]]
            if given not in known:
                yield field.name, _("Answer one of: %(known)s.") % {"known": ", ".join(known)}
        elif not isinstance(given, bool):
            yield field.name, _("Answer true or false.")


def _influence(answers: Answers) -> Iterator[tuple[str, str]]:
    """Each answer by which the company had a say or a benefit, as field and sentence."""
    if answers.started_by == "company":
        yield "started_by", _("the company had the idea")
    if answers.topic_by == "company":
        yield "topic_by", _("the company suggested the topic")
    if answers.authors != "us":
        yield "authors", _("the company chose or pays the authors")
    if answers.text != "unseen":
        yield "text", _("the company sees the text beforehand")
    if answers.recipients_by == "company":
        yield "recipients_by", _("the company decides whom it goes to")
    if answers.gets_figures:
        yield "gets_figures", _("the company gets figures on its use")


def contradictions(answers: Answers) -> Iterator[tuple[str, str]]:
    """Answers that cannot stand beside the agreement, as field and the sentence of the rule."""
    if answers.agreement == "none":
        for field, what in _influence(answers):
            yield (
                field,
                _(
                    "A company's part must be said even where it pays nothing, and here %(what)s. "
                    "Choose the agreement that fits, or change this answer."
                )
                % {"what": what},
            )
    if answers.agreement == "grant":
        for field, what in _influence(answers):
            yield (
                field,
                _(
                    "A grant at arm's length leaves no possibility of influence and buys no "
                    "figures, and here %(what)s. Call it sponsorship, or change this answer."
                )
                % {"what": what},
            )
    if answers.agreement == "company" and answers.text in {"unseen", "seen", "facts"}:
        yield (
            "text",
            _(
                "The company's own material is written or changed by the company. "
                "Say so here, or call it sponsorship."
            ),
        )


def kind_of(answers: Answers) -> str:
    """The kind of funding that the answers amount to; the stricter one where they leave a doubt."""
    fixed: dict[str, str] = {
        "none": Kind.NONE,
        "grant": Kind.HANDS_OFF_GRANT,
        "space": Kind.ADVERTISING,
        "company": Kind.COMPANY_MATERIAL,
    }
    if answers.agreement in fixed:
        return fixed[answers.agreement]
    # Whoever starts it, writes it, picks its authors or its readers has made it, whatever the
    # contract is called.
    has_made_it = (
        answers.started_by == "company"
        or answers.authors != "us"
        or answers.text in {"changed", "wrote"}
        or answers.recipients_by == "company"
    )
    if answers.agreement == "joint":
        return Kind.COMPANY_MATERIAL if answers.text == "wrote" else Kind.JOINT
    return Kind.COMPANY_MATERIAL if has_made_it else Kind.SPONSORED


def statement_of(answers: Answers, *, sponsor: str, scope: str, body: str) -> str:
    """The label, with the company's name and what it did; `body` has the editorial control."""
    said = {
        "company": sponsor,
        "noun": NOUNS[scope],
        "body": body,
        "part": _part(answers),
        "sort": _("promotional") if answers.names_product else _("educational"),
    }
    kind = kind_of(answers)
    if kind == Kind.NONE:
        return _("No external funding.")
    if kind == Kind.HANDS_OFF_GRANT:
        return (
            _(
                "%(company)s provided a grant towards the cost of this %(noun)s. %(company)s had "
                "no input into, or influence over, its content, authors or distribution."
            )
            % said
        )
    if kind == Kind.ADVERTISING:
        return _("Advertisement — %(company)s.") % said
    if kind == Kind.COMPANY_MATERIAL:
        return _("This %(sort)s material has been developed and funded by %(company)s.") % said
    if kind == Kind.JOINT:
        return (
            _(
                "This %(noun)s is collaborative working between %(company)s and the NHS. "
                "%(company)s %(part)s. Editorial control rests with %(body)s."
            )
            % said
        )
    return (
        _(
            "This %(noun)s is sponsored by %(company)s. %(company)s %(part)s. "
            "Editorial control rests with %(body)s."
        )
        % said
    )


def _part(answers: Answers) -> str:
    """What the company did, in words that follow its name."""
    content = []
    if answers.topic_by == "company" or answers.started_by == "company":
        content.append(_("suggested the topic"))
    if answers.text == "seen":
        content.append(_("saw the text before it appeared"))
    if answers.text == "facts":
        content.append(_("checked factual accuracy"))
    if answers.text == "changed":
        content.append(_("had a say in the text"))
    did = content or [_("had no role in content")]
    if answers.gets_figures:
        did.append(_("receives figures on its use that name nobody"))
    *first, last = did
    return (
        _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    )


def label_of(relationship: FundingRelationship) -> str:
    """The few words beside a promotional item in a list; empty for anything else."""
    if not relationship.is_promotional:
        return ""
    kind = relationship.get_kind_display()
    return f"{kind} — {relationship.sponsor.name}"
