"""The same content as a writer of Markdown would write it, for the generators that it is compared with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from real import Node, dutch_name, fact, glossary, phone, words

PROSE = ("heading", "text", "question", "answer", "meaning", "sound")


@dataclass
class Markdown:
    """The marks of a page's texts as plain Markdown; a glossary word is explained once, below the text that has it."""

    code: str
    href: Callable[[str], str]
    """slug → the link to it."""
    title: Callable[[str], str]
    """slug → the title of the page."""
    met: set[str] = field(default_factory=set)

    def convert(self, node: Node, name: str = "", within: str = "") -> Node:
        if isinstance(node, dict):
            return {key: self.convert(each, key, name) for key, each in node.items()}
        if isinstance(node, list):
            return [self.convert(each, name) for each in node]
        return self.text(node, within in ("parts", "worries")) if name in PROSE else node

    def text(self, source: str, explain: bool) -> str:
        explained: list[str] = []

        def term(found: re.Match[str]) -> str:
            word = glossary(self.code).get(found[2])
            if explain and word and found[2] not in self.met:
                self.met.add(found[2])
                explained.append(f"**{word['term']}**: {word['explanation']}")
            return found[1]

        text = re.sub(r"\[([^\]]+)\]\(term:([^)]+)\)", term, source)
        link = r"\[([^\]]+)\]\(page:([^)#]+)(#?[^)]*)\)"
        text = re.sub(link, lambda m: f"[{m[1]}]({self.href(m[2])}{m[3]})", text)
        text = re.sub(r"\[\[nl:([^\]]+)\]\]", r"\1", text)
        text = re.sub(r"\[\[own-language\]\]", dutch_name(self.code), text)
        text = re.sub(r"\[\[([^\].]+)\.([^\]]+)\]\]", lambda m: fact(m[1], m[2]), text)
        return "\n\n".join([text.rstrip("\n"), *explained]) + ("\n" if "\n" in source else "")

    def page(self, fields: Node, cards: Node, what: Node) -> str:
        """A page as a writer of Markdown would write it."""
        t = words(self.code)
        out = [f"# {fields['title']}", fields["answer"]]
        if fields.get("do_now"):
            out += [f"## {t['do-now']}", "\n".join(f"- {each['text']}" for each in fields["do_now"])]
        for each in fields.get("numbers", ()):
            out.append(f"{each['when']} {phone(cards[each['contact']])}")
        for each in fields.get("parts", ()):
            out += [f"## {each['heading']}", each["text"]]
        if fields.get("worries"):
            out.append(f"## {t['worries']}")
            for each in fields["worries"]:
                out += [f"### {each['question']}", each["answer"]]
        if fields.get("ask_help"):
            out += [f"## {t['ask-help']}", "\n".join(f"- {each['text']}" for each in fields["ask_help"])]
        if fields.get("say"):
            out.append(f"## {t['say']}")
            for each in fields["say"]:
                out += [f"> {each['text']}", each.get("meaning", ""), each.get("sound", "")]
        if fields.get("contacts"):
            out.append(f"## {t['contacts']}")
            for each in fields["contacts"]:
                out += [f"### {cards[each]['name']}", what.get(each, ""), phone(cards[each])]
        if fields.get("related"):
            links = (f"- [{self.title(each)}]({self.href(each)})" for each in fields["related"])
            out += [f"## {t['related']}", "\n".join(links)]
        return "\n\n".join(each for each in out if each) + "\n"
