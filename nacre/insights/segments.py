"""The groups by which a report may divide members, and their names."""

GROUPS = {
    "doctor": "Doctors",
    "nurse": "Nurses",
    "pharmacist": "Pharmacists",
    "ahp": "Allied health professionals",
    "scientist": "Scientists",
    "other": "Other professions",
    "": "Not stated",
}
_MEMBERS = {
    "doctor": ("doctor", "dentist"),
    "nurse": ("nurse", "midwife", "nursing_associate"),
    "pharmacist": ("pharmacist", "pharmacy_technician"),
    "ahp": (
        "dietitian", "physiotherapist", "occupational_therapist", "speech_language_therapist",
        "radiographer", "podiatrist", "paramedic", "orthoptist", "odp", "arts_therapist",
        "prosthetist_orthotist", "practitioner_psychologist", "optometrist", "ahp",
    ),
    "scientist": (
        "biomedical_scientist", "clinical_scientist", "researcher_nonclinical", "scientist",
    ),
}  # fmt: skip
_GROUP_OF = {code: group for group, codes in _MEMBERS.items() for code in codes}
_PLURALS = {
    "doctor": "Doctors",
    "physician_associate": "Physician associates",
    "anaesthesia_associate": "Anaesthesia associates",
    "healthcare_support": "Healthcare support",
    "nhs_manager": "NHS managers",
    "researcher_nonclinical": "Researchers",
    "patient_group_staff": "Patient group staff",
    "social_worker": "Social workers",
    "odp": "Operating department practitioners",
    "speech_language_therapist": "Speech and language therapists",
    "prosthetist_orthotist": "Prosthetists and orthotists",
    "patient_carer": "Patients and carers",
}


def profession_group(code: str) -> str:
    """The group of a profession; what is on no list is other."""
    return _GROUP_OF.get(code, "other") if code else ""


def profession_label(code: str) -> str:
    """A profession, or a group of them, in the plural."""
    if code in GROUPS:
        return GROUPS[code]
    words = code.replace("_", " ")
    plural = words[:-1] + "ies" if words.endswith("y") else words + "s"
    return _PLURALS.get(code, plural.capitalize())


def region_label(code: str) -> str:
    """A nation or NHS region as it is written."""
    words = code.replace("_", " ").strip()
    if not words:
        return "Not stated"
    return words if words[:1].isupper() else words.capitalize()
