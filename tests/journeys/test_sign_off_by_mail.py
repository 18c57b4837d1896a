"""A clinical editor signs a page off on a phone, from the letter, without an account."""

import json

# Sends the first journal review for sign-off, and answers its title and the links of two letters.
SEND = """
import json
from nacre.editorial import sign_off_links as links
from nacre.editorial.changes import seen_by_readers
from nacre.editorial.models import JournalReviewPage, SignOffLetter, SignOffRequest
from nacre.members.models import Membership
page = JournalReviewPage.objects.filter(community__slug="liver").order_by("pk").first()
writer = Membership.objects.filter(community=page.community, duty="journalist").first().user
draft = page.get_latest_revision_as_object()
draft.standfirst = "Rewritten for the phone."
draft.change_kind, draft.change_of = "minor", seen_by_readers(page)
draft.save_revision(user=writer)
page.refresh_from_db()
page.get_workflow().start(page, writer)
asked = SignOffRequest.objects.waiting().filter(page=page).first()
token = links.new_token()
SignOffLetter.objects.create(request=asked, token_hash=links.token_hash(token))
print(json.dumps([page.title, page.path_in_community, f"/sign-off/{token}/", asked.pk]))
"""
# Puts a known code in the place of the one that was mailed.
KNOW = """
from nacre.editorial import sign_off_links as links
from nacre.editorial.models import SignOffRequest
SignOffRequest.objects.filter(pk={pk}).update(code_hash=links.code_hash({pk}, "042917"))
"""


def said(demonstration, script: str) -> str:
    return demonstration.nacre("shell", "-v", "0", "-c", script).stdout.strip().splitlines()[-1:]


def test_a_consultant_signs_off_on_a_corridor(demonstration, as_persona):
    (answer,) = said(demonstration, SEND)
    title, path, link, pk = json.loads(answer)
    phone = as_persona(None, width=390)
    phone.goto(demonstration.url("liver", path))
    assert "Rewritten for the phone." not in phone.content()
    phone.goto(demonstration.url("liver", link))
    assert phone.locator("h1").inner_text().startswith(title)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.locator(".passage__mark").nth(3).click()
    assert phone.locator("select").input_value() == "4"
    phone.get_by_role("button", name="Approve").click()
    phone.wait_for_url("**/answer/**")
    said(demonstration, KNOW.format(pk=pk))
    phone.get_by_label("Six-digit code").fill("042917")
    phone.get_by_role("button", name="Approve and publish").click()
    phone.get_by_role("link", name="See it as readers do").click()
    assert "Rewritten for the phone." in phone.content()
