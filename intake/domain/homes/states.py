"""States of the United States: their two letters, and which first digits of a postcode lie in which (USPS L002)."""

from typing import Final

_NAMES: Final = """
AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,
FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,
MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,
NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,
PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,
WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,PR Puerto Rico,VI Virgin Islands,GU Guam,AA Armed Forces Americas,
AE Armed Forces Europe,AP Armed Forces Pacific
"""
_FIRST_DIGITS: Final = """
NY 005 063 100-149,PR 006-007 009,VI 008,MA 010-027 055,RI 028-029,NH 030-038,ME 039-049,VT 050-054 056-059,CT 060-069,
NJ 070-089,AE 090-098,PA 150-196,DE 197-199,DC 200 202-205 569,VA 201 220-246,MD 206-219,WV 247-268,NC 270-289,
SC 290-299,GA 300-319 398-399,FL 320-339 341-342 344 346-347 349,AA 340,AL 350-369,TN 370-385,MS 386-397,KY 400-427,
OH 430-459,IN 460-479,MI 480-499,IA 500-528,WI 530-549,MN 550-567,SD 570-577,ND 580-588,MT 590-599,IL 600-629,
MO 630-658,KS 660-679,NE 680-693,LA 700-714,AR 716-729,OK 730-732 734-749,TX 733 750-799 885,CO 800-816,
WY 820-831 834,ID 832-838,UT 840-847,AZ 850-865,NM 870-884,NV 889-898,CA 900-908 910-961,AP 962-966,HI 967-968,GU 969,
OR 970-979,WA 980-994,AK 995-999
"""
NAMES: Final = {
    code: name
    for code, _, name in (
        part.strip().partition(" ") for part in _NAMES.replace("\n", "").split(",") if part.strip()
    )
}
_CODES: Final = {name.casefold(): code for code, name in NAMES.items()}


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for part in _FIRST_DIGITS.replace("\n", "").split(","):
        code, *spans = part.split()
        for span in spans:
            low, _, high = span.partition("-")
            for number in range(int(low), int(high or low) + 1):
                found.setdefault(f"{number:03d}", set()).add(code)
    return {digits: frozenset(codes) for digits, codes in found.items()}


_STATES: Final = _table()


def state_code(text: str) -> str | None:
    """Give the two letters of a state that was written out or short, in any case; None where there is no such state."""
    bare = " ".join(text.replace(".", "").split())
    return bare.upper() if bare.upper() in NAMES else _CODES.get(bare.casefold())


def states_of(postcode: str) -> frozenset[str]:
    """Give the states in which a postcode may lie; nothing where no state has it."""
    return _STATES.get(postcode[:3], frozenset())
