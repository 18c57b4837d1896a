"""What editors may type about questions."""

from nacre.questions.forms.desk import BankForm, FilterForm, SuspendForm, UploadForm
from nacre.questions.forms.sheet import Sheet

__all__ = ["BankForm", "FilterForm", "Sheet", "SuspendForm", "UploadForm"]
