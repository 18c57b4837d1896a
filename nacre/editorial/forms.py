"""What an editor may type in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.editorial.models.article import lines
from nacre.evidence.actions import tidy_doi
from nacre.evidence.models import Citation
from nacre.pages.row_form import CommunityRowForm


class CitationForm(CommunityRowForm):
    """A paper; one that another community knows already is put on our shelf as it stands."""

    author_lines = forms.CharField(
        label=_("Authors"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("One a line, as “Sterling RK”"),
    )
    instance: Citation

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["author_lines"].initial = "\n".join(self.instance.authors)

    def _get_validation_exclusions(self) -> set[str]:
        """A known paper is no error: it is found again in clean()."""
        return super()._get_validation_exclusions() | {"doi", "pmid"}

    def clean(self) -> dict[str, Any]:
        """Tidy the numbers and look for the same paper."""
        said = super().clean()
        said["doi"], said["pmid"] = (
            tidy_doi(said.get("doi")),
            (said.get("pmid") or "").strip() or None,
        )
        if not said["doi"] and not said["pmid"]:
            raise forms.ValidationError(_("Give the DOI or the PubMed number."))
        same = Citation.objects.known_as(doi=said["doi"], pmid=said["pmid"])
        self.known = same.exclude(pk=self.instance.pk).first()
        if self.known and self.instance.pk:
            raise forms.ValidationError(_("Another paper has this number."))
        return said

    def save(self, commit: bool = True) -> Citation:
        """Keep it on the shelf of the desk's community."""
        if self.known:
            self.instance = self.known
        else:
            self.instance.authors = lines(self.cleaned_data["author_lines"])
            super().save(commit)
        self.instance.shelves.add(self.for_user.desk_community)
        return self.instance
