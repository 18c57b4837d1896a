"""A contact card (vCard 4, RFC 6350) of what one viewer may see of a member."""

from nacre.members.visibility import ShownProfile


def card_of(shown: ShownProfile, host: str) -> str:
    """The card as text; long lines are folded as address books expect."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{_plain(shown.name)}"]
    if shown.headline:
        lines.append(f"TITLE:{_plain(shown.headline)}")
    if shown.organisation:
        lines.append(f"ORG:{_plain(shown.organisation.name)}")
    if shown.work_email:
        lines.append(f"EMAIL;TYPE=work:{_plain(shown.work_email)}")
    if shown.work_telephone:
        lines.append(f"TEL;TYPE=work:{_plain(shown.work_telephone)}")
    lines += [f"URL:https://{host}{shown.url}", "END:VCARD", ""]
    return "\r\n".join(_folded(line) for line in lines)


def _plain(text: str) -> str:
    """A value with its commas, semicolons and line ends escaped."""
    for raw, escaped in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(raw, escaped)
    return text


def _folded(line: str) -> str:
    """A line of at most 75 bytes, going on in the next with a space."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 73:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
