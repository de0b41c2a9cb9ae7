"""Facts: organisations with their numbers and hours, rules of law, districts. Typed, sourced, and marked per value.

A wrong phone number harms people, so each value carries its own publish mark: a number may be out while its hours wait.
Names follow HSDS (organisation, phone, schedule).
"""

from __future__ import annotations

from eigentaal.language import CODE
from eigentaal.schema import INHERITED, OWN, choice, day, flag, ident, item, items, number, record, word, words

PUBLISH = ("yes", "after-check", "no")
CERTAINTY = ("official", "secondary", "own-knowledge", "unknown")
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_DAY = "|".join(DAYS)
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"
CONFIRMERS = ("cjg", "municipality", "organisation", "jurist", "youth-doctor")
"""In which role a person may confirm a fact. A name is kept nowhere."""


def mark(note: str = "May this value reach a reader: yes, after-check or no.") -> str:
    chosen: str = choice(note, PUBLISH)
    return chosen


@record
class Confirmation:
    """Written by `eigentaal facts confirm`: what was confirmed, so that a value that changes later is found out."""

    value: str = word("The value as it was confirmed.")
    role: str = choice("In which role.", CONFIRMERS)
    date: str = day("On which day, 2026-11-25.")


def confirmation() -> Confirmation | None:
    found: Confirmation | None = item("Who confirmed it, and when.", Confirmation, required=False)
    return found


@record
class Evidence:
    id: str = ident()
    title: str = word("Title of the page or document.", role=INHERITED)
    site: str = word("Where it stands.")
    url: str = word("Its address.", required=False)
    copy_date: str = word("Date visible on the copy that was read.", required=False)


@record
class Source:
    title: str = word("Title of the page or document.")
    site: str = word("Where it stands.")
    url: str = word("Its address.", required=False)
    copy_date: str = word("Date visible on the copy that was read.", required=False)


@record
class Opening:
    """Times that hold for some weekdays."""

    id: str = ident()
    days: str = word("Weekdays, as mo tu we th fr sa su.", pattern=f"({_DAY})( ({_DAY}))*")
    opens: str = word("From, as 09:00.", pattern=_TIME)
    closes: str = word("To, as 17:00.", pattern=f"{_TIME}|24:00")


@record
class Hours:
    publish: str = mark()
    confirmed: Confirmation | None = confirmation()
    always: bool = flag("Day and night, every day.")
    times: tuple[Opening, ...] = items("Opening times.", Opening, role=INHERITED, required=False)


@record
class Cost:
    publish: str = mark()
    confirmed: Confirmation | None = confirmation()
    kind: str = choice("What a call costs.", ("free", "usual"))


@record
class Phone:
    id: str = ident()
    number: str = word("As people write it: 070 752 82 00.", pattern=r"\+?[0-9][0-9 -]*[0-9]")
    dial: str = word("What a telephone dials: digits only.", pattern=r"\+?[0-9]{3,15}")
    international: str = word("E.164, where it exists.", pattern=r"\+[0-9]{6,15}", required=False)
    publish: str = mark()
    confirmed: Confirmation | None = confirmation()
    cost: Cost | None = item("What a call costs.", Cost, required=False)
    hours: Hours | None = item("When it is answered.", Hours, required=False)
    audience: str = choice("Who may see it.", ("everyone", "professionals"), required=False)


@record
class Web:
    url: str = word("An https address.", pattern=r"https://[a-z0-9.-]+\.[a-z]{2,}(/[\w./?=&%-]*)?")
    publish: str = mark()
    confirmed: Confirmation | None = confirmation()


