"""The regulated titles, jobs and grades that members have, and who registers them.

Profession (a title, with its regulator) is not role (a job) and not grade (seniority): a nurse may
be a research nurse, band 7. The codes are listed in docs/reference/professions.md.
"""

from dataclasses import dataclass

GMC, NMC, GPHC, PSNI, HCPC = "GMC", "NMC", "GPhC", "PSNI", "HCPC"
GDC, GOC, SWE = "GDC", "GOC", "SWE"
SSSC, SCW, NISCC = "SSSC", "SCW", "NISCC"  # social workers outside England
GOSC, GCC = "GOsC", "GCC"
AHCS, UKPHR, BABCP, RCCP = "AHCS", "UKPHR", "BABCP", "RCCP"  # kept by nobody's law
# Their numbers look like others': people write the regulator before them.
NAMED_FIRST = frozenset({SSSC, SCW, NISCC, AHCS, UKPHR, BABCP, RCCP})


@dataclass(frozen=True)
class Profession:
    """A title; without a regulator there is no number to check."""

    code: str
    label: str
    regulators: tuple[str, ...] = ()
    is_hcp: bool = True
    roles: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    hcpc_prefix: str = ""
    also_called: str = ""  # further words under which the directory finds it


@dataclass(frozen=True)
class Regulator:
    """Who keeps a register, and where a moderator looks a number up."""

    code: str
    name: str
    number_label: str
    number_hint: str
    register_url: str
    is_statutory: bool = True


REGULATORS: dict[str, Regulator] = {
    r.code: r
    for r in (
        Regulator(
            GMC,
            "General Medical Council",
            "GMC reference number",
            "Seven digits, for example 1234567. Physician and anaesthesia associates: A before them.",
            "https://www.gmc-uk.org/registrants/",
        ),
        Regulator(
            NMC,
            "Nursing and Midwifery Council",
            "NMC PIN",
            "Two digits, a letter, four digits and a letter, for example 01A2345E.",
            "https://www.nmc.org.uk/registration/search-register/",
        ),
        Regulator(
            GPHC,
            "General Pharmaceutical Council",
            "GPhC registration number",
            "Seven digits: yours, not the pharmacy's. In Northern Ireland give your PSNI number.",
            "https://www.pharmacyregulation.org/registers",
        ),
        Regulator(
            PSNI,
            "Pharmaceutical Society of Northern Ireland",
            "PSNI registration number",
            "Three to five digits.",
            "https://registers.psni.org.uk/",
        ),
        Regulator(
            HCPC,
            "Health and Care Professions Council",
            "HCPC registration number",
            "Letters for your profession and up to six digits, for example PH123456.",
            "https://www.hcpc-uk.org/check-the-register/",
        ),
        Regulator(
            GDC,
            "General Dental Council",
            "GDC registration number",
            "Four to six digits.",
            "https://olr.gdc-uk.org/searchregister",
        ),
        Regulator(
            GOC,
            "General Optical Council",
            "GOC number",
            "For example 01-12345 or D-12345.",
            "https://optical.org/en/public-protection/search-the-registers/",
        ),
        Regulator(
            GOSC,
            "General Osteopathic Council",
            "GOsC registration number",
            "One to five digits.",
            "https://www.osteopathy.org.uk/register-search/",
        ),
        Regulator(
            GCC,
            "General Chiropractic Council",
            "GCC registration number",
            "Five digits.",
            "https://www.gcc-uk.org/find-a-chiropractor",
        ),
        Regulator(
            SWE,
            "Social Work England",
            "Social Work England number",
            "SW and up to six digits. Elsewhere write SSSC, SCW or NISCC before your number.",
            "https://www.socialworkengland.org.uk/umbraco/surface/searchregister/results",
        ),
        Regulator(
            SSSC,
            "Scottish Social Services Council",
            "SSSC registration number",
            "Write SSSC before it.",
            "https://www.sssc.uk.com/search-the-register/",
        ),
        Regulator(
            SCW,
            "Social Care Wales",
            "Social Care Wales number",
            "Write SCW before it.",
            "https://socialcare.wales/registration/search-the-register",
        ),
        Regulator(
            NISCC,
            "Northern Ireland Social Care Council",
            "NISCC registration number",
            "Write NISCC before it.",
            "https://niscc.info/check-the-register/",
        ),
        *(
            Regulator(
                code, name, f"{code} number", f"Write {code} before it.", url, is_statutory=False
            )
            for code, name, url in (
                (AHCS, "Academy for Healthcare Science", "https://www.ahcs.ac.uk/"),
                (UKPHR, "UK Public Health Register", "https://ukphr.org/"),
                (
                    BABCP,
                    "British Association for Behavioural and Cognitive Psychotherapies",
                    "https://babcp.com/",
                ),
                (
                    RCCP,
                    "Registration Council for Clinical Physiologists",
                    "https://www.rccp.co.uk/",
                ),
            )
        ),
    )
}

