"""The look of a held-out document: named and automatic styles, pages, running lines."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.documents.heldout.source import Source, plain


def _style(name: str, text: str, paragraph: str, parent: str = "") -> str:
    base = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{base}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def fonts(source: Source) -> str:
    """The font faces that the named styles use."""
    names = {source.get("font", "Liberation Sans"), source.get("head-font", "Liberation Sans")}
    return "".join(
        f'<style:font-face style:name="{name}" svg:font-family="&apos;{name}&apos;"/>'
        for name in sorted(names)
    )


def named(source: Source) -> str:
    size = float(source.get("size", "11"))
    font = source.get("font", "Liberation Sans")
    head_font = source.get("head-font", font)
    colour = source.get("colour", "#000000")
    align = source.get("align", "start")
    gap = source.get("gap", "0.2cm")
    base = f'style:font-name="{font}" fo:language="en" fo:country="GB"'
    words = f'{base} fo:font-size="{size}pt"'
    cell = f'fo:font-size="{float(source.get("cell-size", str(size - 2)))}pt"'
    out = [
        f'<style:default-style style:family="paragraph"><style:text-properties {words}/>'
        "</style:default-style>",
        '<style:style style:name="Standard" style:family="paragraph"/>',
        _style(
            "Body",
            words,
            f'fo:margin-bottom="{gap}" fo:text-align="{align}" fo:line-height='
            f'"{source.get("leading", "110%")}" fo:orphans="1" fo:widows="1"',
        ),
        _style("Small", 'fo:font-size="5pt"', 'fo:margin-bottom="0cm"'),
        _style(
            "Title",
            f'{base} fo:font-size="{size * 1.9}pt" fo:font-weight="bold" fo:color="{colour}"',
            f'fo:margin-bottom="0.5cm" fo:text-align="{source.get("title-align", "start")}"',
        ),
        _style(
            "Box",
            f"{words}",
            f'fo:margin-bottom="{gap}" fo:padding="0.2cm" fo:border='
            f'"0.5pt solid {colour}" fo:background-color="{source.get("box", "#f2f2f2")}"',
        ),
        _style(
            "Caption",
            f'{words} fo:font-weight="bold"',
            'fo:margin-top="0.3cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"',
        ),
        _style("Cell", f"{base} {cell}", 'fo:margin-bottom="0.05cm" fo:orphans="1" fo:widows="1"'),
        _style("CellHead", f'{base} {cell} fo:font-weight="bold"', 'fo:margin-bottom="0.05cm"'),
        _style("Footnote", f'{base} fo:font-size="{size - 2.5}pt"', 'fo:margin-bottom="0cm"'),
        _style(
            "Running",
            f'{base} fo:font-size="{size - 2}pt" fo:color="#666666"',
            f'fo:text-align="{source.get("running-align", "center")}"',
        ),
    ]
    scale = {1: 1.5, 2: 1.2, 3: 1.05, 4: 1.0}
    for level, times in scale.items():
        weight = source.get(f"h{level}-weight", "bold")
        out.append(
            _style(
                f"Heading{level}",
                f'style:font-name="{head_font}" fo:font-size="{size * times}pt" '
                f'fo:font-weight="{weight}" fo:color="{colour}"',
                'fo:margin-top="0.45cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"',
            ).replace(
                'style:family="paragraph"',
                f'style:family="paragraph" style:default-outline-level="{level}"',
                1,
            )
        )
        left = 0.2 + level * 1.1
        out.append(
            _style(
                f"Item{level}",
                words,
                f'fo:margin-left="{left}cm" fo:text-indent="-1.1cm" '
                f'fo:margin-bottom="{gap}" fo:text-align="{align}" fo:orphans="1" '
                'fo:widows="1"',
            ).replace(
                "/><style:text-properties",
                "><style:tab-stops>"
                '<style:tab-stop style:position="0cm"/></style:tab-stops>'
                "</style:paragraph-properties><style:text-properties",
                1,
            )
        )
    return "".join(out)


def automatic(source: Source) -> str:
    margin = source.get("margin", "2.3cm")
    layout = (
        '<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width='
        '"{wide}" fo:page-height="{high}" style:print-orientation="{turn}" fo:margin="{margin}"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="0.9cm" '
        'fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style>'
        '<style:header-footer-properties fo:min-height="0.9cm" fo:margin-top="0.4cm"/>'
        "</style:footer-style></style:page-layout>"
    )
    level = (
        '<text:list-level-style-{kind} text:level="1" {what}><style:list-level-properties '
        'text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" '
        'fo:text-indent="-0.8cm" fo:margin-left="1.2cm"/>'
        "</style:list-level-properties></text:list-level-style-{kind}>"
    )
    box = '<style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #888888"{fill}/>'
    shade = f' fo:background-color="{source.get("shade", "#dddddd")}"'
    prefix, after = source.get("count-before"), source.get("count-after", ".")
    counted = f'style:num-format="1" style:num-prefix="{prefix}" style:num-suffix="{after}"'
    return "".join(
        [
            '<style:style style:name="Bold" style:family="text"><style:text-properties '
            'fo:font-weight="bold"/></style:style>',
            layout.format(name="P1", wide="21cm", high="29.7cm", turn="portrait", margin=margin),
            layout.format(name="P2", wide="29.7cm", high="21cm", turn="landscape", margin=margin),
            '<text:list-style style:name="Counted">',
            level.format(kind="number", what=counted),
            '</text:list-style><text:list-style style:name="Dots">',
            level.format(kind="bullet", what='text:bullet-char="•"'),
            "</text:list-style>",
            '<style:style style:name="Row" style:family="table-row"><style:table-row-properties '
            'fo:keep-together="auto"/></style:style>',
            f'<style:style style:name="CellBox" style:family="table-cell">{box.format(fill="")}'
            "</style:style>",
            f'<style:style style:name="HeadBox" style:family="table-cell">{box.format(fill=shade)}'
            "</style:style>",
            '<style:style style:name="Columns" style:family="section"><style:section-properties>'
            f'<style:columns fo:column-count="{source.get("columns", "1")}" fo:column-gap="0.8cm"/>'
            "</style:section-properties></style:style>",
        ]
    )


def masters(source: Source) -> str:
    def running(key: str, tag: str) -> str:
        text = source.get(key)
        if not text:
            return ""
        words = escape(plain(text)).replace("PAGES", "<text:page-count/>")
        words = words.replace("PAGE", "<text:page-number/>").replace("TAB", "<text:tab/>")
        return f'<style:{tag}><text:p text:style-name="Running">{words}</text:p></style:{tag}>'

    inner = running("header", "header") + running("footer", "footer")
    return "".join(
        f'<style:master-page style:name="{name}" style:page-layout-name="{layout}">{inner}'
        "</style:master-page>"
        for name, layout in (("Standard", "P1"), ("Wide", "P2"))
    )
