"""What an editor may type in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.editorial.actions import reopen_declaration, swap_preprint
from nacre.editorial.models.article import lines
from nacre.editorial.recalls import pages_to_swap
from nacre.evidence.actions import fetch_citation, tidy_doi
from nacre.evidence.clients.asking import PaperUnknownError, SourceUnavailableError
from nacre.evidence.fingerprint import fingerprint_of
from nacre.evidence.models import Citation
from nacre.evidence.records import BadRecord
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage
from nacre.pages.row_form import CommunityRowForm


class CitationForm(CommunityRowForm):
    """A paper; one that another community knows already is put on our shelf as it stands."""

    author_lines = forms.CharField(
        label=_("Authors"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("One a line, as “Sterling RK”"),
    )
    pasted = forms.CharField(
        label=_("Look it up"),
        max_length=500,
        required=False,
        help_text=_(
            "Paste a DOI, a PubMed number or the paper’s address: the rest is filled in. "
            "Or leave this empty and type the paper below."
        ),
    )
    address = forms.URLField(
        label=_("Web address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Where it can be read, if it has neither a DOI nor a PubMed number"),
    )
    swap_on = forms.ModelMultipleChoiceField(
        label=_("This preprint has since appeared: cite the paper instead on"),
        queryset=BasePage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    instance: Citation
    known: Citation | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["pasted"]
        elif (self.data.get("pasted") or "").strip():
            # What is looked up need not be typed.
            for name in ("title", "journal_abbrev", "year"):
                self.fields[name].required = False
        self.fields["author_lines"].initial = "\n".join(self.instance.authors)
        self.fields["address"].initial = self.instance.address
        self._offer_the_swap()

    def _offer_the_swap(self) -> None:
        paper = self.instance.version_of
        field = self.fields.pop("swap_on")
        if paper is None:
            return
        pages = pages_to_swap(self.instance, self.for_user.desk_community)
        if not pages.exists():
            return
        self.fields["swap_on"] = field
        field.queryset = pages
        field.help_text = _(
            "%(reference)s The drafts of these pages then name it; readers see it once they are "
            "signed off."
        ) % {"reference": paper.vancouver()}

    def _get_validation_exclusions(self) -> set[str]:
        """A known paper is no error: it is found again in clean()."""
        return super()._get_validation_exclusions() | {"doi", "pmid"}

    def clean(self) -> dict[str, Any]:
        """Tidy the numbers and look for the same paper."""
        said = super().clean()
        if said.get("pasted"):
            return self._looked_up(said)
        said["doi"], said["pmid"] = (
            tidy_doi(said.get("doi")),
            (said.get("pmid") or "").strip() or None,
        )
        facts = {
            "doi": said["doi"],
            "pmid": said["pmid"],
            "title": said.get("title") or "",
            "authors": lines(said.get("author_lines") or ""),
            "year": said.get("year"),
        }
        if not (said["doi"] or said["pmid"]):
            if not fingerprint_of(**{name: facts[name] for name in ("title", "authors", "year")}):
                told = _("Give the DOI or the PubMed number, or the whole title and its authors.")
                raise forms.ValidationError(told)
            same = Citation.objects.like(facts)
        else:
            same = Citation.objects.known_as(doi=said["doi"], pmid=said["pmid"])
        self.known = same.exclude(pk=self.instance.pk).first()
        if self.known and self.instance.pk:
            raise forms.ValidationError(_("Another paper has this number."))
        return said

    def _looked_up(self, said: dict[str, Any]) -> dict[str, Any]:
        try:
            self.known = fetch_citation(words=said["pasted"])
        except (BadRecord, PaperUnknownError, SourceUnavailableError) as error:
            self.add_error("pasted", str(error))
        return said

    def _post_clean(self) -> None:
        """What was looked up is whole already."""
        if not (self.data.get("pasted") and "pasted" in self.fields):
            super()._post_clean()

    def save(self, commit: bool = True) -> Citation:
        """Keep it on the shelf of the desk's community."""
        if self.known:
            self.instance = self.known
        else:
            self.instance.authors = lines(self.cleaned_data["author_lines"])
            self.instance.note_address(self.cleaned_data["address"])
            super().save(commit)
        community = self.for_user.desk_community
        self.instance.shelves.add(community)
        if pages := self.cleaned_data.get("swap_on"):
            by = Viewer.of(self.for_user, community)
            swap_preprint(preprint=self.instance, pages=pages, by=by)
        return self.instance


class DeclarationForm(CommunityRowForm):
    """A declaration typed at the desk for an editor, who has to confirm the whole anew."""

    def save(self, commit: bool = True) -> Any:
        """Keep it, and ask the editor to confirm."""
        declared = super().save(commit)
        reopen_declaration(editor=declared.editor)
        return declared
