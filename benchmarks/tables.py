"""A table of figures, on the screen and in a file."""

from __future__ import annotations

from rich.table import Table

Rows = tuple[str, list[str], list[list[str]]]
"""Title of a table, its columns, its rows."""


def shown(table: Rows) -> Table:
    title, titles, rows = table
    made = Table(title=title, title_justify="left")
    for at, each in enumerate(titles):
        made.add_column(each, justify="right" if at else "left")
    for row in rows:
        made.add_row(*row)
    return made


def markdown(table: Rows) -> str:
    title, titles, rows = table
    lines = [titles, ["---", *["--:"] * (len(titles) - 1)], *rows]
    return f"\n## {title}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
