"""Glossary words in running text: which stand in a Dutch text, and how to find the words of another language.

Languages change the words they use: Arabic puts an article and prepositions before them, Turkish endings behind them.
What a language does stands in `data/affixes.yml`; one that isn't there is matched by the beginning of its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from eigentaal.capitals import small
from eigentaal.pairs import Pair, Prose, of_glossary, of_source, of_target, words_of
from eigentaal.shipped import data
from eigentaal.traits import kept
from eigentaal.wording import Term

_LETTERS = re.compile(r"[^\W\d_]+")
_QUOTE = re.compile(r"\[\[nl:([^\[\]]*)\]\]")


@cache
def _data() -> Any:
    return data("affixes")


@cache
def _rules(code: str) -> dict[str, Any]:
    found: dict[str, Any] = _data()["languages"].get(code, {})
    return found


@cache
def _table(code: str) -> dict[int, str | None]:
    every = _data()["fold"]
    own = every.get(code, {"from": "", "to": ""})
    return {
        **dict.fromkeys(map(ord, every["drop"])),
        **str.maketrans(small()),
        **dict(zip(map(ord, every["from"]), every["to"], strict=True)),
        **dict(zip(map(ord, own["from"]), own["to"], strict=True)),
    }


def fold(text: str, code: str) -> str:
    """The text with only the differences that tell words apart: no capitals, no vowel marks."""
    return " ".join(map(_folded(code), text.split(" ")))


@cache
def _folded(code: str) -> Callable[[str], str]:
    """Folds a word, each once: a text has its words in common with the others."""
    table = _table(code)
    return kept(lambda word: word.translate(table))


@kept
def _dutch_words(token: str) -> list[str]:
    """The words in a Dutch token, folded."""
    return [fold(word, "nl") for word in words_of(token)]


@of_target
def folded(pair: Pair) -> str:
    """What a reader of the translation reads, folded."""
    return fold(readable(pair.target), pair.language.code)


def readable(prose: Prose) -> str:
    """What a reader reads, Dutch quotes too."""
    return f"{prose.plain} {' '.join(_QUOTE.findall(prose.raw))}" if "[[nl:" in prose.raw else prose.plain


# -- forms of a word ---------------------------------------------------------------------------------------------------


@cache
def _before(code: str) -> str:
    return "".join(f"(?:{'|'.join(group)})?" for group in _rules(code).get("before", ()))


@cache
def _after(code: str) -> str:
    """What may stand behind a word; where endings chain a group of any letters, for `_ends` to judge."""
    rules = _rules(code)
    return r"(\w*)" if "chained" in rules else f"(?:{'|'.join(rules.get('after', ()))})?"


@cache
def _ends(code: str) -> Callable[[str], bool]:
    """Whether letters are endings. One pattern for all words: it takes 2 ms to make, and a glossary has hundreds."""
    rules = _rules(code)
    written = re.sub(r"\((\w)\)", r"\1?", "|".join(rules.get("chained", ())))
    for name, letters in rules.get("classes", {}).items():
        written = written.replace(name, f"[{letters}]")
    endings = re.compile(f"(?:{written}){{0,6}}")
    return kept(lambda letters: endings.fullmatch(letters) is not None)


def _stem(word: str, rules: Mapping[str, Any]) -> str:
    """A verb without its ending in the dictionary."""
    return next((word.removesuffix(each) for each in rules.get("infinitive", ()) if word[1:].endswith(each)), word)


def _soft(word: str, rules: Mapping[str, Any]) -> str:
    """The word as it is before an ending: the letters its last one changes into, a vowel that may fall out."""
    last = next((f"[{letters}]" for letters in rules.get("soft", ()) if word[-1] in letters), word[-1])
    falls = "chained" in rules and 4 <= len(word) <= 5 and word[-2] in rules["classes"]["I"]
    return f"{word[:-1]}{'?' if falls else ''}{last}"


def _form(word: str, code: str) -> str:
    """A pattern for a word with what its language may put before and behind it."""
    rules = _rules(code)
    for ending, others in rules.get("endings", {}).items():
        if word.endswith(ending):
            return f"{_before(code)}{word.removesuffix(ending)}(?:{'|'.join(others)}){_after(code)}"
    return _before(code) + _soft(_stem(word, rules), rules) + _after(code)


def _kin(word: str, code: str) -> str:
    """A pattern for other words of the same root as well, where the root is long enough to tell."""
    rules = _rules(code)
    if weak := rules.get("weak"):
        root = [letter for letter in word if letter not in weak]
        return rf"\w{{0,4}}{f'[{weak}]*'.join(root)}\w{{0,6}}" if len(root) > 2 else _form(word, code)
    if "chained" in rules:
        word = _stem(word, rules)
        bare = re.sub(rf"(?<=\w{{4}})[{rules['classes']['I']}]$", "", word)  # of "aile plani" the last letter too
        beginning = _soft(bare, rules) if len(bare) < 8 else bare[:-3]
        return beginning + (r"\w*" if len(bare) > 4 else _after(code))
    return word[: max(4, len(word) - 2)] + r"\w*"


def _words(text: str, code: str) -> list[str]:
    article = re.compile(_rules(code).get("article", "(?!)"))
    return [article.sub("", each) for each in _LETTERS.findall(fold(text, code))]


def stands(pattern: re.Pattern[str], folded: str, code: str) -> bool:
    """Whether what `phrase`, `negation` or `kin` made of a word of this language is found in a folded text."""
    right = _ends(code)
    return any(all(map(right, filter(None, found.groups()))) for found in pattern.finditer(folded))


def blanked(text: str, folded: str, code: str, least: int) -> str:
    """The folded text with NUL for each letter of these words, in this order: all, or at least so many of the first."""
    right = _ends(code)

    def blank(found: re.Match[str]) -> str:
        end = found.end()
        for index, letters in enumerate(found.groups()):
            if letters and not right(letters):
                end = found.end(index) if index >= least else found.start()
                break
        return "\0" * (end - found.start()) + found.string[end : found.end()]

    return phrase(text, code, least).sub(blank, folded)


@lru_cache(maxsize=10_000)
def phrase(text: str, code: str, least: int = 0) -> re.Pattern[str]:
    """Words, in this order, for `stands`: all of them, or at least so many of the first."""
    words = [_form(each, code) for each in _words(text, code)] or ["(?!)"]
    least = min(least, len(words)) or len(words)
    rest = "".join(rf"(?:\s+{each}" for each in words[least:]) + ")?" * (len(words) - least)
    first = r"\s+".join(words[:least])
    return re.compile(rf"(?<!\w){first}{rest}(?!\w)")


@cache
def conditional(code: str) -> re.Pattern[str]:
    """Finds a word like "if" in a text as it is written."""
    return re.compile(_rules(code).get("if", "(?!)"))


def asks(sentence: str, code: str) -> bool | None:
    """Whether a sentence has a word that makes it a question; None where such words aren't known."""
    rules = _rules(code)
    if "asks" not in rules:
        return None
    return re.search(rules["asks"], re.sub(rules.get("indirect", "(?!)"), " ", sentence)) is not None


