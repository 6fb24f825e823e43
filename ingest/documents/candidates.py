"""One recommendation as it stands at one place, before places of the same are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.documents.model import Form, Inherited


@dataclass
class Candidate:
    """What stands at one place. ``above`` are the wordings that may say who is asked, nearest
    first, each with how it was inherited; ``group`` is shared by one list with one numbering;
    ``lead_person`` is a column of
    officers, who act for the body that the table's title names, where it names one. A ``faint`` one
    counts beside a list only where it repeats what the list says; one ``outside`` stands
    in no part of the document that is for recommendations. The first ``titled`` headings are the
    document's own title, which asks nobody."""

    text: str
    number: str
    page: int | None
    headings: tuple[str, ...]
    form: Form
    kind: str = "recommendation"
    scope: str = ""
    above: list[tuple[str, Inherited]] = field(default_factory=list)
    lead_person: str = ""
    group: str = ""
    labelled: bool = False
    faint: bool = False
    outside: bool = False
    titled: int = 0
    plan_action: str = ""
    plan_lead: str = ""
    plan_target_date: str = ""
    plan_status: str = ""
    plan_outcome: str = ""
    doubts: list[str] = field(default_factory=list)

    def add_plan(self, other: Candidate) -> None:
        """Take over the plan's cells of another place; several actions stand on lines."""
        for name in PLAN_FIELDS:
            before, more = getattr(self, name), getattr(other, name)
            lines = dict.fromkeys(line for line in (*before.split("\n"), more) if line)
            setattr(self, name, "\n".join(lines))

    def take_leads(self, step: Candidate) -> None:
        """Who leads the first action below a recommendation without a lead of its own is asked."""
        if not self.lead_person:
            self.lead_person = step.lead_person
            self.above = [*(one for one in step.above if one[1] == "column"), *self.above]

    def go_on(self, rest: Candidate) -> None:
        """Take over the lower half of a row that the end of a page cut."""
        for name in ("text", *PLAN_FIELDS):
            halves = (getattr(self, name), getattr(rest, name))
            setattr(self, name, " ".join(half for half in halves if half))

    def without_own_action(self) -> None:
        """An action that is itself the text does not stand beside it a second time."""
        lines = [line for line in self.plan_action.split("\n") if line != self.text]
        self.plan_action = "\n".join(lines)


PLAN_FIELDS = (
    "plan_action",
    "plan_lead",
    "plan_target_date",
    "plan_status",
    "plan_outcome",
)
