"""The fields of each further record, in the order of the form."""

SORTS: dict[str, tuple[str, ...]] = {
    "feedback": ("source", "kind", "content", "used"),
    "practice": (
        "until",
        "organisation",
        "setting",
        "scope",
        "hours",
        "registration",
        "description",
    ),
    "partner": ("name", "pin", "email", "accounts", "summary"),
}
LABELS = {
    "source": "Where it came from",
    "kind": "Kind",
    "content": "What it said",
    "used": "How you used it",
    "until": "Until",
    "organisation": "Organisation and address",
    "setting": "Work setting",
    "scope": "Scope of practice",
    "hours": "Hours",
    "registration": "Registration",
    "description": "What you do",
    "name": "Partner",
    "pin": "Their PIN",
    "email": "Their e-mail",
    "accounts": "Accounts discussed",
    "summary": "Summary",
    "date": "Date",
}
HEADINGS = {
    "feedback": "Practice-related feedback",
    "practice": "Practice hours",
    "partner": "Reflective discussion",
}
SETTINGS = (
    "Ambulance service", "Care home", "Community", "Consultancy", "Cosmetic or aesthetic",
    "Governing body or leadership", "GP practice or primary care", "Hospital or secondary care",
    "Inspectorate or regulator", "Insurance or legal", "Maternity unit", "Military",
    "Occupational health", "Police", "Policy", "Prison", "Private domestic setting",
    "Public health", "School", "Specialist or tertiary care, hospice included",
    "Telephone or e-health", "Trade union or professional body", "University",
    "Voluntary or charity sector", "Other",
)  # fmt: skip
SCOPES = (
    "Direct patient care", "Management", "Education", "Policy", "Quality assurance or inspection",
    "Commissioning", "Consultancy",
)  # fmt: skip
