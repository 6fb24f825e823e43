"""Markdown into an ``Extract``: rendered by markdown-it, then read as the page it would give."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from ingest.documents.decoding import decoded, file_bytes
from ingest.documents.html import from_text
from ingest.documents.model import Extract
from ingest.tables import digest

_FRONT = re.compile(r"\A\s*---\n(?P<body>.*?)\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>[^\n]*?)[\"']?[ \t]*$", re.MULTILINE)
# Footnotes are no part of CommonMark, but of what people write.
_NOTE = re.compile(
    r"^ {0,3}\[\^(?P<mark>[^\]\s]{1,40})\]:[ \t]*(?P<text>[^\n]*(?:\n[^\n]+)*)", re.M
)
_CALL = re.compile(r"\[\^[^\]\s]{1,40}\]")


def read_markdown(path: Path) -> Extract:
    """The extract of a Markdown file. Raises InputRefusedError when it is far too large."""
    text = re.sub(r"\r\n?", "\n", decoded(file_bytes(path)))
    front = _FRONT.match(text)
    title = ""
    if front:
        found = _TITLE.search(front["body"])
        title = found["title"] if found else ""
        text = text[front.end() :]
    text = _CALL.sub("", _NOTE.sub(_note, text))
    # With breaks kept, "(a)" and "(b)" typed on lines of their own stay apart.
    parser = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"])
    blocks, _ = from_text(parser.render(text), path.name)
    return Extract(path.name, digest(path), "md", None, blocks, title=title)


def _note(found: re.Match[str]) -> str:
    return f"<aside role='doc-footnote'>{escape(found['text'])}</aside>\n\n"
