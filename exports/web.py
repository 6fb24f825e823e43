"""A document as one page of HTML that asks for nothing else; every text of it is escaped."""

from __future__ import annotations

import html
from collections.abc import Sequence

from exports.document import (
    Block,
    Document,
    Heading,
    Link,
    Paragraph,
    Passage,
    Points,
    Table,
    Years,
)
from exports.text import printable, safe_url

STYLE = """
.ct-document { line-height: 1.55; max-width: 46rem; overflow-wrap: anywhere; }
.ct-document :is(h1, h2, h3, h4) { line-height: 1.25; font-weight: 600; margin: 1.6rem 0 .5rem; }
.ct-document a { color: inherit; text-underline-offset: .2em; }
.ct-document p { margin: .5rem 0; }
.ct-document table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
.ct-document caption { text-align: left; font-size: .87rem; padding-bottom: .3rem; }
.ct-document th, .ct-document td { text-align: left; vertical-align: top; font-weight: 400;
  padding: .3rem .9rem .3rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
.ct-document :is(th, td):not(:last-child) { overflow-wrap: normal; }
.ct-document .passage { margin: 1rem 0; }
.ct-document blockquote.passage { padding: .1rem 0 .1rem 1rem; border-left: 3px solid #4A80B0; }
.ct-document .passage p:first-child { white-space: pre-line; }
.ct-document .lead { font-weight: 600; margin-top: 1rem; }
.ct-document .bar { display: block; width: 14rem; max-width: 30vw; height: .7rem;
  margin-top: .3rem; background: color-mix(in srgb, #4A80B0 25%, transparent); }
.ct-document .bar span { display: block; height: 100%; background: #4A80B0; }
.ct-document .note { font-size: .87rem; }
.ct-document .notice { padding: .6rem 1rem; border-radius: .3rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.ct-document li { margin: .35rem 0; }
"""
_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 1rem/1.5 sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 60rem; }}
{style}</style></head><body>
{body}
</body></html>
"""


def as_web_page(document: Document) -> bytes:
    """The document in UTF-8."""
    page = _PAGE.format(title=_escaped(document.title), style=STYLE, body=body(document))
    return page.encode("utf-8")


def body(document: Document, top: int = 1) -> str:
    """The document as one element, to stand in a page that has ``STYLE``; ``top`` is the level of
    its title among the headings there."""
    subtitle = f"<p>{_escaped(document.subtitle)}</p>" if document.subtitle else ""
    inside = "\n".join(_block(block, top) for block in document.blocks)
    title = f"<h{top}>{_escaped(document.title)}</h{top}>{subtitle}"
    return f'<div class="ct-document">\n{title}\n{inside}\n</div>'


def _block(block: Block, top: int) -> str:
    if isinstance(block, Heading):
        tag = f"h{block.level + top}"
        return f"<{tag}>{_escaped(block.text)}</{tag}>"
    if isinstance(block, Passage):
        return _passage(block)
    if isinstance(block, Points):
        tag = "ol" if block.numbered else "ul"
        items = "".join(f"<li>{_sentences(item)}</li>" for item in block.items)
        return f"<{tag}>{items}</{tag}>"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Years):
        return _years(block)
    look = "" if block.look == "plain" else f' class="{block.look}"'
    return f"<p{look}>{_sentences(block)}</p>"


def _passage(passage: Passage) -> str:
    tag = "blockquote" if passage.quoted else "div"
    notes = "<br>".join(map(_escaped, passage.notes)) + _link(passage.link)
    return (
        f'<{tag} class="passage"><p>{_escaped(passage.words.strip())}</p>'
        f'<p class="note">{notes}</p></{tag}>'
    )


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_escaped(cell)}</th>' for cell in table.headings)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    caption = f"<caption>{_escaped(table.caption)}</caption>" if table.caption else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _years(years: Years) -> str:
    """A row for each year, with a bar as long as its share."""
    rows = []
    for (year, said), (_, number, of) in zip(years.rows, years.counts, strict=True):
        bar = f'<span class="bar"><span style="width:{number / of if of else 0:.0%}"></span></span>'
        head = f'<th scope="row">{year}</th>'
        rows.append(f'<tr>{head}<td aria-hidden="true">{bar}</td><td>{_escaped(said)}</td></tr>')
    return f"<table><caption>{_escaped(years.caption)}</caption>{''.join(rows)}</table>"


def _cells(row: Sequence[str]) -> str:
    first, *rest = map(_escaped, row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest)


def _sentences(paragraph: Paragraph) -> str:
    return _escaped(paragraph.text) + _link(paragraph.link)


def _link(link: Link | None) -> str:
    if link is None or not safe_url(link.address):
        return ""
    address = html.escape(safe_url(link.address))
    return f' <a href="{address}" rel="noopener noreferrer">{_escaped(link.words)}</a>'


def _escaped(text: str) -> str:
    return html.escape(printable(text))
