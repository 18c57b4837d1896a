"""What of an article some readers could not use, named before it is sent for sign-off."""

import pytest
from django.urls import reverse

from nacre.editorial.accessible import about_alternative, problems_in_body
from nacre.editorial.blocks import body_from_blueprint


def p(html):
    return {"type": "paragraph", "value": f"<p>{html}</p>"}


def h(words):
    return {"type": "heading", "value": words}


def block(kind, **value):
    return {"type": kind, "value": value}


TABLE = {"caption": "Doses", "head": ["", "Dose"], "rows": [["Adults", "1 g"]]}


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("", "no text alternative"), (None, "no text alternative"), ("  ", "no text alternative"),
        ("IMG_4711.JPG", "name of a file"), ("slide-3.png", "name of a file"),
        ("DSC0012", "name of a file"), ("Figure 1", "says nothing"), ("chart", "says nothing"),
        ("Survival falls from 90 to 40 per cent in five years", ""), ("A scan of the liver", ""),
        ("Figure 1 of the trial, survival in both groups", ""),
    ],
)  # fmt: skip
def test_a_text_alternative_says_what_is_to_be_seen(alt, said):
    found = about_alternative(alt)
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ([block("figure", alt="scan.png")], "name of a file"),
        ([h(""), p("Words.")], "A heading is empty"),
        ([h("One"), h("Two"), p("Words.")], "Nothing stands below the heading “One”"),
        ([p("Words."), h("Last")], "Nothing stands below the heading “Last”"),
        ([p("Words.</p><h4>Deep</h4><p>More.")], "“Deep” skips a level"),
        ([p('<a href="/x">click here</a>')], "A link says “click here”"),
        ([p('Read it <a linktype="page" id="3">Here</a>.')], "A link says “Here”"),
        ([p('<a href="https://nice.org.uk/ng1">https://nice.org.uk/ng1</a>')], "shows its address"),
        ([p('<a href="/x"></a>')], "A link has no words"),
        ([block("box", heading="Note", text='<p><a href="/x">More</a></p>')], "A link says “More”"),
        ([block("table", **TABLE | {"head": ["", ""]})], "“Doses” has no headings"),
        ([block("table", **TABLE | {"head": ["", "Dose", ""]})], "A column of the table “Doses”"),
        ([block("table", **TABLE | {"rows": [["a", "b", "c"]]})], "A column of the table “Doses”"),
        ([block("table", **TABLE | {"caption": ""})], "no caption"),
        ([block("video", title="Rounds", captions=None, transcript="<p>Hi</p>")], "no captions"),
        ([block("video", title="Rounds", captions=3, transcript="<p> </p>")], "no transcript"),
        ([p("DO NOT GIVE THIS TO ANYBODY TODAY.")], "in capitals throughout"),
    ],
)  # fmt: skip
def test_what_some_readers_could_not_use_is_named_once(body, said):
    (problem,) = problems_in_body(body)
    assert said in problem


@pytest.mark.parametrize(
    "body",
    [
        [],
        [h("One"), p("Words about AST, ALT and HBsAg.")],
        [h("One"), block("quote", text="Yes.", who="Ann"), h("Two"), block("table", **TABLE)],
        [p('Read <a href="https://nice.org.uk/ng1">what NICE says of referral</a>.')],
        [p("Words.</p><h2>One</h2><p>Words.</p><h3>Below</h3><p>Words.")],
        [block("table", caption="Kept", head=[{"value": "A"}], rows=[{"value": [{"value": "1"}]}])],
        [p("EASL, AASLD, BSG, BASL.")],
    ],
)
def test_a_text_that_all_can_use_is_left_alone(body):
    assert problems_in_body(body) == []


def test_what_is_found_is_said_after_saving_and_at_the_sign_offs(at, draft, nell):
    draft.body = body_from_blueprint([{"p": "[here](https://example.org/a)"}, {"h": "Last"}])
    draft.standfirst = "WHAT EVERYBODY SHOULD KNOW NOW"
    draft.save_revision(user=nell.user)
    told = at("liver", nell).get(reverse("sign_offs:history", args=[draft.pk])).text
    for words in ("A link says “here”", "Nothing stands below the heading", "in capitals"):
        assert words in told
