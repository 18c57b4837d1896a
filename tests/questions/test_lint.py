"""What authors are told about their questions."""

from dataclasses import replace

import pytest

from nacre.questions.lint import lint
from tests.questions.samples import SBA


def with_options(*texts: str, stem: str = SBA.stem):
    """A question with these options, the first of them right."""
    options = [{"text": text, "fraction": float(not place)} for place, text in enumerate(texts)]
    return replace(SBA, stem=stem, data={"options": options}).cleaned()


GOOD = ("Terlipressin", "Propranolol", "Octreotide", "Vasopressin", "Somatostatin")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (with_options(*GOOD[:4], "All of the above"), "refers to other"),
        (with_options(*GOOD[:4], "None of these"), "refers to other"),
        (with_options(*GOOD, stem="<p>Which of these is not given?</p>"), "negative"),
        (with_options(*GOOD[:4], "It is always fatal"), "absolutes"),
        (with_options("Terlipressin 2 mg every four hours for up to five days after endoscopy, then stop", *GOOD[1:]), "gives it away"),
        (with_options(*GOOD[:4], "Somatostatin as an infusion over several days with careful watching of glucose"), "much longer"),
        (with_options(*GOOD[:2]), "Five options"),
        (with_options(*GOOD, stem="<p>Her NHS number is 943 476 5919. Which?</p>"), "identify a patient"),
    ],
)  # fmt: skip
def test_an_author_is_told(content, why):
    assert any(why in said for said in lint(content))


@pytest.mark.parametrize(
    "stem",
    [
        "<p>A 64-year-old woman with cirrhosis vomits blood. Which drug is given first?</p>",
        "<p>She does not drink. Which is given first?</p>",
        "<p>Which of these is NOT given?</p>",
    ],
)
def test_a_good_question_is_left_alone(stem):
    assert lint(with_options(*GOOD, stem=stem)) == []
