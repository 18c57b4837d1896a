"""What the case of the month holds about people."""

from nacre.privacy.holdings import hold

hold(
    "case_of_the_month.Answer", "Your answers to cases", "To show what colleagues would do.",
    person=("membership__user",),
)  # fmt: skip
