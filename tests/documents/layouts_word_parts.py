"""Parts of Word that python-docx does not write: text boxes, tracked changes, content controls."""

from __future__ import annotations

from copy import deepcopy
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

CHANGES = {"inserted": ("ins", "t"), "deleted": ("del", "delText")}
_SHAPES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def tracked(kind: str, words: str) -> BaseOxmlElement:
    """A run that was inserted or deleted while changes were tracked."""
    change, text = CHANGES[kind]
    return parse_xml(
        f'<w:{change} {nsdecls("w")} w:id="1" w:author="Editor" w:date="2024-05-01T09:00:00Z"><w:r>'
        f'<w:{text} xml:space="preserve">{escape(words)}</w:{text}></w:r></w:{change}>'
    )


def text_box(paragraph: BaseOxmlElement) -> BaseOxmlElement:
    """A drawn box round a paragraph: once for new versions of Word and once, in VML, for old."""
    box = parse_xml(
        f"<mc:AlternateContent {nsdecls('w', 'wp', 'a')} {_SHAPES}>"
        '<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5400000" cy="900000"/>'
        '<wp:docPr id="1" name="Text Box 1"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )
    for content in box.iter(qn("w:txbxContent")):
        content.append(deepcopy(paragraph))
    return box


def put_in_controls(document: Document) -> None:
    """Put each numbered paragraph and each table into a content control, as templates do."""
    for element in list(document.element.body):
        numbered = element.tag == qn("w:p") and element.find(f".//{qn('w:numPr')}") is not None
        if not numbered and element.tag != qn("w:tbl"):
            continue
        control = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="entry"/></w:sdtPr>'
            "<w:sdtContent/></w:sdt>"
        )
        element.addprevious(control)
        control.find(qn("w:sdtContent")).append(element)
