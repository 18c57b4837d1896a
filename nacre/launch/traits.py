"""What an invented member does, where, and what they say of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from nacre.members import professions
from nacre.members.models import Organisation
from nacre.pages.models import Topic

ROLES: dict[str, dict[str, int]] = {
    "doctor": {
        "consultant": 46, "registrar": 26, "sas_doctor": 6, "clinical_fellow": 6,
        "clinical_academic": 4, "gp": 5, "gpwer": 4, "core_trainee": 3,
    },
    "nurse": {
        "clinical_nurse_specialist": 56, "anp": 14, "consultant_nurse": 4, "research_nurse": 9,
        "ward_nurse": 7, "infusion_nurse": 5, "nurse_manager": 5,
    },
    "pharmacist": {"specialist_pharmacist": 80, "homecare_pharmacist": 12, "consultant_pharmacist": 8},
    "student": {"medical_student": 70, "nursing_student": 30},
    "healthcare_support": {"mdt_coordinator": 60, "hca": 40},
    "nhs_manager": {"service_manager": 70, "commissioner": 30},
    "researcher_nonclinical": {"scientist": 75, "statistician": 25},
    "practitioner_psychologist": {"clinical_psychologist": 80, "health_psychologist": 20},
    "dietitian": {"specialist_dietitian": 100},
}  # fmt: skip
GRADES = {
    "consultant": ("CONSULTANT",), "registrar": ("ST4", "ST5", "ST6", "ST7"),
    "sas_doctor": ("SPECIALTY_DR", "ASSOC_SPECIALIST"), "gp": ("GP_PARTNER", "GP_SALARIED"),
    "gpwer": ("GP_PARTNER", "GP_SALARIED"), "clinical_nurse_specialist": ("B6", "B7"),
    "anp": ("B7", "B8a"), "consultant_nurse": ("B8b", "B8c"), "ward_nurse": ("B5", "B6"),
    "research_nurse": ("B6", "B7"), "specialist_pharmacist": ("B7", "B8a"),
    "consultant_pharmacist": ("B8b",),
}  # fmt: skip
IN_PRACTICE = {"gp", "gpwer", "practice_nurse"}
IN_UNIVERSITY = {"clinical_academic", "scientist", "statistician", "medical_student"}
BIOGRAPHIES = (
    "{given} works at {place} and is mostly to be found in the {first} clinic. Outside it, {first} "
    "and {second} are the subjects on which colleagues ask for an opinion.",
    "{given} came to the specialty by way of general medicine and stayed. Current project: a shared "
    "pathway for {first} between {place} and its neighbours.",
    "Interested in {first} and {second}, and in clinics that run to time. {given} is happy to be "
    "asked about setting up a service at {place} and about what did not work.",
    "{given} has been at {place} for some years and teaches {first} to whoever is on the rota.",
    "New in post at {place}. {given} would like to hear from anyone who has audited {first} and is "
    "prepared to say what they found.",
)


@dataclass
class Traits:
    """Draws jobs, places and interests for one community, the same each time."""

    random: Random
    topics: Sequence[Topic]
    organisations: Sequence[Organisation]
    _places: dict[str, tuple[list[Organisation], list[float]]] = field(default_factory=dict)

    def role(self, profession: str) -> str:
        """A job that this profession has, the commoner the likelier."""
        known = ROLES.get(profession)
        if not known:
            return next(iter(professions.PROFESSIONS[profession].roles), "")
        return self.random.choices(list(known), list(known.values()))[0]

    def grade(self, role: str) -> str:
        """A grade that goes with the job, where we know one."""
        return self.random.choice(GRADES.get(role, ("",)))

    def organisation(self, role: str) -> Organisation:
        """A place where this job is done; the large ones have more of everyone."""
        kind = "practice" if role in IN_PRACTICE else "hospital"
        kind = "university" if role in IN_UNIVERSITY else kind
        places, weights = self._kind(kind)
        return self.random.choices(places, weights)[0]

    def _kind(self, kind: str) -> tuple[list[Organisation], list[float]]:
        if kind not in self._places:
            kinds = {kind} if kind != "hospital" else {"hospital", "trust", "board"}
            found = [place for place in self.organisations if place.kind in kinds]
            self.random.shuffle(found)
            weights = [1 / (3 + place) ** 0.7 for place in range(len(found))]
            self._places[kind] = (found or list(self.organisations), weights or [1.0])
        return self._places[kind]

    def interests(self) -> list[str]:
        """One to five subjects, the first ones of the vocabulary more often."""
        weights = [1 / (2 + place) ** 0.5 for place in range(len(self.topics))]
        count = self.random.choices((1, 2, 3, 4, 5), (15, 30, 30, 17, 8))[0]
        drawn = self.random.choices([topic.slug for topic in self.topics], weights, k=count)
        return list(dict.fromkeys(drawn))

    def biography(self, given: str, place: Organisation, interests: list[str]) -> str:
        """A few sentences, for one member in nine."""
        if self.random.random() > 1 / 9 or not interests:
            return ""
        labels = {topic.slug: topic.label for topic in self.topics}
        said = [in_a_sentence(labels[slug]) for slug in (interests * 2)[:2]]
        return self.random.choice(BIOGRAPHIES).format(
            given=given, place=place.name, first=said[0], second=said[-1]
        )


def in_a_sentence(label: str) -> str:
    """A topic's label inside a sentence: small letters unless it is an abbreviation or a name."""
    first = label.split(maxsplit=1)[0]
    return (
        label
        if first.isupper() or first in {"Wilson", "Crohn’s", "Crohn's", "Hodgkin"}
        else (label[:1].lower() + label[1:])
    )
