"""The people that a visitor of the demonstration may be, one button each. All invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Persona:
    """Who it is, where they belong, and what to try as them."""

    code: str
    group: str
    title: str
    given_name: str
    family_name: str
    post: str
    community: str
    profession: str
    role: str
    grade: str = ""
    organisation_ods: str = ""
    tier: str = "full"
    duty: str = ""
    interests: tuple[str, ...] = ()
    biography: str = ""
    also_in: tuple[str, ...] = ()
    is_operator: bool = False
    receives: str = ""  # the audience of reports: body or sponsor
    sponsor: str = ""
    lands_on: str = "/"
    try_this: str = ""
    given_as: str = ""

    @property
    def email(self) -> str:
        """The address of the account."""
        words = f"{self.given_name}.{self.family_name}".lower().replace("á", "a")
        return f"{words}@example.org"

    @property
    def shown_name(self) -> str:
        """The name on the button; the clinical editor's is in the blueprint."""
        return self.name or self.given_as

    @property
    def name(self) -> str:
        """As colleagues write it."""
        parts = (self.title, self.given_name, self.family_name)
        return " ".join(part for part in parts if part)


MEMBERS, EDITORS, CLIENTS = "Members", "People who make it", "People who pay for it"
PERSONAS = (
    Persona(
        "consultant", MEMBERS, "Dr", "Amara", "Okonjo-Hale", "Consultant hepatologist",
        "liver", "doctor", "consultant", "CONSULTANT", "RJZ",
        interests=("cirrhosis", "varices", "hepatitis-d", "liver-transplantation"),
        biography=(
            "Amara Okonjo-Hale looks after people with decompensated cirrhosis and runs the Tuesday "
            "varices clinic. She is setting up a shared hepatitis delta service with two "
            "neighbouring hospitals and would like to hear from anyone who has done the same."
        ),
        try_this="Read a journal review, then find colleagues who share an interest.",
    ),
    Persona(
        "nurse", MEMBERS, "", "Siobhán", "Tregarthen", "Hepatology clinical nurse specialist",
        "liver", "nurse", "clinical_nurse_specialist", "B7", "RK9",
        interests=("hepatology-nursing", "ascites", "service-improvement", "audit"),
        biography=(
            "Siobhán Tregarthen runs a nurse-led ascites clinic two mornings a week. She came to the "
            "liver from acute medicine and is collecting audit data on planned drains."
        ),
        try_this="Open the Learning Zone and register for the nurse-led clinic toolkit.",
    ),
    Persona(
        "gp", MEMBERS, "Dr", "Rohit", "Ansley", "GP with an extended role in liver health",
        "liver", "doctor", "gpwer", "GP_PARTNER", "A81001",
        interests=("liver-blood-tests", "masld", "fibrosis-assessment"),
        biography="Rohit Ansley is a GP partner who reads the practice's abnormal liver blood tests.",
        try_this="See the home page change with a GP's interests, and meet a page kept for nurses.",
    ),
    Persona(
        "ms-member", MEMBERS, "", "Ffion", "Cadwallader", "MS specialist nurse",
        "ms", "nurse", "clinical_nurse_specialist", "B7", "7A4",
        interests=(),
        try_this="Belong to MS alone: try to reach anything of the liver community.",
    ),
    Persona(
        "clinical-editor", EDITORS, "", "", "", "Lead clinical editor",
        "liver", "doctor", "consultant", given_as="Dr Rhona Kinninmonth",
        lands_on="/cms/",
        try_this="Sign off what the journalist wrote, in the editor that clinicians use.",
    ),
    Persona(
        "journalist", EDITORS, "", "Edie", "Marchmont", "Journalist",
        "liver", "editorial_staff", "journalist", tier="staff", duty="journalist",
        lands_on="/cms/",
        try_this="Write news, put it up for clinical review, look after the queue of people joining.",
    ),
    Persona(
        "operator", EDITORS, "", "Morgan", "Tully", "Platform manager",
        "liver", "editorial_staff", "admin", tier="staff", is_operator=True,
        try_this="Everything: communities, enquiries, the living pattern page, every admin screen.",
    ),
    Persona(
        "body-client", CLIENTS, "", "Julian", "Ashgrove", "Chief executive, British Hepatology Forum",
        "liver", "nhs_manager", "service_manager",
        receives="body", lands_on="/reports/",
        try_this="Open the monthly report that the professional body receives.",
    ),
    Persona(
        "sponsor-client", CLIENTS, "", "Petra", "Lindqvist-Shaw", "Medical education lead",
        "liver", "pharma_staff", "medical_affairs", tier="sponsor_observer",
        receives="sponsor", sponsor="tamarisk", lands_on="/reports/",
        try_this="See what a sponsor is told, rounded, and what stays closed to companies.",
    ),
)  # fmt: skip


def persona(code: str) -> Persona | None:
    """The persona of that code."""
    return next((found for found in PERSONAS if found.code == code), None)


def groups() -> list[tuple[str, list[Persona]]]:
    """The personas as the page shows them."""
    return [(g, [p for p in PERSONAS if p.group == g]) for g in (MEMBERS, EDITORS, CLIENTS)]
