"""What the registers that were loaded say about the numbers that people claim."""

from collections.abc import Iterable
from dataclasses import dataclass

from nacre.members.matching import MATCH, NOT_FOUND, REVIEW, Match, match_person
from nacre.members.models import ProfessionalRegistration, RegisterEntry, RegisterFile
from nacre.members.models.register import HELD

NOT_PRACTISING = "not_practising"
SLICE = 400


@dataclass(frozen=True)
class Check:
    """One claimed number beside its entry. For moderators; the person never learns of it."""

    registration: ProfessionalRegistration
    entry: RegisterEntry | None
    match: Match
    file: RegisterFile

    @property
    def outcome(self) -> str:
        """What goes into the evidence."""
        if self.entry and self.match.outcome == MATCH:
            if not self.entry.is_acceptable:
                return NOT_PRACTISING
            return REVIEW if self.registration.is_disputed else MATCH
        return self.match.outcome

    @property
    def _word(self) -> str:
        words = {MATCH: "match", REVIEW: "look again", NOT_FOUND: "not found"}
        return words.get(self.match.outcome, "another name")

    @property
    def status(self) -> str:
        """The status on the register, in our own words for it."""
        return self.entry.status if self.entry else ""

    @property
    def must_hold(self) -> bool:
        """Whether somebody so registered may not go on before a person has looked."""
        return self.status in HELD and self.match.outcome in {MATCH, REVIEW}

    @property
    def finding(self) -> tuple[str, str]:
        """How the moderators' queue says it: a tone and a sentence."""
        if self.entry and not self.entry.is_acceptable:
            return "warning", f"{self}; {self.entry.get_status_display().lower()}"
        return "good" if self.match.outcome == MATCH else "warning", f"{self}"

    def __str__(self) -> str:
        if self.entry is None:
            return f"{self.registration} is not on the {self.file}"
        name = ", ".join(part for part in (self.entry.surname, self.entry.given) if part)
        scores = f"surname {self.match.surname:.1f}, given name {self.match.given:.1f}"
        return f"{self.registration} is {name} on the {self.file}: {self._word}, {scores}"


def latest_files() -> dict[str, RegisterFile]:
    """The last file of each regulator of which one was loaded."""
    return {file.regulator: file for file in RegisterFile.objects.order_by("as_of", "pk")}


def checked(registrations: Iterable[ProfessionalRegistration]) -> dict[int, Check]:
    """The checks of numbers whose regulator's register was loaded, by the key of the claim.

    The same questions are asked whether or not a number exists.
    """
    files = latest_files()
    claims = [r for r in registrations if r.regulator in files and r.state != "released"]
    found: dict[tuple[str, str], RegisterEntry] = {}
    for regulator in {claim.regulator for claim in claims}:
        numbers = [claim.number for claim in claims if claim.regulator == regulator]
        for start in range(0, len(numbers), SLICE):
            entries = RegisterEntry.objects.filter(
                regulator=regulator, number__in=numbers[start : start + SLICE]
            )
            found |= {(entry.regulator, entry.number): entry for entry in entries}
    return {
        claim.pk: _check(claim, found.get((claim.regulator, claim.number)), files[claim.regulator])
        for claim in claims
    }


def _check(
    claim: ProfessionalRegistration, entry: RegisterEntry | None, file: RegisterFile
) -> Check:
    if entry is None:
        return Check(claim, None, Match(NOT_FOUND), file)
    person = claim.user
    return Check(
        claim, entry, match_person(entry.on_register, person.given_name, person.family_name), file
    )
