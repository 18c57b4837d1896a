"""Pictures, boxes and films within the text of an article, each with what nobody may go without."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from nacre.editorial.captions import NotCaptionsError, cues_in

FILMS = {".mp4": "video/mp4", ".webm": "video/webm"}


class FigureBlock(blocks.StructBlock):
    """A picture, a chart or a diagram; what it shows is said in words too (WCAG 2.2, 1.1.1)."""

    image = ImageChooserBlock()
    alt = blocks.CharBlock(
        max_length=200,
        label=_("Text alternative"),
        help_text=_("What it shows, for whoever cannot see it; not “Figure 1”"),
    )
    caption = blocks.CharBlock(required=False)
    credit = blocks.CharBlock(
        required=False, label=_("Credit and licence"), help_text=_("Such as “Ann Lee, CC BY 4.0”")
    )
    description = blocks.RichTextBlock(
        required=False,
        features=["bold", "italic", "ul", "ol"],
        label=_("Long description"),
        help_text=_("For charts and diagrams: the numbers or the steps, in words"),
    )

    def clean(self, value: Any) -> Any:
        """A text alternative says something that the caption does not."""
        said = super().clean(value)
        alt = said["alt"].strip().casefold().rstrip(".")
        if alt == (said["caption"] or "").strip().casefold().rstrip("."):
            problem = ValidationError(_("The caption says this already: say what is to be seen."))
            raise StructBlockValidationError(block_errors={"alt": problem})
        return said

    class Meta:
        icon = "image"
        template = "editorial/blocks/figure.html"


class BoxBlock(blocks.StructBlock):
    """Something set apart from the text."""

    tone = blocks.ChoiceBlock(
        choices=[
            ("info", _("Good to know")),
            ("good", _("In practice")),
            ("warning", _("Take care")),
        ],
        default="info",
        label=_("What it is for"),
    )
    heading = blocks.CharBlock()
    text = blocks.RichTextBlock(features=["bold", "italic", "link", "ul", "ol"])

    class Meta:
        icon = "clipboard-list"
        template = "editorial/blocks/box.html"


class PollBlock(blocks.StructBlock):
    """A question to the members; who answered what is shown to nobody."""

    question = blocks.CharBlock()
    options = blocks.ListBlock(
        blocks.CharBlock(max_length=120), min_num=2, max_num=6, label=_("Answers")
    )

    class Meta:
        icon = "list-ul"
        template = "editorial/blocks/poll.html"


class VideoBlock(blocks.StructBlock):
    """A film from the library, with captions and a transcript (WCAG 2.2, 1.2.2 and 1.2.3)."""

    title = blocks.CharBlock()
    film = DocumentChooserBlock(help_text=_("An MP4 or WebM file"))
    captions = DocumentChooserBlock(help_text=_("A WebVTT file (.vtt), in the language spoken"))
    transcript = blocks.RichTextBlock(
        features=["bold", "italic", "ul", "ol"],
        help_text=_("What is said, by whom, and what is only to be seen"),
    )
    poster = ImageChooserBlock(required=False, help_text=_("What is shown before it is played"))
    minutes = blocks.IntegerBlock(required=False, min_value=1, max_value=600)

    def clean(self, value: Any) -> Any:
        """Refuse a film that no browser plays and captions that are none."""
        said = super().clean(value)
        problems = {}
        if Path(said["film"].filename).suffix.lower() not in FILMS:
            problems["film"] = ValidationError(_("This is neither an MP4 nor a WebM file."))
        try:
            with said["captions"].file.open("rb") as file:
                cues_in(file.read())
        except (NotCaptionsError, OSError) as problem:
            problems["captions"] = ValidationError(str(problem))
        if problems:
            raise StructBlockValidationError(block_errors=problems)
        return said

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """With the kind of file, which the browser asks before it fetches any."""
        context = super().get_context(value, parent_context=parent_context)
        if value["film"]:
            context["sort"] = FILMS.get(Path(value["film"].filename).suffix.lower(), "")
        return context

    class Meta:
        icon = "media"
        template = "editorial/blocks/video.html"
