"""Courses, their modules, who takes them and what they answered."""

from nacre.learning.models.attempt import Answer, Attempt
from nacre.learning.models.course import CoursePage
from nacre.learning.models.enrolment import Enrolment
from nacre.learning.models.module import ModulePage

PAGE_TYPES: list[type] = [CoursePage, ModulePage]

__all__ = ["PAGE_TYPES", "Answer", "Attempt", "CoursePage", "Enrolment", "ModulePage"]
