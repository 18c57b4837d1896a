"""Grades of training and seniority: codes as stored, and how people write them."""

RESIDENTS = {
    "FY1": "Foundation year 1",
    "FY2": "Foundation year 2",
    **{f"CT{n}": f"Core trainee {n}" for n in range(1, 4)},
    **{f"IMT{n}": f"Internal medicine trainee {n}" for n in range(1, 4)},
    **{f"ST{n}": f"Specialty registrar, ST{n}" for n in range(1, 10)},
}
DOCTORS = {
    **RESIDENTS,
    "LED": "Locally employed doctor",
    "SPECIALTY_DR": "Specialty doctor",
    "ASSOC_SPECIALIST": "Associate specialist",
    "SPECIALIST": "Specialist",
    "CONSULTANT": "Consultant",
    **{f"GP_ST{n}": f"GP registrar, ST{n}" for n in range(1, 4)},
    "GP_PARTNER": "GP partner",
    "GP_SALARIED": "Salaried GP",
    "GP_LOCUM": "Locum GP",
}
BANDS = {
    code: f"Band {code[1:]}"
    for code in ("B2", "B3", "B4", "B5", "B6", "B7", "B8a", "B8b", "B8c", "B8d", "B9")
}
GRADES = {**DOCTORS, **BANDS}
# Professions that are paid by Agenda for Change bands, as far as they have grades at all.
WITHOUT = {
    "student", "researcher_nonclinical", "patient_group_staff", "pharma_staff", "editorial_staff",
    "patient_carer", "dentist",
}  # fmt: skip


def grade_label(code: str) -> str:
    """How a grade is written; an unknown code as it stands."""
    return GRADES.get(code, code)


def grades_of(profession: str) -> list[tuple[str, str]]:
    """The grades under a profession, as choices."""
    if profession in WITHOUT:
        return []
    return list((DOCTORS if profession == "doctor" else BANDS).items())
