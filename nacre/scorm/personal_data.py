"""What packages hold about people."""

from nacre.privacy.holdings import AtErasure, hold

hold(
    "scorm.ScoState", "What courses from elsewhere remember of you",
    "So that they go on where you were: your place, answers, score and time in each part.",
    person=("attempt__membership__user",), order=20,
)  # fmt: skip
hold(
    "scorm.PackageAttempt", "Your attempts at courses from elsewhere",
    "So that what you completed counts, and you can go on.",
    person=("membership__user",), order=30,
)  # fmt: skip
hold(
    "scorm.Package", "Courses you brought", "The course stays without you.",
    person=("imported_by",), at_erasure=AtErasure.DETACHED, shown=("title", "imported_at"),
)  # fmt: skip
hold(
    "scorm.PackageUpload", "Files of courses you brought", "What became of them stays without you.",
    person=("by",), at_erasure=AtErasure.DETACHED, shown=("file_name", "state", "created_at"),
)  # fmt: skip
