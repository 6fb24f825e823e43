"""Recommendations in headings, paragraphs, items and boxes: which words belong to each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents.asking import (
    announces,
    ask_form,
    asks,
    asks_firmly,
    counted_off,
    explains,
    has_own_actor,
    is_lead,
    is_question,
    only_will,
    opens_list,
    opens_points,
    says_done,
)
from ingest.documents.candidates import Candidate
from ingest.documents.growing import Growing
from ingest.documents.model import Block
from ingest.documents.named_bodies import heading_bodies, told_to
from ingest.documents.part_names import ASKING
from ingest.documents.parts import Situated
from ingest.documents.running_text import in_text
from ingest.documents.words import Label, is_sentence, label_of, number_of, tidy

# Parts whose questions and lists ask nothing of anybody.
_NOT_HERE = frozenset({"terms", "history", "apart", "form"})
_LONGEST_TITLE = 7
# "What the review recommends, and to whom" is about recommendations.
_ABOUT = re.compile(r"(?:what|which|how|who|why)\b", re.IGNORECASE)
# What such a part says in sentences is how the review will be followed up.
_LATER = re.compile(r"[\d. ]*(?:next steps|(?:the )?way forward)")


class Lists:
    """Reads blocks one by one; what is found collects in ``found``."""

    def __init__(self, blocks: Sequence[Situated]) -> None:
        self.found: list[Candidate] = []
        self._sections: dict[int, list[Situated]] = defaultdict(list)
        for here in blocks:
            self._sections[here.section].append(here)
        self._modes: dict[int, str] = {}
        self._current: Growing | None = None
        self._lead = ""
        self._lead_section = -1
        self._opened = -1

    def take(self, here: Situated) -> None:
        """Read the next block that is no table."""
        block = here.block
        if block.kind == "note":
            return
        if here.part not in _NOT_HERE and (parts := counted_off(tidy(block.text))):
            self._counted_off(here, parts)
            return
        label = _label(block)
        if label and not _is_paragraph(label.number, here):
            self._open_labelled(here, label)
        elif block.kind == "heading":
            self.close()
            self._heading(here)
        elif self._current and self._current.takes(here):
            pass
        elif self._current and self._current.is_mere_lead(here):
            self._lead, self._lead_section = self._current.pieces[0], here.section
            self._current = None
            self._in_list(here)
        elif here.part in ASKING or self._goes_on(here):
            self.close()
            self._in_list(here)
        else:
            self.close()
            self._in_text(here)

    def _counted_off(self, here: Situated, parts: Sequence[str]) -> None:
        """Asks counted off in one paragraph, where it stands for a list or says it recommends."""
        first, *asked = parts
        if first:
            self.take(replace(here, block=replace(here.block, text=first)))
        if "recommend" in first.lower():
            self._opened = here.section
        for text in asked:
            block = replace(here.block, kind="item", number="", text=text)
            self.take(replace(here, block=block))
        self.close()

    def _goes_on(self, here: Situated) -> bool:
        """Whether an item goes on a list that a sentence of running text opened."""
        if self._opened == here.section and here.block.kind == "item":
            return True
        self._opened = -1
        return False

    def _in_text(self, here: Situated) -> None:
        text = here.block.text
        if opens_list(text) and here.part not in _NOT_HERE:
            self._opened = here.section
            self._lead, self._lead_section = text, here.section
            if opens_points(text) and ask_form(text, in_list=False):
                self._current = Growing(here, tidy(text), number_of(here.block.number))
            return
        self.found += in_text(here)

    def close(self) -> None:
        """The recommendation that is being read ends here."""
        if self._current:
            made = self._current.candidate()
            if made:
                self.found.append(made)
        self._current = None

    def _heading(self, here: Situated) -> None:
        block = here.block
        self._lead = ""
        speaks_of_them = here.part != "questions" and _ABOUT.match(block.text)
        if (
            here.part in ASKING
            and not speaks_of_them
            and is_sentence(block.text)
            and asks(block.text)
        ):
            above = replace(here, headings=here.headings[:-1])
            whole = not is_lead(block.text)
            self._current = Growing(above, block.text, number_of(block.number), labelled=whole)

    def _open_labelled(self, here: Situated, label: Label) -> None:
        if self._current and self._current.is_title_over(label.number):
            self._current = None
        self.close()
        block = here.block
        if here.part in _NOT_HERE and not here.in_summary:
            return
        if label.kind.startswith("action") and here.part not in ASKING:
            if has_own_actor(label.rest) or re.match(
                r"[A-Z][\w &'’-]{2,60} to [a-z]+ ", label.rest
            ):
                self._current = Growing(here, label.rest, label.number, labelled=True)
                self._current.kind = "action"
            return
        is_heading = block.kind == "heading" or (
            len(label.rest.split()) < 9 and not asks(label.rest) and not is_lead(label.rest)
        )
        titled = is_heading and not (
            label.rest[-1:] in {".", "?", ":"}
            or (asks_firmly(label.rest) and len(label.rest.split()) > _LONGEST_TITLE)
        )
        text = "" if titled else label.rest
        grows = Growing(here, text, label.number, labelled=True, lead=self._lead_for(here))
        grows.title = label.rest if titled else ""
        if label.lead:
            grows.leads.insert(0, label.lead)
        if label.kind.startswith("action"):
            grows.kind = "action"
        grows.without_run_in()
        self._current = grows

    def _lead_for(self, here: Situated) -> str:
        return self._lead if self._lead_section == here.section else ""

    def _in_list(self, here: Situated) -> None:
        block, text = here.block, tidy(here.block.text)
        number = number_of(block.number)
        marked = bool(number) or block.kind == "item"
        if not text or not any(char.isalpha() for char in text):
            return
        if announces(text) or (is_lead(text) and not self._completes(text, marked)):
            self._lead, self._lead_section = text, here.section
            return
        is_short = len(text.split()) < 9 and text[-1] not in ".?!"
        if not number and is_short and not opens_points(text) and heading_bodies(text):
            self._lead, self._lead_section = text, here.section
            return
        mode = self._mode(here.section) if here.part in ASKING else "marked"
        opens = is_lead(text) and not explains(text) and mode != "labelled"
        if not opens and not self._is_one(text, marked, number, mode, here):
            return
        self._current = Growing(here, text, number, lead=self._lead_for(here))
        self._current.without_run_in()

    def _mode(self, section: int) -> str:
        """How a section marks its recommendations; only asked of those that have some."""
        if section not in self._modes:
            self._modes[section] = _mode(self._sections[section])
        return self._modes[section]

    @staticmethod
    def _completes(text: str, marked: bool) -> bool:
        return marked or (opens_points(text) and ask_form(text, in_list=False) != "")

    def _is_one(self, text: str, marked: bool, number: str, mode: str, here: Situated) -> bool:
        if mode == "labelled":
            return False
        if here.part == "questions" and text.endswith("?"):
            return True
        listed = marked and (not _is_paragraph(number, here) or _is_agencys(here))
        if says_done(text) or (not listed and (explains(text) or only_will(text))):
            return False
        if here.part == "questions":
            return marked or is_question(text) or asks(text)
        if not marked and _LATER.match(here.headings[-1].lower() if here.headings else ""):
            return "recommend" in text.lower()
        if not marked:
            form = ask_form(text, in_list=mode == "plain")
            if mode == "marked":
                return form != "" and "recommend" in text.lower()
            return mode == "plain" and asks(text)
        if asks(text) or (listed and (told_to(text) or _TO_BE.match(text))):
            return True
        if not listed or here.part == "plan":
            return False
        # Without a word of duty, only a real list makes it one.
        return mode == "marked" and ask_form(text) != "" and len(text.split()) > 3


# "Bruises of carers, as of patients, to be asked about": what is to be done, whoever does it.
_TO_BE = re.compile(r"[A-Z][^.;:]{3,150}? to be (?:\w+ly )?[a-z]+(?:ed|en|t|wn|ne|id|ld|de)\b")


def _is_agencys(here: Situated) -> bool:
    """Whether a list of recommendations stands below the name of an agency."""
    return here.part == "recommendations" and bool(heading_bodies(here.headings[-1]))


def _is_paragraph(number: str, here: Situated) -> bool:
    """Whether a number counts paragraphs of a chapter: "5.2" below "5. Next steps", "C.1" below
    "C. Analysis"."""
    above = re.match(r"(\d+|[A-Z](?=\.))", here.headings[-1]) if here.headings else None
    return bool(re.fullmatch(r"(?:\d+|[A-Z])(?:\.\d+)+", number)) and bool(
        above and number.startswith(f"{above[1]}.")
    )


_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z])")


def _label(block: Block) -> Label | None:
    """The label of a block, also where Word numbers by "Recommendation 1"."""
    mark = block.number.strip()
    if mark and any(char.isalpha() for char in mark):
        found = label_of(f"{mark.rstrip('.:')}: {block.text}" if len(mark) > 1 else "")
        if found and (found.kind or len(found.number) > 1):
            return found
    if block.kind == "heading" and not mark:
        return label_of(_NUMBERED.sub("", block.text, count=1))
    return label_of(block.text)


def _mode(section: Sequence[Situated]) -> str:
    """How a section marks its recommendations: by labels, by numbers and bullets, or not."""
    mode, after_lead = "plain", False
    for here in section:
        block = here.block
        if block.kind in {"table", "note"}:
            continue
        if _label(block):
            return "labelled"
        marked = block.kind == "item" or number_of(block.number) != ""
        if marked and block.kind != "heading" and not after_lead:
            if not announces(block.text):
                mode = "marked"
        elif not marked:
            after_lead = is_lead(block.text) and opens_points(block.text)
    return mode
