"""Where an organisation is, from what the Organisation Data Service says: town, nation, region.

Towns stand in no column of their own, and regions only behind codes of three generations. The rules
here are documented for operators in docs/reference/organisations.md.
"""

import re
from collections.abc import Sequence

from nacre.members.ods_names import display_name

NORTH_EAST, NORTH_WEST, MIDLANDS = "North East and Yorkshire", "North West", "Midlands"
EAST, LONDON, SOUTH_EAST, SOUTH_WEST = "East of England", "London", "South East", "South West"
ENGLAND, WALES, SCOTLAND, IRELAND = "England", "Wales", "Scotland", "Northern Ireland"

# National groupings: regions of today (since 2019), and the health authorities of 2006–2013.
# Y54, Y55 and Y57 were larger than the regions of today and say nothing exact.
GROUPINGS = {
    "Y56": LONDON, "Y58": SOUTH_WEST, "Y59": SOUTH_EAST, "Y60": MIDLANDS, "Y61": EAST,
    "Y62": NORTH_WEST, "Y63": NORTH_EAST,
    "Q30": NORTH_EAST, "Q31": NORTH_WEST, "Q32": NORTH_EAST, "Q33": MIDLANDS, "Q34": MIDLANDS,
    "Q35": EAST, "Q36": LONDON, "Q37": SOUTH_EAST, "Q38": SOUTH_EAST, "Q39": SOUTH_WEST,
}  # fmt: skip
WELSH_GROUPINGS = {"W00", "W01", "Q99"}
# Government office regions, the last column that is used.
OFFICES = {"A": NORTH_EAST, "B": NORTH_WEST, "D": NORTH_EAST, "E": MIDLANDS, "F": MIDLANDS,
           "G": EAST, "H": LONDON, "J": SOUTH_EAST, "K": SOUTH_WEST}  # fmt: skip
# Letters that postcodes begin with, where nothing better is known.
AREAS = {
    NORTH_EAST: "BD DH DL DN HD HG HU HX LS NE S SR TS WF YO",
    NORTH_WEST: "BB BL CA CH CW FY L LA M OL PR SK WA WN",
    MIDLANDS: "B CV DE DY HR LE LN NG NN ST SY TF WR WS WV",
    EAST: "AL CB CM CO HP IP LU MK NR PE SG SS WD",
    LONDON: "BR CR DA E EC EN HA IG KT N NW RM SE SM SW TW UB W WC",
    SOUTH_EAST: "BN CT GU ME OX PO RG RH SL SO TN",
    SOUTH_WEST: "BA BH BS DT EX GL PL SN SP TA TQ TR",
    WALES: "CF LD LL NP SA",
    SCOTLAND: "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE",
    IRELAND: "BT",
    "Isle of Man": "IM",
    "Jersey": "JE",
    "Guernsey": "GY",
}
REGION_OF_AREA = {area: region for region, areas in AREAS.items() for area in areas.split()}
ENGLISH = {NORTH_EAST, NORTH_WEST, MIDLANDS, EAST, LONDON, SOUTH_EAST, SOUTH_WEST}
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})")

# Counties and the like, which stand after the town. Not those that are towns as well, nor Wirral.
COUNTIES = frozenset(
    """avon|bedfordshire|beds|berkshire|berks|buckinghamshire|bucks|cambridgeshire|cambs|cheshire|
    cleveland|clwyd|co durham|county durham|co. durham|cornwall|cumbria|derbyshire|derbys|devon|
    dorset|dyfed|east riding of yorkshire|east sussex|east yorkshire|england|essex|flintshire|
    gloucestershire|glos|greater london|greater manchester|gtr manchester|gwent|gwynedd|hampshire|
    hants|herefordshire|hertfordshire|herts|humberside|isle of wight|kent|lancashire|lancs|
    leicestershire|leics|lincolnshire|lincs|merseyside|mid glamorgan|middlesex|middx|monmouthshire|
    norfolk|north humberside|north lincolnshire|north yorkshire|n yorkshire|northamptonshire|
    northants|northumberland|nottinghamshire|notts|oxfordshire|oxon|pembrokeshire|powys|rutland|
    shropshire|salop|somerset|south glamorgan|south gloucestershire|south humberside|
    south yorkshire|s yorkshire|staffordshire|staffs|suffolk|surrey|sussex|tyne & wear|
    tyne and wear|uk|united kingdom|wales|warwickshire|west glamorgan|west midlands|west sussex|
    west yorkshire|w yorkshire|wiltshire|wilts|worcestershire|worcs|yorkshire|carmarthenshire|
    ceredigion|conwy county|denbighshire|glamorgan|vale of glamorgan|rhondda cynon taf|
    scotland|northern ireland|dorset.|tyne-and-wear""".replace("\n", "").split("|")
)
COUNTY = frozenset(" ".join(county.split()) for county in COUNTIES)
# Lines that say a house, a street or a part of a town.
NO_TOWN = re.compile(
    r"\d|(^|\s)(road|rd|street|lane|avenue|ave|drive|close|way|house|hospital|centre|center|surgery|"
    r"clinic|building|unit|floor|block|suite|park|estate|crescent|square|terrace|health|"
    r"headquarters|hq|business|campus|site|dept|department|trust|place|court|row|hill road|"
    r"practice|infirmary|lodge|ward|wing|c/o)$",
    re.IGNORECASE,
)


def postcode_of(text: str) -> str:
    """A postcode in its usual form; empty if it is none."""
    found = POSTCODE.fullmatch(re.sub(r"\s+", "", text.upper()))
    return f"{found[1]} {found[2]}" if found else ""


def town_of(lines: Sequence[str]) -> str:
    """The town of five lines of an address: the fourth, else the last that can be one.

    The fourth line is for the post town, but many a practice has its county there.
    """
    said = [" ".join(line.strip(" ,.").split()) for line in lines]
    fourth = said[3] if len(said) > 3 else ""
    if fourth and not _is_county(fourth) and not any(c.isdigit() for c in fourth):
        return display_name(fourth)[:60]
    said = [line for line in said if line and not postcode_of(line)]
    while len(said) > 1 and _is_county(said[-1]):
        said.pop()
    town = said[-1].rpartition(",")[2].strip() if said else ""
    return "" if not town or NO_TOWN.search(town) else display_name(town)[:60]


def _is_county(line: str) -> bool:
    return line.casefold() in COUNTY


def region_of(grouping: str, office: str, postcode: str) -> tuple[str, str]:
    """Nation and region: by the national grouping, else the office region, else the postcode."""
    area = re.match(r"[A-Z]+", postcode.upper())
    by_post = REGION_OF_AREA.get(area[0], "") if area else ""
    if grouping in WELSH_GROUPINGS or office == "W":
        return WALES, WALES
    region = GROUPINGS.get(grouping) or OFFICES.get(office) or by_post
    if by_post and by_post not in ENGLISH and grouping not in GROUPINGS:
        region = by_post
    if not region:
        return ENGLAND, ""
    return (ENGLAND, region) if region in ENGLISH else (region, region)
