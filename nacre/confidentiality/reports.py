"""Error reports without what people typed: a crash must not mail a patient's number around."""

from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class ReportsWithoutWords(SafeExceptionReporterFilter):
    """Names of fields and variables stay, what they held does not; all of it while debugging."""

    def get_post_parameters(self, request: HttpRequest | None) -> Any:
        """Which fields were sent."""
        if request is None or not self.is_active(request):
            return super().get_post_parameters(request)
        return dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> Any:
        """Which variables there were."""
        if not self.is_active(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
