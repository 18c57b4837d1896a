"""Invented files of registers."""

from pathlib import Path

HEADER = (
    "GMC Ref No,Surname,Given Name,Other Names,Gender,Qualification,Year Of Qualification,"
    "Place of Qualification,PR Date,FR Date,Specialist Register Date,GP Register Date,"
    "Registration Status,Designated Body"
)
PRACTISING = "Registered with Licence"


def doctor(number, surname="Quill", given="Ada", other="", status=PRACTISING, specialist="") -> str:
    """One line of the GMC's layout."""
    dates = f"5071978,1081979,{specialist},"
    return f"{number},{surname},{given},{other},W,MB BS,1978,Nowhere,{dates},{status},None"


def gmc_file(folder: Path, *lines: str, name: str = "lrmp.csv", header: str = HEADER) -> Path:
    """A file in the GMC's layout; lines may be bytes in any encoding."""
    path = folder / name
    path.write_bytes(
        b"\r\n".join(x if isinstance(x, bytes) else x.encode() for x in (header, *lines)) + b"\r\n"
    )
    return path
