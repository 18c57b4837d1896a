"""The form of an article at the desk: a text that readers have seen is sent on with a notice."""

from typing import Any

from wagtail.models import Revision

from nacre.editorial import changes
from nacre.pages.models.admin_form import CommunityPageForm

ASKED = ("change_kind", "change_is_material", "correction", "change_means")
SENT = ("action-submit", "action-publish", "action-restart-workflow")


class ArticleForm(CommunityPageForm):
    """Asks what kind of change it is where readers have seen the page, and begins anew each time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen = changes.seen_by_readers(self.instance) if self.instance.pk else None
        if "change_kind" in self.fields and not changes.is_pending(self.instance):
            for name in ASKED:
                self.initial[name] = False if name == "change_is_material" else ""

    def _post_clean(self) -> None:
        """Note which text the notice is about; what is sent on without one is refused."""
        super()._post_clean()
        if "change_kind" not in self.fields:
            return
        kind = self.cleaned_data.get("change_kind", "")
        self.instance.change_of = self.seen if kind else None
        if self.seen and self._is_sent_on:
            self._refuse_unexplained(kind)

    @property
    def _is_sent_on(self) -> bool:
        """Whether it is more than kept: sent, published, or approved with what was typed."""
        is_approved = self.data.get("workflow-action-name") == "approve"
        return is_approved or any(name in self.data for name in SENT)

    def _refuse_unexplained(self, kind: str) -> None:
        if not kind and self._reads_as_before():
            return
        is_material = bool(self.cleaned_data.get("change_is_material"))
        words = self.cleaned_data.get("correction", "")
        for field, sentence in changes.problems_with_notice(kind, is_material, words):
            self.add_error(field, sentence)

    def _reads_as_before(self) -> bool:
        seen = Revision.objects.get(pk=self.seen)
        content = changes.content_of(self.instance)
        # Rows that a page leads to are put on it as it is saved.
        papers = self.cleaned_data.get("papers")
        if papers is not None:
            content["papers"] = [paper.pk for paper in papers]
            if set(content["papers"]) == set(seen.content.get("papers", [])):
                content["papers"] = seen.content.get("papers", [])
        return changes.reads_the_same(seen, content)
