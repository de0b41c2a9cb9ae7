"""What a page itself says: its fields in reading order, so that words are explained where they come first."""

from __future__ import annotations

from eigentaal import contacts, navigation, urls
from eigentaal.context import Context, View
from eigentaal.html import Writer
from eigentaal.page import Picture, Sheet
from eigentaal.site import ELSEWHERE, PUBLISHED, Leaf


def body(context: Context, leaf: Leaf, writer: Writer) -> View:
    """The fields of the page in reading order, so that words are explained where they come first."""
    page, root = leaf.page, urls.root(urls.url(context.site, leaf.language, leaf.path)) or "./"
    view: View = {"answer": writer.inline(page.answer)}
    view["do_now"] = [(each.id, writer.inline(each.text)) for each in page.do_now]
    view["call"] = contacts.call(page.call, writer)
    view["numbers"] = [
        {"id": each.id, "when": writer.inline(each.when), "call": contacts.call(each.contact, writer)}
        for each in page.numbers
    ]
    view["words"] = writer.explained()
    view["parts"] = [
        {
            "id": each.id,
            "heading": writer.line(each.heading),
            "html": writer.rich(each.text),
            "words": writer.explained(),
            "pictures": [_image(context, picture, root) for picture in page.pictures if picture.part == each.id],
        }
        for each in page.parts
    ]
    view["sheets"] = [_sheet(each, writer) for each in page.sheets]
    view["worries"] = [
        {
            "id": each.id,
            "question": writer.inline(each.question),
            "html": writer.rich(each.answer),
            "words": writer.explained(),
        }
        for each in page.worries
    ]
    view["ask_help"] = [(each.id, writer.inline(each.text)) for each in page.ask_help]
    view["ask_words"] = writer.explained()
    own = leaf.state == PUBLISHED and writer.language != context.site.source
    view["say"] = [
        {
            "id": each.id,
            "dutch": writer.sentence(each.text),
            "meaning": writer.line(each.meaning) if own else "",
            "sound": writer.line(each.sound) if own else "",
        }
        for each in page.say
    ]
    view["contacts"] = [
        contacts.card(organisation, writer) for each in page.contacts if (organisation := context.site.named(each))
    ]
    slugs = context.slugs[leaf.language]
    related = [slugs[each] for each in page.related if each in slugs and slugs[each].state != ELSEWHERE]
    view["related"] = [navigation.entry(context, each, context.site.language(leaf.language), root) for each in related]
    return view


def _image(context: Context, picture: Picture, root: str) -> View:
    width, height = context.site.images.get(picture.file, (0, 0))
    return {
        "src": context.link(root, f"assets/{picture.file}"),
        "alt": picture.alt,
        "width": width,
        "height": height,
    }


def _sheet(sheet: Sheet, writer: Writer) -> View:
    """A table to fill in; its columns of who and which factor only where a line says so."""
    lines = [
        {
            "id": each.id,
            "text": writer.inline(each.text),
            "who": each.who,
            "factors": ", ".join(each.factors),
        }
        for each in sheet.tasks
    ]
    return {
        "id": sheet.id,
        "heading": writer.line(sheet.heading),
        "intro": writer.inline(sheet.intro),
        "lines": lines,
        "who": any(each.who for each in sheet.tasks),
        "factors": any(each.factors for each in sheet.tasks),
    }
