"""One thing to judge on a page: the question, both wordings, what it rests on, and the answers."""

from __future__ import annotations

import streamlit as st

from graph.codes import CODES
from graph.store import Row
from graph.words import grade, heard_in, source_line
from linking.described import Described
from linking.judging import LONGEST_NOTE
from linking.verdicts import CODE, Subject, Verdict
from views.findings import in_common
from views.names import CODE_MEANS, sentence_case
from views.names import CODES as CODE_NAMES
from views.parts import small_print, wording
from views.text import plain, shorten
from views.verdicts import WORDS

_ICONS = {"accept": ":material/check:", "reject": ":material/close:", "unsure": ":material/help:"}
_DONT_KNOW = "I cannot say"


def show_thing(thing: Described, why: str = "") -> None:
    """Draw the question and all that a judge needs to answer it; ``why`` it is asked."""
    st.markdown(f"**{question(thing)}**")
    is_code = thing.subject.kind == CODE
    means = CODE_MEANS[thing.subject.to] if is_code else thing.other.get("definition")
    if means:
        st.caption(plain(means))
    marks, rests_on = _rests_on(thing)
    _passage(thing.one, marks)
    if thing.subject.kind in ("evidence", "repeat"):
        _passage(thing.other, marks)
    small_print([rests_on, why])


def question(thing: Described) -> str:
    """What is asked of the judge, as Markdown."""
    kind = thing.subject.kind
    noun = "finding" if kind == "finding_theme" else str(thing.one.get("kind") or "recommendation")
    if kind in ("theme", "finding_theme"):
        return f"Is this {plain(noun)} about “{plain(thing.other['wording'])}”?"
    if kind == "evidence":
        return f"Does this finding bear on the {plain(noun)}?"
    if kind == "repeat":
        return "Do these two ask for the same thing?"
    value = plain(value_in_words(thing.said.said))
    return f"{CODE_NAMES[thing.subject.to]}: is “{value}” right?"


def value_in_words(value: str) -> str:
    """A code's value as the screen shows it."""
    return sentence_case(value.replace("_", " ")) or "Not coded"


def in_brief(thing: Described) -> str:
    """What a verdict is about, in a line, as plain text."""
    kind, text = thing.subject.kind, shorten(str(thing.one["wording"]), 90)
    if kind == CODE:
        return f"{CODE_NAMES[thing.subject.to]}, “{value_in_words(thing.said.said)}”: {text}"
    other = shorten(str(thing.other["wording"]), 60)
    named = {"evidence": "Evidence", "repeat": "Repeat"}.get(kind, "Theme")
    return f"{named} “{other}”: {text}"


def ask_for_verdict(thing: Described, who: str) -> Verdict | None:
    """Draw the answers, with room for a note; the verdict once an answer was chosen."""
    subject = thing.subject
    key = _key(subject)
    value, chosen = "", None
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        for word, said in WORDS.items():
            if st.button(said, key=f"{word}-{key}", icon=_ICONS[word]):
                chosen = word
        if subject.kind == CODE:
            value = _right_value(thing, key)
        note = st.text_input("Why, if you like", key=f"note-{key}", max_chars=LONGEST_NOTE)
    if chosen is None:
        return None
    return Verdict(subject, chosen, who, value=value if chosen == "reject" else "", note=note)


def _key(subject: Subject) -> str:
    return f"{subject.kind}-{subject.of}-{subject.to}"


def _right_value(thing: Described, key: str) -> str:
    """If the code is wrong: what it should be."""
    others = [value for value in CODES[thing.subject.to] if value != thing.said.said]
    chosen = st.selectbox(
        "If wrong, it should be",
        ["", *others],
        format_func=lambda value: value_in_words(value) if value else _DONT_KNOW,
        key=f"value-{key}",
        width=220,
    )
    return str(chosen)


def _passage(end: Row, marks: list[str]) -> None:
    with st.container(border=True):
        wording(str(end["wording"]), marks)
        if "finding_id" in end:
            small_print([grade(end), source_line(end)])
        else:
            small_print([heard_in(end)])


def _rests_on(thing: Described) -> tuple[list[str], str]:
    """The words to mark, and a line on what the machine's word rests on."""
    said, kind = thing.said, thing.subject.kind
    words = f"the words “{said.said_words}”" if said.said_words else ""
    if kind == CODE:
        rule = f"by the rule {said.said_by}" if said.said_by else "by no rule that is known"
        return [said.said_words], f"Rests on {words or 'no words of it'}, {rule}."
    if not said.said_by and not said.said:
        return [], "The machine made no such link."
    if kind == "evidence":
        return in_common({"shared": said.said_words})
    score = f"Score {float(said.said or 0):.2f}"
    if kind == "repeat":
        return [], f"{score}, {said.said_words}."
    return [said.said_words], f"{score}; rests on {words or 'closeness in meaning alone'}."
