"""One recommendation while its blocks are read: which of them are its words."""

from __future__ import annotations

import re

from ingest.documents.asking import (
    asks,
    asks_firmly,
    explains,
    has_own_actor,
    is_lead,
    opens_points,
    run_in,
    says_done,
)
from ingest.documents.candidates import Candidate
from ingest.documents.model import Block, Form
from ingest.documents.part_names import ASKING
from ingest.documents.parts import Situated
from ingest.documents.words import label_of, number_behind, number_of, tidy

_RUN_IN_LABEL = re.compile(r"(?:the )?recommendations?\s*[.:–-]+\s+(?=[A-Z“‘])", re.IGNORECASE)
_BULLET = re.compile(r"^[•●▪◦·○■□➢➤►‣*oO–—-\uf0b7\uf0a7]?$")


class Growing:
    """One recommendation while its blocks are read."""

    def __init__(
        self, here: Situated, text: str, number: str, *, labelled: bool = False, lead: str = ""
    ) -> None:
        self.here, self.number, self.labelled = here, number, labelled
        self.page = here.block.page
        self.pieces = [text] if text else []
        self.title = ""
        self.leads = [lead] if lead else []
        self.kind = ""
        self._held: list[Block] = []
        self._points = bool(text) and is_lead(text)
        self._first_point: Block | None = None
        self._done = False

    def without_run_in(self) -> None:
        """A heading set at the head of the paragraph is no words of it, but may say who is "
        "asked."""
        heading = run_in(self.pieces[0]) if self.pieces else ""
        if heading:
            self.pieces[0] = self.pieces[0][len(heading) :].strip()
            self.leads.insert(0, heading.rstrip(".:"))

    def takes(self, here: Situated) -> bool:
        """Whether the next block goes on with it; if so it is taken in."""
        block = here.block
        if here.section != self.here.section or self._done:
            return False
        if not self.pieces:
            return self._begins(block)
        if self._points and block.kind == "item":
            return self._point(block)
        text = tidy(block.text)
        if not block.number and text[:1].islower() and self.pieces[-1][-1:] not in ".?!":
            self.pieces.append(text)
            self._points = is_lead(text)
            return True
        if block.kind == "item" and self._is_below(block):
            self._first_point = self._first_point or block
            self.pieces.append(_printed(block))
            return True
        if self._first_point is None and is_lead(text) and not block.number and _adds(text):
            self.pieces.append(text)
            self._points = True
            return True
        # A labelled one keeps its reasons away from the list; they are not part of it.
        return (
            self.labelled
            and not label_of(text)
            and block.kind == "paragraph"
            and not (here.part in ASKING and asks(text) and "recommend" in text.lower())
        )

    def _begins(self, block: Block) -> bool:
        """The words of a label that stood alone: the first block that asks."""
        text = _RUN_IN_LABEL.sub("", tidy(block.text), count=1)
        if (asks_firmly(text) and not explains(text)) or (is_lead(text) and opens_points(text)):
            self.pieces = [text]
            self.page = block.page
            self._points = is_lead(text)
            if block.kind == "item":
                self._first_point, self._points = block, True
        else:
            self._held.append(block)
        return True

    def _point(self, block: Block) -> bool:
        first = self._first_point
        if first is None:
            if not (self.number or self.labelled) and number_of(block.number).isdigit():
                return False  # what "The Board is asked to:" opens, numbered, is one each
            if _same_marks(block, self.here.block) and self.here.block.kind == "item":
                return False
            if len(self.pieces) == 1 and not self._completes_lead(block):
                return False
            self._first_point = block
        elif block.level < first.level or (
            block.level == first.level and not _same_marks(block, first)
        ):
            return False
        self.pieces.append(_printed(block))
        return True

    def _completes_lead(self, block: Block) -> bool:
        """ "recommends that:" with points that are whole asks: several, not one."""
        return opens_points(self.pieces[0]) or not has_own_actor(block.text)

    def is_mere_lead(self, here: Situated) -> bool:
        """Whether the lead-in that was read turns out to open asks of their own."""
        return (
            here.section == self.here.section
            and here.block.kind == "item"
            and len(self.pieces) == 1
            and self._first_point is None
            and is_lead(self.pieces[0])
        )

    def is_title_over(self, number: str) -> bool:
        """Whether it is but the title of a group: "R1: Access" over R1a and R1b."""
        after = number.removeprefix(self.number)
        grouped = number.startswith(self.number) and re.fullmatch(r"[.]?[a-z0-9]{1,2}", after)
        return bool(self.title and self.number and grouped) and not (self.pieces or self._held)

    def _is_below(self, block: Block) -> bool:
        mine = self.here.block
        if self._first_point is not None:
            same = _same_marks(block, self._first_point)
            return same and block.level == self._first_point.level
        mark = number_of(block.number)
        if mark[:1].isdigit() and not mark.startswith(f"{self.number}."):
            return False
        return (
            mine.kind == "item"
            and block.level > mine.level
            and not _same_marks(block, mine)
            and not says_done(block.text)
        )

    def candidate(self) -> Candidate | None:
        """The recommendation as far as it was read; None where no words followed its label."""
        doubts = []
        if not self.pieces:
            said = [b for b in self._held if not explains(b.text) and not is_lead(b.text)]
            asking = [b for b in said if asks(b.text)]
            block = next(iter(asking or said or self._held), None)
            if block is None and len(self.title.split()) < 4:
                return None
            if block is None:
                self.pieces = [self.title]
            else:
                text = _RUN_IN_LABEL.sub("", tidy(block.text), count=1)
                self.pieces, self.page = [text], block.page
            if not asking:
                doubts.append("no word of duty in it")
        elif not asks(" ".join(self.pieces)) and self.here.part != "questions":
            doubts.append("no word of duty in it")
        here = self.here
        text, number = number_behind(tidy(" ".join(self.pieces)))
        made = Candidate(
            text=text,
            number=number or self.number,
            page=self.page,
            headings=here.headings,
            form=form_of(here, labelled=self.labelled),
            group=" / ".join(h for h in here.headings if not label_of(h)),
            labelled=self.labelled,
            outside=here.part not in ASKING,
            titled=here.titled,
            doubts=doubts,
        )
        made.above = [(lead, "heading") for lead in self.leads]
        if self.kind:
            made.kind = self.kind
        elif any(re.search(r"\bactions?\b(?! plan)", h, re.I) for h in here.headings[-1:]):
            made.kind = "recommendation" if "ecommend" in here.headings[-1] else "action"
        return made


def _adds(text: str) -> bool:
    return bool(re.match(r"(?:this|these|it|they|such|in particular)\b", text, re.IGNORECASE))


def _printed(block: Block) -> str:
    """A point with its letter as printed; bullets are no words."""
    mark = block.number.strip()
    text = tidy(block.text)
    return text if _BULLET.match(mark) else f"{mark} {text}"


def _same_marks(one: Block, other: Block) -> bool:
    return _style(one.number) == _style(other.number)


def _style(mark: str) -> str:
    mark = mark.strip()
    if _BULLET.match(mark):
        return mark
    if re.fullmatch(r"\(?[ivx]+[.)]*", mark, re.IGNORECASE) and len(mark.strip("().")) > 1:
        mark = re.sub(r"[ivxIVX]+", "a", mark)
    return re.sub(r"\d+", "1", re.sub(r"[A-Za-z]", "a", mark))


def form_of(here: Situated, *, labelled: bool = False) -> Form:
    """The form of what stands outside tables; a label sets a list even within the analysis."""
    if here.in_summary:
        return "summary"
    return "list" if labelled or here.part in ASKING or here.below_asking else "text"
