"""What the desk keeps in lists: its board, declarations, absences, papers, saved questions, a rule."""

from django.forms import CheckboxSelectMultiple, Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from nacre.editorial.forms import CitationForm, DeclarationForm
from nacre.editorial.models import (
    ClinicalEditor,
    DeclarationOfInterest,
    EditorAbsence,
    PlacingRule,
)
from nacre.editorial.rating_forms import SavedQueryForm
from nacre.evidence.models import Citation, SavedQuery
from nacre.pages.row_form import CommunityRows


class ClinicalEditorRows(CommunityRows):
    """The editorial board."""

    model = ClinicalEditor
    menu_label = _("Clinical editors")
    menu_name = "clinical-editors"
    icon = "group"
    menu_order = 320
    list_display = ["name", "post", "is_lead", "term_ends_on", "interests_due_on"]
    fields = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("post"), FieldPanel("profession")]),
        FieldPanel("organisation"),
        FieldPanel("biography"),
        FieldPanel("remit", widget=CheckboxSelectMultiple),
        FieldPanel("photo"),
        FieldRowPanel(
            [FieldPanel("is_lead"), FieldPanel("term_starts_on"), FieldPanel("term_ends_on")]
        ),
    ]


class DeclarationRows(CommunityRows):
    """What the editors have declared."""

    model = DeclarationOfInterest
    menu_label = _("Declarations")
    menu_name = "declarations"
    icon = "doc-full"
    menu_order = 330
    list_display = ["editor", "said", "declared_on"]
    form = DeclarationForm
    fields = [
        FieldPanel("editor", widget=Select),
        FieldPanel("category"),
        FieldPanel("organisation"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("worth"), FieldPanel("is_personal")]),
        FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_to")]),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        FieldPanel("declared_on"),
    ]


class AbsenceRows(CommunityRows):
    """Who is away, and who signs off meanwhile."""

    model = EditorAbsence
    menu_label = _("Absences")
    menu_name = "absences"
    icon = "date"
    menu_order = 325
    list_display = ["editor", "away_from", "away_until", "substitute"]
    fields = [
        FieldPanel("editor", widget=Select),
        FieldRowPanel([FieldPanel("away_from"), FieldPanel("away_until")]),
        FieldPanel("substitute", widget=Select),
    ]


class CitationRows(CommunityRows):
    """The papers on the community's shelf."""

    model = Citation
    menu_label = _("Papers")
    menu_name = "papers"
    icon = "openquote"
    menu_order = 340
    list_display = ["title", "journal_abbrev", "year", "status"]
    form = CitationForm
    fields = [
        FieldPanel("swap_on"),
        FieldPanel("pasted"),
        FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid")]),
        FieldPanel("title"),
        FieldPanel("author_lines"),
        FieldPanel("journal_abbrev"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("month"), FieldPanel("issued")]),
        FieldRowPanel([FieldPanel("volume"), FieldPanel("issue"), FieldPanel("pages")]),
        FieldPanel("address"),
    ]


class SavedQueryRows(CommunityRows):
    """What is asked of the literature every night."""

    model = SavedQuery
    menu_label = _("Harvest")
    menu_name = "harvest"
    icon = "download"
    menu_order = 345
    list_display = ["name", "slug", "source", "state", "trouble"]
    form = SavedQueryForm
    fields = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("is_active")]),
        FieldPanel("words"),
    ]


class PlacingRuleRows(CommunityRows):
    """Whether sign-offs at home count for what is placed here."""

    model = PlacingRule
    menu_label = _("Placed articles")
    menu_name = "placed-articles"
    icon = "site"
    menu_order = 350
    list_display = ["__str__"]
    fields = [FieldPanel("takes_sign_offs")]


ROWS = (
    ClinicalEditorRows,
    AbsenceRows,
    DeclarationRows,
    CitationRows,
    SavedQueryRows,
    PlacingRuleRows,
)
