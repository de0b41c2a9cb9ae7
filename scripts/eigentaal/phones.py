"""Whether the forms of a phone number agree, and can exist (libphonenumber's data of the Dutch numbering plan)."""

from __future__ import annotations

from functools import lru_cache

REGION = "NL"
CALLING_CODE = "31"
"""What stands before a number of the region for who calls from abroad (ITU-T E.164)."""


@lru_cache(maxsize=1024)
def defect(number: str, dial: str, international: str) -> str:
    """What is wrong with a number as shown, as dialled and in E.164; "" if nothing is."""
    import phonenumbers

    digits = "".join(char for char in number if char.isdigit())
    dialled = dial.removeprefix("+")
    if digits != dialled:
        return f"{digits} ≠ {dialled}"
    if len(dialled) <= 6:  # 112, 113, 14070: dialled within the country only
        return "" if not international else f"{dial} ≠ {international}"
    try:
        parsed = phonenumbers.parse(dial, REGION)
    except phonenumbers.NumberParseException:
        return dial
    if not phonenumbers.is_valid_number(parsed):
        return dial
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if international and written != international:
        return f"{written} ≠ {international}"
    return ""


def international(dial: str) -> str:
    """The number in E.164; "" for one that is dialled within the country only, or can't be."""
    import phonenumbers

    digits = dial.removeprefix("+")
    if len(digits) <= 6:
        return ""
    try:
        parsed = phonenumbers.parse(dial, REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def national(dial: str) -> str:
    """The digits that are dialled within the country."""
    abroad = f"+{CALLING_CODE}"
    return f"0{dial.removeprefix(abroad)}" if dial.startswith(abroad) else dial
