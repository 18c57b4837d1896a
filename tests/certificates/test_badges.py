"""Open Badges: what is signed has the form of the standard, and forgeries are told."""

import base64
import copy
import gzip
import hashlib
import json
import re
from datetime import timedelta
from io import StringIO

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command

from nacre.certificates import actions, signing
from nacre.certificates.checking import LARGEST, Verdict, check
from nacre.certificates.models import Badge, Certificate, IssuerKey
from nacre.members.refusals import Refused
from tests.certificates.conftest import SUBJECT, YEAR

pytestmark = pytest.mark.django_db

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def badge(earn, amara) -> Badge:
    """Amara's badge."""
    return actions.opt_in_badge(certificate=earn(amara), by=amara.viewer)


def payload(token: str) -> dict:
    """What a token says."""
    return signing.unproven(token)


def forged(token: str, **changed) -> str:
    """The token with other words under the old signature."""
    head, _, tail = token.split(".")
    said = base64.urlsafe_b64encode(json.dumps(payload(token) | changed).encode()).rstrip(b"=")
    return f"{head}.{said.decode()}.{tail}"


# --- The form of the standard -----------------------------------------------------------------------


def problems(said: dict) -> list[str]:
    """What Open Badges 3.0 and VC-JWT require and this credential lacks."""
    subject, found = said["credentialSubject"], []
    achievement = subject["achievement"]

    def want(is_right: object, what: str) -> None:
        if not is_right:
            found.append(what)

    want(said["@context"][0] == "https://www.w3.org/ns/credentials/v2", "context of VC 2.0")
    want(
        said["@context"][1] == "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "context of OB 3.0",
    )
    want({"VerifiableCredential", "OpenBadgeCredential"} <= set(said["type"]), "types")
    want(said["issuer"]["type"] == ["Profile"] and said["issuer"]["name"], "issuer")
    for moment in ("validFrom", "validUntil"):
        want(MOMENT.fullmatch(said.get(moment, "")), moment)
    want(subject["type"] == ["AchievementSubject"], "type of the subject")
    want(subject.get("id") or subject.get("identifier"), "who it is about")
    for field in ("id", "name", "description", "criteria"):
        want(achievement.get(field), f"achievement.{field}")
    want(achievement["criteria"].get("narrative"), "criteria")
    want(achievement["type"] == ["Achievement"], "type of the achievement")
    for identity in subject["identifier"]:
        want(identity["type"] == "IdentityObject", "IdentityObject")
        want(re.fullmatch(r"sha256\$[0-9a-f]{64}", identity["identityHash"]), "hash")
    status = said["credentialStatus"]
    want(status["type"] == "BitstringStatusListEntry", "status")
    want(status["statusListIndex"].isdigit(), "index is a string of digits")
    want(said["iss"] == said["issuer"]["id"], "iss")
    want(said["jti"] == said["id"], "jti")
    want(said["sub"] == subject["id"], "sub")
    want(isinstance(said["nbf"], int) and isinstance(said["exp"], int), "nbf, exp")
    return found


def test_a_badge_has_the_form_of_the_standard(badge):
    said = payload(badge.token)
    assert problems(said) == []
    header = jwt.get_unverified_header(badge.token)
    assert set(header) == {"alg", "typ", "kid"}
    assert (header["alg"], header["typ"]) == ("EdDSA", "JWT")


def test_a_badge_names_its_holder_only_by_a_salted_hash(badge, amara):
    said = payload(badge.token)
    text = json.dumps(said).casefold()
    assert not [word for word in ("osei", "amara", "gmc", "92") if word in text.split('"')]
    assert "osei" not in text
    (identity,) = said["credentialSubject"]["identifier"]
    words = f"amara.osei@example.org{identity['salt']}".encode()
    assert identity["identityHash"] == f"sha256${hashlib.sha256(words).hexdigest()}"


