"""Words that belong together share a stem, and the lexicon knows what means the same."""

import pytest

from nacre.pages.search.lexicon import AREAS, FIRST, Lexicon
from nacre.pages.search.question import MOST_GROUPS, understand
from nacre.pages.search.words import stem, tokens

ALIKE = (
    "cirrhosis cirrhotic", "biopsy biopsies", "haemoglobin hemoglobin", "oesophageal esophageal",
    "tumour tumors", "anaemia anemic", "diarrhoea diarrhea", "fibrosis fibrotic",
    "vaccinate vaccinations", "infused infusion", "managing management", "hepatologist hepatology",
    "leukaemia leukemic", "thrombosis thrombotic", "cholestasis cholestatic", "randomised randomized",
    "metastases metastatic", "neutropenia neutropenic", "transplanted transplantation",
    "colonoscopies colonoscopy", "labelled labeled", "centre centers", "paediatric pediatrics",
    "diagnosis diagnostic", "progressive progression", "allergies allergic", "pregnant pregnancy",
    "deficient deficiency", "sulphasalazine sulfasalazine", "oedema edema", "varices variceal",
)  # fmt: skip
UNLIKE = (
    "colitis colon",
    "cirrhosis fibrosis",
    "hepatitis hepatology",
    "liver live",
    "patient patch",
)
SAME = (
    ("liver", "PBC", "primary biliary cirrhosis"),
    ("liver", "NAFLD", "metabolic dysfunction-associated steatotic liver disease"),
    ("liver", "Ocaliva", "obeticholic acid"),
    ("gastro", "Humira", "Amgevita"),
    ("gastro", "Colitis, Ulcerative", "UC"),
    ("immunology", "EpiPen", "epinephrine autoinjector"),
    ("haematology", "Eliquis", "apixaban"),
    ("ms", "Tysabri", "natalizumab"),
    ("ms", "relapsing remitting MS", "RRMS"),
    ("liver", "fibro scan", "transient elastography"),
    ("liver", "anti TNF", "TNF-α inhibitor"),
)


def meaning(area: str, said: str) -> list[tuple[str, ...]]:
    """What each part of a search means first of all."""
    return [g.alternatives[0].stems for g in understand(said, Lexicon.of(area), ()).groups]


@pytest.mark.parametrize("pair", ALIKE)
def test_forms_of_one_word_share_a_stem(pair):
    one, other = pair.split()
    assert stem(one) == stem(other)


@pytest.mark.parametrize("pair", UNLIKE)
def test_different_words_do_not(pair):
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_accents_possessives_and_greek_letters_part_nothing():
    assert tokens("Crohn’s Sjögren TNF-α") == ["Crohn", "Sjogren", "TNF", "alpha"]


@pytest.mark.parametrize(("area", "one", "other"), SAME)
def test_two_names_of_one_thing_mean_the_same(area, one, other):
    assert meaning(area, one) == meaning(area, other)


def test_an_area_hears_its_own_meaning_first():
    assert meaning("gastro", "CD") == [("=cd",)]
    assert meaning("haematology", "HSCT") != meaning("ms", "stem cell transplant")


def test_an_ordinary_word_is_an_abbreviation_in_capitals_alone():
    lexicon = Lexicon.of("liver")
    assert "=he" not in {h.token for h in lexicon.heard_in(tokens("he was seen at once"))}
    assert "=he" in {h.token for h in lexicon.heard_in(tokens("HE was seen at once"))}


def test_a_question_is_asked_about_its_subject():
    asked = understand("How to treat itching in patients with PBC?", Lexicon.of("liver"), ())
    assert [group.written for group in asked.groups] == [("treat",), ("itching",), ("PBC",)]


def test_only_small_words_are_asked_for_as_they_are():
    assert [g.written for g in understand("to be or not", Lexicon.of("liver"), ()).groups]


def test_a_search_has_a_bounded_number_of_words():
    asked = understand(" ".join(f"word{n}" for n in range(50)), Lexicon.of("liver"), ())
    assert len(asked.groups) <= MOST_GROUPS


@pytest.mark.parametrize("area", [FIRST, *AREAS])
def test_each_lexicon_reads_and_names_nothing_narrower_than_itself(area):
    lexicon = Lexicon.of(area)
    assert len(lexicon.meanings) > 1000
    assert not [token for token, below in lexicon.narrower.items() if token in below]


def test_an_unknown_area_has_what_all_know():
    assert Lexicon.of("cardiology").meanings == Lexicon.of(FIRST).meanings