@record
class Email:
    address: str = word("An e-mail address.", pattern=r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
    publish: str = mark()
    confirmed: Confirmation | None = confirmation()


@record
class Address:
    text: str = word("Street, number, postcode, town.")
    publish: str = mark()
    confirmed: Confirmation | None = confirmation()


@record
class Spoken:
    """In which languages an organisation itself helps people."""

    codes: str = word("Codes of languages, as nl ar tr.", pattern=r"[a-z]{2}( [a-z]{2})*")
    publish: str = mark()
    confirmed: Confirmation | None = confirmation()


@record
class Organisation:
    """A service a parent may meet. Its numbers live here and nowhere else."""

    id: str = ident()
    name: str = word("The Dutch name, as it stands on a letter.")
    category: str = word("What sort of organisation.", pattern="[a-z-]+")
    publish: str = mark("May it be named and described.")
    confirmed: Confirmation | None = confirmation()
    certainty: str = choice("How sure its contact data are.", CERTAINTY)
    role_certainty: str = choice("How sure is what it does.", CERTAINTY)
    checked_on: str = day("Day its source was read, 2026-11-21.")
    source: Source | None = item("Where this was seen.", Source)
    more_sources: tuple[Evidence, ...] = items("Other evidence.", Evidence, role=INHERITED, required=False)
    note: str = word("For editors, never published.", role=OWN, required=False)
    phones: tuple[Phone, ...] = items(
        "Phone numbers, the one to call first on top.", Phone, role=INHERITED, required=False
    )
    web: Web | None = item("Its site.", Web, required=False)
    email: Email | None = item("Its e-mail address.", Email, required=False)
    address: Address | None = item("Where it is.", Address, required=False)
    spoken: Spoken | None = item("Languages in which it helps people.", Spoken, required=False)
    route: str = word("Whom to call as long as it has no number of its own.", pattern=r"[a-z0-9-]+", required=False)
    district: str = word("Its district.", pattern=r"[a-z0-9-]+", required=False)

    def public_phones(self) -> list[Phone]:
        """The numbers a reader may see, the one to call first on top."""
        return [each for each in self.phones if each.publish == "yes" and each.audience != "professionals"]

    def phone(self) -> Phone | None:
        """The number a reader may see and call first."""
        return next(iter(self.public_phones()), None)

    def waits(self) -> bool:
        """Has a number, or a way round to one, but none that a reader may see yet."""
        return self.phone() is None and bool(self.phones or self.route)


@record
class Value:
    """A number or term of a rule, to be referred to as `[[rule.value]]`."""

    id: str = ident()
    kind: str = choice("What sort of value.", ("duration", "number", "amount", "date", "text"))
    number: str = word("The number; euros with a point.", pattern=r"[0-9]+(\.[0-9]{2})?", required=False)
    unit: str = choice("Of a duration.", ("day", "week", "month", "year", "hour", "minute"), required=False)
    date: str = day("2026-01-01.", required=False)
    text: str = word("For editors, never published.", required=False)
    publish: str = mark()
    confirmed: Confirmation | None = confirmation()


@record
class Rule:
    """A rule of law or an official guideline: the basis of what pages say, not text to show."""

    id: str = ident()
    statement: str = word("What the rule says, for writers.")
    core: str = word("The sentence that may be used now.", required=False)
    publish: str = mark("May pages rest on it.")
    confirmed: Confirmation | None = confirmation()
    certainty: str = choice("How sure it is.", CERTAINTY)
    source: str = word("Law and article, or document.")
    checked_on: str = day("Day its source was read.")
    note: str = word("For editors.", role=OWN, required=False)
    values: tuple[Value, ...] = items("Numbers and terms.", Value, role=INHERITED, required=False)


@record
class District:
    id: str = ident()
    name: str = word("Its name.")
    publish: str = mark()
    confirmed: Confirmation | None = confirmation()
    certainty: str = choice("How sure it is.", CERTAINTY)
    source: Source | None = item("Where this was seen.", Source)
    checked_on: str = day("Day its source was read.")


@record
class Factor:
    """One of the risk factors of Bellaart & Pehlivan (2011) for families that don't find help."""

    id: str = ident("Its number in the source.")
    name: str = word("What it is, in Dutch.")
    cluster: str = choice("Knowing the services, trusting them, or their quality.", ("knowing", "trust", "quality"))
    pages: int = number("How many pages at least must work on it; none for a factor of the services.", required=False)


@record
class MedicalAdvice:
    """General medical advice that pages give, for a youth health care doctor to confirm."""

    id: str = ident()
    says: str = word("What pages say, in Dutch.")
    pages: tuple[str, ...] = words("Where: `baby-huilt#parts[schudden]`.", role=INHERITED)
    publish: str = mark("Has a doctor confirmed it: after-check, or yes.")
    confirmed: Confirmation | None = confirmation()
    certainty: str = choice("How sure it is.", CERTAINTY)
    source: str = word("Where it was seen.")
    checked_on: str = day("Day its source was read.")


@record
class Recording:
    """A person reading a page aloud, in `docs/assets/audio/`. It is heard only while the page says what was read."""

    id: str = ident()
    page: str = word("The page, as opvoeden/driftbuien.", pattern=r"[a-z0-9-]+(/[a-z0-9-]+)?")
    language: str = word("The language, as tr.", pattern=CODE)
    file: str = word("Its file in docs/assets/audio/.", pattern=r"[a-z0-9-]+\.(opus|ogg|m4a|mp3)")
    text: str = word("Names the text that was read; `eigentaal check` tells it.", pattern=r"[0-9a-f]{12}|new")
    voice: str = word("Who reads: a role, never a name.", role=OWN, required=False)
    publish: str = mark("May it be heard.")


@record
class FactsFile:
    """Any file of `docs/facts/`."""

    organisations: tuple[Organisation, ...] = items("Organisations.", Organisation, role=INHERITED, required=False)
    rules: tuple[Rule, ...] = items("Rules.", Rule, role=INHERITED, required=False)
    districts: tuple[District, ...] = items("Districts.", District, role=INHERITED, required=False)
    factors: tuple[Factor, ...] = items("Risk factors.", Factor, role=INHERITED, required=False)
    advice: tuple[MedicalAdvice, ...] = items("Medical advice.", MedicalAdvice, role=INHERITED, required=False)
    recordings: tuple[Recording, ...] = items("Recordings of pages.", Recording, role=INHERITED, required=False)
