"""The words that all pages share, as frozen records: the interface, the glossary, what organisations do.

Names follow HSDS (organisations) and XLIFF/gettext (source, note) where those have a word.
"""

from __future__ import annotations

from eigentaal.schema import ADDED, INHERITED, OWN, flag, ident, items, line, record, word, words


@record
class Word:
    """One text of the interface."""

    id: str = ident()
    text: str = line("What readers see. {name} stands for something filled in.", limit=400)
    note: str = word("Where it appears, for translators.", role=OWN, required=False)


@record
class InterfaceFile:
    words: tuple[Word, ...] = items("Every word of the interface.", Word)
    dutch: tuple[Word, ...] = items(
        "Sentences that stay Dutch in every language.", Word, role=INHERITED, required=False
    )


@record
class Term:
    """A word of the system, explained."""

    id: str = ident()
    term: str = line("The word.", limit=80)
    long: str = word("What an abbreviation stands for.", required=False)
    explanation: str = line("What it means, in one or two short sentences.", limit=400)
    keep_dutch: bool = flag("The Dutch word stays visible: it stands on letters.")
    sound: str = line(
        "How the Dutch word sounds, in the reader's script.", limit=80, role=ADDED, required=False, source="term"
    )
    also: tuple[str, ...] = words(
        "Words that people use for it, found by search; each language has its own.", source="also"
    )
    avoid: tuple[str, ...] = words("Words that must not be used for it.")
    note: str = word("For translators.", role=OWN, required=False)


@record
class GlossaryFile:
    terms: tuple[Term, ...] = items("Terms.", Term)


@record
class Description:
    """What an organisation does, in the reader's language."""

    id: str = ident()
    what: str = line("What it does for a parent.", limit=300)
    button: str = line("What it is for in a few words, below its name on a red button.", limit=40, required=False)
    ask: str = word("The Dutch sentence to say when calling its route.", required=False)


@record
class DescriptionsFile:
    organisations: tuple[Description, ...] = items("Organisations.", Description)