def test_a_stranger_proves_a_badge_with_what_is_published(badge, at, liver):
    """As a verifier does it: dereference the key, check the signature, ask the list."""
    browser = at("liver")
    kid = jwt.get_unverified_header(badge.token)["kid"]
    prefix = liver.url().rstrip("/")
    jwk = browser.get(kid.removeprefix(prefix)).json()
    assert "d" not in jwk
    key = jwt.PyJWK(jwk).key
    said = jwt.decode(badge.token, key, algorithms=["EdDSA"])
    assert jwk["kid"] in {known["kid"] for known in browser.get("/badges/keys/").json()["keys"]}
    profile = browser.get(said["issuer"]["id"].removeprefix(prefix)).json()
    assert (profile["id"], profile["name"]) == (said["iss"], "Liver")
    achieved = said["credentialSubject"]["achievement"]
    published = browser.get(achieved["id"].removeprefix(prefix)).json()
    assert published | achieved == published
    assert browser.get(said["id"].removeprefix(prefix)).text == badge.token
    assert revoked_on_list(browser, said, key, prefix) is False


def revoked_on_list(browser, said, key, prefix) -> bool:
    """The bit of a credential, read as the standard says."""
    entry = said["credentialStatus"]
    answer = browser.get(entry["statusListCredential"].removeprefix(prefix))
    assert answer["Cache-Control"] == "no-store"
    listed = jwt.decode(answer.text, key, algorithms=["EdDSA"])
    assert listed["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert listed["id"] == entry["statusListCredential"]
    encoded = listed["credentialSubject"]["encodedList"]
    assert encoded[0] == "u"
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    assert len(bits) * 8 >= 131_072
    place = int(entry["statusListIndex"])
    return bool(bits[place // 8] >> 7 - place % 8 & 1)


def test_revocation_shows_in_the_list_and_in_our_verdict_at_once(badge, at, erin, liver):
    browser, said = at("liver"), payload(badge.token)
    key = jwt.PyJWK(IssuerKey.objects.get().jwk).key
    assert check(badge.token).verdict == Verdict.VALID
    actions.revoke(certificate=badge.certificate, by=erin.viewer, why="Withdrawn.")
    assert revoked_on_list(browser, said, key, liver.url().rstrip("/")) is True
    found = check(badge.token)
    assert found.verdict == Verdict.REVOKED
    assert "Withdrawn" not in found.because


# --- Verdicts ---------------------------------------------------------------------------------------


def test_valid_expired_and_not_yet_begun_are_told_apart(badge):
    began, ends = badge.certificate.starts_at, badge.certificate.expires_at
    verdicts = [check(badge.token, now).verdict for now in (began - YEAR, began, ends)]
    assert verdicts == [Verdict.AHEAD, Verdict.VALID, Verdict.EXPIRED]


def test_a_badge_that_its_holder_took_back_is_told_as_revoked(badge, amara, at):
    browser = at("liver")
    assert browser.get(badge.path).status_code == 200
    actions.withdraw_badge(certificate=badge.certificate, by=amara.viewer)
    assert check(badge.token).verdict == Verdict.REVOKED
    assert browser.get(badge.path).status_code == 404
    again = actions.opt_in_badge(certificate=badge.certificate, by=amara.viewer)
    assert again != badge
    assert check(again.token).verdict == Verdict.VALID


@pytest.mark.parametrize("place", range(3), ids=["header", "payload", "signature"])
def test_no_flipped_bit_goes_unseen(badge, place):
    parts = badge.token.split(".")
    step = max(1, len(parts[place]) // 24)
    places = {*range(0, len(parts[place]), step), len(parts[place]) - 1}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for index in places:
        for bit in (1, 2, 4, 32):
            other = copy.copy(parts)
            letter = letters[letters.index(parts[place][index]) ^ bit]
            other[place] = parts[place][:index] + letter + parts[place][index + 1 :]
            assert check(".".join(other)).verdict not in {Verdict.VALID, Verdict.EXPIRED}, index


def signed_by_a_stranger(token: str, kid: str | None) -> str:
    """What somebody makes who has a key of their own."""
    head = {} if kid is None else {"kid": kid}
    return jwt.encode(payload(token), Ed25519PrivateKey.generate(), "EdDSA", headers=head)


FORGERIES = {
    "a longer validity": lambda t: forged(t, exp=payload(t)["exp"] + 10**8),
    "another title": lambda t: forged(t, name="Professor of everything"),
    "alg none, our kid": lambda t: ".".join(
        [signing.b64(json.dumps(header_of(t) | {"alg": "none"}).encode()), t.split(".")[1], ""]
    ),
    "alg none, no kid": lambda t: ".".join(
        [signing.b64(b'{"alg":"none","typ":"JWT"}'), t.split(".")[1], ""]
    ),
    "no signature": lambda t: t.rpartition(".")[0] + ".",
    "the public key as a secret": lambda t: jwt.encode(
        payload(t), IssuerKey.objects.get().public, "HS256", headers={"kid": header_of(t)["kid"]}
    ),
    "a stranger's key under our name": lambda t: signed_by_a_stranger(t, header_of(t)["kid"]),
    "a stranger's key of a name we do not know": lambda t: signed_by_a_stranger(t, "x" * 43),
    "a stranger's key without a name": lambda t: signed_by_a_stranger(t, None),
    "the signature twice": lambda t: t + t.rpartition(".")[2],
}


def header_of(token: str) -> dict:
    """The header of a token."""
    return jwt.get_unverified_header(token)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize("how", FORGERIES)
def test_a_forgery_is_told(badge, how):
    found = check(FORGERIES[how](badge.token))
    assert found.verdict == Verdict.FORGED
    assert found.face is None


def test_the_signature_of_one_badge_does_not_prove_another(badge, earn, erin):
    other = actions.opt_in_badge(certificate=earn(erin), by=erin.viewer)
    head, said, _ = badge.token.split(".")
    mixed = f"{head}.{said}.{other.token.rpartition('.')[2]}"
    assert check(mixed).verdict == Verdict.FORGED


def test_what_another_community_signed_is_that_communitys(badge, earn, dora, ms):
    theirs = actions.opt_in_badge(certificate=earn(dora), by=dora.viewer)
    assert check(theirs.token).community == ms
    key = IssuerKey.objects.get(community=ms)
    head = {"kid": ms.url(key.path)}
    said = payload(badge.token)
    crossed = jwt.encode(said, signing._opened(key.private), "EdDSA", headers=head)
    assert check(crossed).verdict == Verdict.GONE  # MS never issued what is Liver's


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (b"", Verdict.UNREADABLE),
        (b"\xff\xfe\x00", Verdict.UNREADABLE),
        ("x" * (LARGEST + 1), Verdict.UNREADABLE),
        ("a.b.c", Verdict.UNREADABLE),
        ("[" * 50_000, Verdict.UNREADABLE),
        ('{"id": 1e999}', Verdict.UNREADABLE),
        ("<svg><openbadges:credential verify='x'/></svg>", Verdict.UNREADABLE),
        ('<!DOCTYPE a [<!ENTITY b "c">]><svg/>', Verdict.UNREADABLE),
        ("eyJhbGciOiJFZERTQSIsImtpZCI6Ilx1MDAwMCJ9.e30.AA", Verdict.FOREIGN),
        ("eyJhbGciOiJFZERTQSIsImtpZCI6W119.W10.AA", Verdict.FOREIGN),
        ('{"credentialSubject": {"id": "x"}, "issuer": "https://x.example"}', Verdict.UNSIGNED),
        ('{"credentialSubject": {}, "issuer": "https://x.example", "proof": {}}', Verdict.FOREIGN),
    ],
    ids=[
        "nothing", "not text", "too large", "no token", "deep", "odd number", "empty picture",
        "entities", "a zero byte", "odd types", "unsigned", "signed in another way",
    ],
)  # fmt: skip
def test_strange_things_are_answered_in_words(db, given, verdict):
    found = check(given)
    assert found.verdict == verdict
    assert found.because.endswith(".")


def test_a_badge_is_read_however_it_comes(badge, at, amara):
    browser = at("liver", amara)
    path = badge.certificate.path
    picture = browser.get(f"{path}badge.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    text = browser.get(f"{path}badge.jwt").content
    enveloped = json.dumps({"id": f"data:application/vc+jwt,{badge.token}"})
    wrapped = "\ufeff " + "\n".join(re.findall(".{1,70}", badge.token)) + "\n"
    for given in (picture.content, text, enveloped, wrapped, b"\xef\xbb\xbf" + text):
        assert check(given).verdict == Verdict.VALID


def test_a_list_of_revoked_badges_is_no_badge(badge, at):
    found = check(at("liver").get("/badges/status/0/").text)
    assert found.verdict == Verdict.UNREADABLE
    assert at("liver").get("/badges/status/7/").status_code == 404
    assert at("ms").get("/badges/status/0/").status_code == 404


# --- Who makes one; keys ------------------------------------------------------------------------------


def test_only_the_holder_makes_a_badge_and_twice_is_once(earn, amara, erin):
    made = earn(amara)
    with pytest.raises(Refused):
        actions.opt_in_badge(certificate=made, by=erin.viewer)
    first = actions.opt_in_badge(certificate=made, by=amara.viewer)
    assert actions.opt_in_badge(certificate=made, by=amara.viewer) == first
    assert Badge.objects.count() == 1


def test_no_badge_is_made_of_what_is_not_valid(earn, amara, erin):
    made = actions.revoke(certificate=earn(amara), by=erin.viewer, why="x")
    with pytest.raises(Refused):
        actions.opt_in_badge(certificate=made, by=amara.viewer)


def test_a_reissued_certificate_has_a_badge_if_the_old_one_had(badge, erin, amara):
    from dataclasses import replace

    old = badge.certificate
    facts = replace(old.said, learner="Amara Kerr")
    new = actions.reissue(certificate=old, by=erin.viewer, why="Married.", facts=facts)
    assert check(badge.token).verdict == Verdict.REPLACED
    assert check(new.badges.get().token).verdict == Verdict.VALID


def test_what_an_old_key_signed_stays_good(badge, liver, earn, erin, at):
    said = StringIO()
    call_command("rotate_badge_key", "liver", stdout=said)
    old, new = IssuerKey.objects.order_by("made_at")
    assert new.kid in said.getvalue()
    assert old.private == ""
    assert check(badge.token).verdict == Verdict.VALID
    assert Certificate.objects.get(pk=badge.certificate_id).is_unaltered
    later = actions.opt_in_badge(certificate=earn(erin), by=erin.viewer)
    assert header_of(later.token)["kid"].endswith(new.path)
    kids = [key["kid"] for key in at("liver").get("/badges/keys/").json()["keys"]]
    assert kids == [new.kid, old.kid]
    with pytest.raises(CommandError, match="no community"):
        call_command("rotate_badge_key", "nowhere")


def test_a_new_secret_of_the_installation_makes_a_new_key_and_breaks_nothing(
    badge, earn, erin, settings
):
    settings.SECRET_KEY = "another-" + "y" * 40
    later = actions.opt_in_badge(certificate=earn(erin), by=erin.viewer)
    assert IssuerKey.objects.count() == 2
    for token in (badge.token, later.token):
        assert check(token).verdict == Verdict.VALID


def test_a_private_key_is_not_readable_in_the_database(badge):
    key = IssuerKey.objects.get()
    raw = signing._opened(key.private).private_bytes_raw()
    assert signing.b64(raw) not in key.private
    assert raw not in base64.urlsafe_b64decode(key.private)


def test_the_command_tells_what_a_file_is(badge, tmp_path, erin):
    path = tmp_path / "badge.jwt"
    path.write_text(badge.token)
    said = StringIO()
    call_command("verify_badge", str(path), "--json", stdout=said)
    told = json.loads(said.getvalue())
    assert told["verdict"] == "valid"
    assert told["certificate"].endswith(badge.certificate.public_path)
    path.write_text(badge.token[:-5])
    with pytest.raises(SystemExit):
        call_command("verify_badge", str(path), stdout=said)
    assert "Forged" in said.getvalue()
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_badge", str(tmp_path / "none.jwt"))


def test_an_achievement_is_published_once_somebody_has_its_badge(earn, amara, at):
    made = earn(amara)
    kind, _, ref = SUBJECT.partition(":")
    path = f"/badges/achievements/{kind}/{ref}/"
    assert at("liver").get(path).status_code == 404
    actions.opt_in_badge(certificate=made, by=amara.viewer)
    assert at("liver").get(path).json()["name"] == made.title
    assert at("ms").get(path).status_code == 404


def test_a_badge_of_a_renewal_begins_with_it(earn, amara):
    first = earn(amara, ago=YEAR - timedelta(days=20))
    second = earn(amara, ago=timedelta(minutes=1))
    said = payload(actions.opt_in_badge(certificate=second, by=amara.viewer).token)
    assert said["nbf"] == int(first.expires_at.timestamp())
