"""Pictures, boxes and films in an article: nothing is shown that some people cannot follow."""

import pytest
from django.core.files.base import ContentFile
from wagtail.blocks.struct_block import StructBlockValidationError

from nacre.editorial.media_blocks import BoxBlock, FigureBlock, VideoBlock
from nacre.pages.models import CommunityDocument, CommunityImage
from tests.pages.test_files import drawn

pytestmark = pytest.mark.django_db
CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:04.500\nGood morning.\n"


@pytest.fixture
def chart(liver, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return CommunityImage.objects.create(title="A chart", file=drawn("red"))


@pytest.fixture
def documents(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path

    def document(name: str, data: bytes = b"film") -> CommunityDocument:
        return CommunityDocument.objects.create(title=name, file=ContentFile(data, name))

    return document


def figure(image, **more):
    said = {"image": image.pk, "alt": "Bars: readmissions fell from 23 to 14.", "caption": "Fig. 1"}
    return FigureBlock().to_python({**said, **more})


def test_a_figure_says_in_words_what_it_shows(chart):
    description = "<p>In 2024 it was 23, in 2025 it was 14.</p>"
    html = FigureBlock().render(figure(chart, credit="CC BY 4.0", description=description))
    assert 'alt="Bars: readmissions fell from 23 to 14."' in html
    assert "<summary>What this figure shows, in words</summary>" in html
    assert "CC BY 4.0" in html


@pytest.mark.parametrize("alt", ["", "fig. 1"])
def test_a_figure_without_an_alternative_of_its_own_is_refused(chart, alt):
    with pytest.raises(StructBlockValidationError) as refused:
        FigureBlock().clean(figure(chart, alt=alt))
    assert set(refused.value.block_errors) == {"alt"}


def film(documents, **more):
    said = {
        "title": "How to read a fibrosis score",
        "film": documents("score.mp4").pk,
        "captions": documents("score.vtt", CAPTIONS).pk,
        "transcript": "<p>Good morning.</p>",
        "minutes": 4,
    }
    return VideoBlock().to_python({**said, **more})


def test_a_film_comes_with_captions_and_a_transcript(documents):
    html = VideoBlock().render(VideoBlock().clean(film(documents)))
    assert 'type="video/mp4"' in html
    assert '<track kind="captions"' in html
    assert "Good morning." in html
    assert "4 minutes" in html


def test_a_film_that_some_cannot_follow_is_refused(documents):
    wrong = film(
        documents, film=documents("score.avi").pk, captions=documents("score.srt", b"1\n").pk
    )
    with pytest.raises(StructBlockValidationError) as refused:
        VideoBlock().clean(wrong)
    assert set(refused.value.block_errors) == {"film", "captions"}


def test_a_box_stands_apart(db):
    block = BoxBlock()
    html = block.render(
        block.to_python({"tone": "warning", "heading": "Take care", "text": "<p>Not at night.</p>"})
    )
    assert "notice--warning" in html
    assert "<p>Not at night.</p>" in html
