"""Courses, their modules, who takes them, what they answered, and what they said of it."""

from nacre.learning.models.attempt import Answer, Attempt
from nacre.learning.models.course import CoursePage
from nacre.learning.models.enrolment import Enrolment
from nacre.learning.models.evaluation import (
    Barrier,
    Change,
    Confidence,
    Evaluation,
    FollowUp,
    QuietLearner,
)
from nacre.learning.models.figures import DeskLetter, ModuleFigures, QuestionFigures
from nacre.learning.models.module import ModulePage

PAGE_TYPES: list[type] = [CoursePage, ModulePage]

__all__ = [
    "PAGE_TYPES",
    "Answer",
    "Attempt",
    "Barrier",
    "Change",
    "Confidence",
    "CoursePage",
    "DeskLetter",
    "Enrolment",
    "Evaluation",
    "FollowUp",
    "ModuleFigures",
    "ModulePage",
    "QuestionFigures",
    "QuietLearner",
]
