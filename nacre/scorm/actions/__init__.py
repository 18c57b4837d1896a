"""What editors do with packages, and what becomes of what players send."""

from nacre.scorm.actions.importing import import_package, sweep_packages
from nacre.scorm.actions.packages import open_attempt, remove_package, rename_package
from nacre.scorm.actions.recording import Outcome, begin_launch, record_commit

__all__ = [
    "Outcome",
    "begin_launch",
    "import_package",
    "open_attempt",
    "record_commit",
    "remove_package",
    "rename_package",
    "sweep_packages",
]