AFC = ("B4", "B5", "B6", "B7", "B8", "B9")
DOCTOR_GRADES = (
    "FY1", "FY2", "CT1", "CT2", "CT3", "IMT1", "IMT2", "IMT3", "ST1", "ST2", "ST3", "ST4", "ST5",
    "ST6", "ST7", "ST8", "ST9", "SPECIALTY_DR", "ASSOC_SPECIALIST", "SPECIALIST", "CONSULTANT",
    "GP_ST1", "GP_ST2", "GP_ST3", "GP_PARTNER", "GP_SALARIED", "GP_LOCUM", "LED",
)  # fmt: skip

_ALL = (
    Profession(
        "doctor", "Doctor", (GMC,), True,
        ("consultant", "registrar", "sas_doctor", "gp", "gpwer", "foundation_doctor",
         "core_trainee", "resident_doctor_other", "clinical_fellow", "clinical_academic",
         "public_health_doctor", "pharmaceutical_physician", "retired_doctor"),
        DOCTOR_GRADES, also_called="physician medic hepatologist neurologist gastroenterologist "
        "haematologist immunologist",
    ),
    Profession(
        "nurse", "Nurse", (NMC,), True,
        ("clinical_nurse_specialist", "anp", "consultant_nurse", "research_nurse", "ward_nurse",
         "infusion_nurse", "endoscopy_nurse", "practice_nurse", "community_nurse",
         "nurse_manager", "educator"),
        AFC[1:], also_called="nursing",
    ),
    Profession(
        "pharmacist", "Pharmacist", (GPHC, PSNI), True,
        ("specialist_pharmacist", "homecare_pharmacist", "pcn_pharmacist",
         "community_pharmacist", "consultant_pharmacist", "aseptics"),
        AFC[2:], also_called="pharmacy",
    ),
    Profession("dietitian", "Dietitian", (HCPC,), True, ("specialist_dietitian",), AFC[1:], "DT",
               "dietician dietetics"),
    Profession("physiotherapist", "Physiotherapist", (HCPC,), True, ("neurophysio",), AFC[1:],
               "PH", "physio"),
    Profession("occupational_therapist", "Occupational therapist", (HCPC,), True, (), AFC[1:],
               "OT", "OT"),
    Profession("speech_language_therapist", "Speech and language therapist", (HCPC,), True, (),
               AFC[1:], "SL", "SLT"),
    Profession("radiographer", "Radiographer", (HCPC,), True, ("sonographer",), AFC[1:], "RA"),
    Profession("podiatrist", "Podiatrist", (HCPC,), True, (), AFC[1:], "CH", "chiropodist"),
    Profession("paramedic", "Paramedic", (HCPC,), True, (), AFC[1:], "PA"),
    Profession("orthoptist", "Orthoptist", (HCPC,), True, (), AFC[1:], "OR"),
    Profession("odp", "Operating department practitioner", (HCPC,), True, (), AFC[1:], "ODP", "ODP"),
    Profession("arts_therapist", "Arts therapist", (HCPC,), True, (), AFC[1:], "AS"),
    Profession("prosthetist_orthotist", "Prosthetist or orthotist", (HCPC,), True, (), AFC[1:], "PO"),
    Profession(
        "practitioner_psychologist", "Practitioner psychologist", (HCPC,), True,
        ("clinical_psychologist", "health_psychologist", "neuropsychologist"), (), "PYL",
        "psychology",
    ),
    Profession("biomedical_scientist", "Biomedical scientist", (HCPC,), True,
               ("transfusion_scientist", "immunology_scientist"), AFC[1:], "BS", "BMS"),
    Profession("clinical_scientist", "Clinical scientist", (HCPC,), True,
               ("immunology_scientist", "genomic_scientist", "research_scientist"), AFC[1:], "CS"),
    Profession("physician_associate", "Physician associate", (GMC,), True, ("pa",), (),
               also_called="PA"),
    Profession("anaesthesia_associate", "Anaesthesia associate", (GMC,), True, ("aa",), (),
               also_called="AA"),
    Profession("midwife", "Midwife", (NMC,), True, ("midwife",), AFC, also_called="midwifery"),
    Profession("nursing_associate", "Nursing associate", (NMC,), True, ("nursing_associate",), AFC),
    Profession("pharmacy_technician", "Pharmacy technician", (GPHC,), True,
               ("homecare_pharmacist", "aseptics"), AFC[1:]),
    Profession("dentist", "Dentist", (GDC,), True),
    Profession("dental_care_professional", "Dental care professional", (GDC,), True),
    Profession("optometrist", "Optometrist", (GOC,), True),
    Profession("dispensing_optician", "Dispensing optician", (GOC,), True),
    Profession("social_worker", "Social worker", (SWE, SSSC, SCW, NISCC), True,
               ("liver_transplant_social_worker",)),
    Profession("hearing_aid_dispenser", "Hearing aid dispenser", (HCPC,), True, (), (), "HAD",
               "audiology"),
    Profession("osteopath", "Osteopath", (GOSC,)),
    Profession("chiropractor", "Chiropractor", (GCC,)),
    Profession(
        "student", "Student", (), False,
        ("medical_student", "nursing_student", "pharmacy_student", "phd_student", "trainee_ahp"),
        ("YEAR1", "YEAR2", "YEAR3", "YEAR4", "YEAR5", "YEAR6"),
    ),
    Profession(
        "healthcare_support", "Healthcare support worker", (), True,
        ("hca", "phlebotomist", "transplant_coordinator_nonreg", "mdt_coordinator",
         "medical_secretary"),
        AFC, also_called="HCA",
    ),
    Profession("nhs_manager", "NHS manager", (), False,
               ("service_manager", "commissioner", "icb_lead", "data_analyst")),
    Profession("researcher_nonclinical", "Researcher (not clinical)", (), False,
               ("scientist", "statistician")),
    Profession("patient_group_staff", "Patient group staff", (), False,
               ("charity_nurse", "helpline", "policy", "ceo")),
    Profession("pharma_staff", "Pharmaceutical industry staff", (), False,
               ("medical_affairs", "msl", "brand", "market_access", "agency"),
               also_called="industry"),
    Profession("editorial_staff", "Editorial staff", (), False,
               ("editor", "journalist", "moderator", "admin")),
    Profession("patient_carer", "Patient or carer", (), False),
)  # fmt: skip
PROFESSIONS: dict[str, Profession] = {p.code: p for p in _ALL}