@cache
def small_words(code: str) -> frozenset[str]:
    """Words such as "and" and "or"."""
    return frozenset(_rules(code).get("small", ()))


@cache
def twice(code: str) -> frozenset[str]:
    """Words that are said twice on purpose, folded."""
    return frozenset(fold(each, code) for each in _rules(code).get("twice", ()))


@cache
def negation(code: str) -> re.Pattern[str]:
    """A word like "not", for `stands`."""
    words = "|".join(_form(fold(each, code), code) for each in _rules(code).get("not", ()))
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)")


@lru_cache(maxsize=10_000)
def content(text: str, code: str) -> tuple[str, ...]:
    """The words that carry meaning, folded."""
    small = {fold(each, code) for each in _rules(code).get("small", ())}
    return tuple(each for each in _words(text, code) if each not in small and len(each) > 1)


@lru_cache(maxsize=10_000)
def kin(word: str, code: str) -> re.Pattern[str]:
    """A word in any form, for `stands`."""
    return re.compile(rf"(?<!\w){_kin(word, code)}(?!\w)")


def says(folded: str, text: str, code: str, lacking: int = 0) -> bool:
    """Whether a folded text has the words of `text` that carry meaning; at most `lacking` of them may be absent."""
    return sum(not stands(kin(each, code), folded, code) for each in content(text, code)) <= lacking


# -- glossary words in Dutch -------------------------------------------------------------------------------------------

Index = dict[str, list[tuple[list[str], Term]]]


@of_source
def dutch_terms(pair: Pair) -> tuple[Term, ...]:
    """The glossary words in the Dutch text, each once; of words that overlap the longest."""
    index, begins = _by_word(pair.terms, "nl")
    if not any(map(begins, pair.source.tokens)):
        return ()
    words = list(chain.from_iterable(map(_dutch_words, pair.source.tokens)))
    return tuple({each.id: each for each in _look(words, index)}.values())


def _look(words: list[str], index: Index) -> Iterator[Term]:
    end = 0
    for at in [at for at, word in enumerate(words) if word in index]:
        for wanted, term in index[words[at]] if at >= end else ():
            if words[at : at + len(wanted)] == wanted:
                yield term
                end = at + len(wanted)
                break


@of_glossary
def _by_word(terms: Mapping[str, Term], code: str) -> tuple[Index, Callable[[str], bool]]:
    """First word of a Dutch term → all its words and the term, longest first; and whether a token has such a word."""
    made: Index = {}
    for each in terms.values():
        words = _LETTERS.findall(fold(each.term, code))
        if words:
            made.setdefault(words[0], []).append((words, each))
    for found in made.values():
        found.sort(key=lambda each: -len(each[0]))
    return made, kept(lambda token: not made.keys().isdisjoint(_dutch_words(token)))