COMMERCIAL = frozenset({"pharma_staff"})  # never treated as health-care professionals
HOUSE = frozenset({"editorial_staff"})  # left out of every figure
NOT_SELF_CHOSEN = COMMERCIAL | HOUSE | {"patient_carer"}  # only an operator gives these

ROLES: dict[str, str] = {
    "consultant": "Consultant",
    "registrar": "Registrar",
    "sas_doctor": "SAS doctor",
    "gp": "GP",
    "gpwer": "GP with an extended role",
    "foundation_doctor": "Foundation doctor",
    "core_trainee": "Core trainee",
    "resident_doctor_other": "Resident doctor",
    "clinical_fellow": "Clinical fellow",
    "clinical_academic": "Clinical academic",
    "public_health_doctor": "Public health doctor",
    "pharmaceutical_physician": "Pharmaceutical physician",
    "retired_doctor": "Retired doctor",
    "pa": "Physician associate",
    "aa": "Anaesthesia associate",
    "clinical_nurse_specialist": "Clinical nurse specialist",
    "anp": "Advanced nurse practitioner",
    "consultant_nurse": "Consultant nurse",
    "research_nurse": "Research nurse",
    "ward_nurse": "Ward nurse",
    "infusion_nurse": "Infusion nurse",
    "endoscopy_nurse": "Endoscopy nurse",
    "practice_nurse": "Practice nurse",
    "community_nurse": "Community nurse",
    "nurse_manager": "Nurse manager",
    "educator": "Educator",
    "midwife": "Midwife",
    "nursing_associate": "Nursing associate",
    "specialist_pharmacist": "Specialist pharmacist",
    "homecare_pharmacist": "Homecare pharmacy",
    "pcn_pharmacist": "Primary care network pharmacist",
    "community_pharmacist": "Community pharmacist",
    "consultant_pharmacist": "Consultant pharmacist",
    "aseptics": "Aseptics",
    "specialist_dietitian": "Specialist dietitian",
    "neurophysio": "Neurological physiotherapist",
    "sonographer": "Sonographer",
    "clinical_psychologist": "Clinical psychologist",
    "health_psychologist": "Health psychologist",
    "neuropsychologist": "Neuropsychologist",
    "transfusion_scientist": "Transfusion scientist",
    "immunology_scientist": "Immunology scientist",
    "genomic_scientist": "Genomic scientist",
    "research_scientist": "Research scientist",
    "liver_transplant_social_worker": "Transplant social worker",
    "medical_student": "Medical student",
    "nursing_student": "Nursing student",
    "pharmacy_student": "Pharmacy student",
    "phd_student": "PhD student",
    "trainee_ahp": "Allied health professional in training",
    "hca": "Health-care assistant",
    "phlebotomist": "Phlebotomist",
    "transplant_coordinator_nonreg": "Transplant coordinator",
    "mdt_coordinator": "MDT coordinator",
    "medical_secretary": "Medical secretary",
    "service_manager": "Service manager",
    "commissioner": "Commissioner",
    "icb_lead": "ICB lead",
    "data_analyst": "Data analyst",
    "scientist": "Scientist",
    "statistician": "Statistician",
    "charity_nurse": "Charity nurse",
    "helpline": "Helpline adviser",
    "policy": "Policy adviser",
    "ceo": "Chief executive",
    "medical_affairs": "Medical affairs",
    "msl": "Medical science liaison",
    "brand": "Brand team",
    "market_access": "Market access",
    "agency": "Agency",
    "editor": "Editor",
    "journalist": "Journalist",
    "moderator": "Moderator",
    "admin": "Administrator",
}


def profession_label(code: str) -> str:
    """How a profession is written; an unknown code as words."""
    found = PROFESSIONS.get(code)
    return found.label if found else code.replace("_", " ").capitalize()


def role_label(code: str) -> str:
    """How a role is written; an unknown code as words."""
    return ROLES.get(code) or code.replace("_", " ").capitalize()


def described(profession: str, role: str) -> str:
    """One line that says what someone is; associates always carry their title."""
    if not role:
        return profession_label(profession)
    if profession in {"doctor", "nurse", "pharmacist"} or role_label(role) == profession_label(
        profession
    ):
        return role_label(role)
    return f"{role_label(role)} ({profession_label(profession).lower()})"


def regulators_of(profession: str) -> tuple[str, ...]:
    """Who registers a profession."""
    found = PROFESSIONS.get(profession)
    return found.regulators if found else ()


def roles_of(profession: str) -> list[tuple[str, str]]:
    """The roles under a profession, as choices."""
    found = PROFESSIONS.get(profession)
    return [(code, role_label(code)) for code in found.roles] if found else []


def choices() -> list[tuple[str, str]]:
    """The professions that people may choose for themselves."""
    return [(p.code, p.label) for p in _ALL if p.code not in NOT_SELF_CHOSEN]
