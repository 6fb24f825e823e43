"""One linking run: read the graph, make themes, evidence, repeats and codes, write what differs.

The run's fingerprint is taken away before the first write and kept after the last, so a run
killed anywhere is done again in full; links are written by difference, so doing it again is
cheap and changes nothing that is right already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from typing import Any, TypeVar

from graph.store import Counts, Store
from linking import evidence, links, repeats, themes
from linking.coding import Coding
from linking.effect import apply_to_links, corrected, join
from linking.encoder import Encoder, SentenceEncoder, Vectors
from linking.evidence_model import current_model
from linking.evidence_signals import Asked
from linking.inputs import Inputs, read_inputs
from linking.links import LinkKind, Pair, write_links
from linking.models import find_cross_encoder
from linking.reading_order import in_reading_order
from linking.repeats import Ask
from linking.shifts import current_shifts
from linking.themes import Themed, as_themed
from linking.vectors import VectorCache, vectors_for
from linking.verdicts import read_verdicts

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total)."""

Links = dict[Pair, dict[str, Any]]
_T = TypeVar("_T")
INGEST_ID = "linking"
_SHOW_EVERY = 1000
_CODES = "codes"
_TITLES = {
    links.RECOMMENDATION_THEMES: "themes of recommendations",
    links.FINDING_THEMES: "themes of findings",
    links.EVIDENCE: "evidence near recommendations",
    links.REPEATS: "repeats across reviews",
}


@dataclass
class LinkingReport:
    """What a run did: counts by kind of link (and of coded recommendations), seconds by stage."""

    skipped: bool = False
    encoded: int = 0
    counts: dict[str, Counts] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.skipped:
            return "Nothing to link: texts, frame, registry, method and model are as they were."
        lines = [
            f"{what}: {c.created} created, {c.updated} updated, {c.unchanged} unchanged, "
            f"{c.deleted} deleted"
            for what, c in self.counts.items()
        ]
        lines.append(
            f"{self.encoded} texts encoded; "
            + ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in self.seconds.items())
        )
        return "\n".join([*lines, *self.notes])


def link(store: Store, *, progress: Progress | None = None) -> LinkingReport:
    """Link all that ``store`` (open to write) holds. Does nothing when nothing it depends on has
    changed. Raises ModelUnavailableError, VectorCacheError, CodingError, EvidenceModelError
    or ShiftsError, before anything is written."""
    folder = find_cross_encoder()
    with (
        SentenceEncoder() as encoder,
        SentenceEncoder(folder) if folder else nullcontext() as cross,
    ):
        return _Run(store, encoder, cross, progress or _silent).run()


def note_due(store: Store) -> None:
    """Note that links are due, before something is written that needs them: whoever is stopped
    in between leaves the note behind. Linking takes it away when it has ended."""
    due = {"id": INGEST_ID, "title": "Linking", "kind": "linking", "digest": None}
    with store.writer() as writer:
        writer.upsert_nodes("Ingest", [due])


def _silent(stage: str, done: int, total: int) -> None:
    pass


class _Run:
    """One run: the store, what it found, and the report it fills."""

    def __init__(
        self, store: Store, encoder: Encoder, cross: Encoder | None, progress: Progress
    ) -> None:
        self._store = store
        self._progress = progress
        self._report = LinkingReport()
        self._encoder = encoder
        self._cross = cross
        self._cache = VectorCache()
        self._model = current_model()
        self._shifts = current_shifts()
        self._method = self._model.method + (f", in the order of {cross.name}" if cross else "")
        """How evidence links are made."""
        self._nearest: dict[str, str | None] = {}

    def run(self) -> LinkingReport:
        with self._stage("read"):
            inputs = read_inputs(self._store)
            self._report.skipped = self._done_before(self._fingerprint(inputs))
        if not self._report.skipped:
            with Coding(inputs.coded) as coding:
                wanted = self._links_of_one_encoder(inputs)
                with self._stage(_CODES):
                    coded = coding.properties(self._counting(_CODES))
            codes = [
                {"id": ask.id, **properties, "nearest": self._nearest.get(ask.id)}
                for ask, properties in zip(inputs.asks, coded, strict=True)
            ]
            with self._stage("write"):
                self._write(wanted, codes, self._fingerprint(inputs))
        self._report.notes += [*self._encoder.notes, *self._cache.notes]
        return self._report

    def _fingerprint(self, inputs: Inputs) -> str:
        return inputs.fingerprint(f"{self._encoder.name} {self._method} {self._shifts}")

    def _links_of_one_encoder(self, inputs: Inputs) -> dict[LinkKind, Links]:
        """The encoder takes another name when its fast path cannot be loaded: what was read from
        the cache before then is not mixed in."""
        name = self._encoder.name
        wanted = self._links(inputs)
        return wanted if self._encoder.name == name else self._links(inputs)

    @contextmanager
    def _stage(self, stage: str) -> Iterator[None]:
        start = perf_counter()
        yield
        seconds = self._report.seconds
        seconds[stage] = seconds.get(stage, 0.0) + perf_counter() - start

    def _counting(self, stage: str) -> Callable[[int, int], None]:
        return lambda done, total: self._progress(stage, done, total)

    def _done_before(self, fingerprint: str) -> bool:
        rows = self._store.rows(
            "MATCH (i:Ingest {id: $id}) RETURN i.digest AS digest, i.records AS records",
            id=INGEST_ID,
        )
        # The number of links is held against the graph: a loader killed between removing a
        # recommendation and putting it back leaves the inputs equal and the links gone.
        return (
            bool(rows)
            and rows[0]["digest"] == fingerprint
            and rows[0]["records"] == links.count_links(self._store)
        )

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts, self._encoder)

    def _encoded(self, texts: Sequence[str], encoder: Encoder) -> Vectors:
        def encoded(done: int, total: int) -> None:
            self._progress("encoding", done, total)
            self._report.encoded += total if done == total else 0

        # Said before there is anything to count: loading the model takes seconds by itself.
        self._progress("encoding", 0, len(texts))
        with self._stage("encode"):
            return vectors_for(texts, encoder, self._cache, encoded)

    def _links(self, inputs: Inputs) -> dict[LinkKind, Links]:
        asks, findings = inputs.asks, inputs.findings
        asked = [ask.text for ask in asks]
        passages = [finding.passage for finding in findings]
        vectors = self._vectors([*asked, *passages])
        of_asks, of_findings = vectors[: len(asked)], vectors[len(asked) :]
        shifts = self._shifts
        coder = themes.ThemeCoder(inputs.themes, inputs.names, self._vectors, shifts=shifts.themes)
        with self._stage("themes"):
            scored = _shown(coder.scored(asked, of_asks), self._counting("themes"), asked)
            ask_themes = as_themed(list(scored), len(inputs.themes))
            claims = list(coder.code([finding.text for finding in findings], of_findings))
            finding_themes = Themed(claims, coder.themed(passages, of_findings).chances)
        with self._stage("evidence"):
            near = self._near(inputs, (of_asks, of_findings), (ask_themes, finding_themes))
        if self._cross:
            score = partial(self._encoded, encoder=self._cross)
            by_id = {finding.id: finding.passage for finding in findings}
            near = in_reading_order(asked, near, by_id, score)
        with self._stage("repeats"):
            repeated = repeats.find_repeats(
                asks, of_asks, inputs.names, self._counting("repeats"), shifts.repeats
            )
        method = shifts.repeat_method(repeats.METHOD)
        return {
            links.RECOMMENDATION_THEMES: self._about([ask.id for ask in asks], ask_themes.abouts),
            links.FINDING_THEMES: self._about([f.id for f in findings], claims),
            links.EVIDENCE: self._evidence_links(asks, near),
            links.REPEATS: {
                (one.later, one.earlier): self._made(method, score=one.score, tier=one.tier)
                for one in repeated
            },
        }

    def _near(
        self,
        inputs: Inputs,
        vectors: tuple[Vectors, Vectors],
        abouts: tuple[Themed, Themed],
    ) -> list[evidence.Nearby]:
        """What is near each ask; ``vectors`` and ``abouts`` are the asks' and the findings'."""
        if not inputs.findings:
            return [evidence.Nearby([], []) for _ in inputs.asks]
        titles = {theme.id: theme.title for theme in inputs.themes}
        index = evidence.EvidenceIndex(inputs.findings, vectors[1], abouts[1], titles, self._model)
        concern = [coded.kind == "concern" for coded in inputs.coded]
        asked = Asked.of([ask.text for ask in inputs.asks], vectors[0], abouts[0], concern)
        return list(_shown(index.near(asked), self._counting("evidence"), inputs.asks))

    def _evidence_links(self, asks: Sequence[Ask], found: Sequence[evidence.Nearby]) -> Links:
        """Links to what is near; where nothing is, what is nearest is kept for the ask's node."""
        near: Links = {}
        for ask, nearby in zip(asks, found, strict=True):
            self._nearest[ask.id] = nearby.nearest_text
            for one in nearby.near:
                near[ask.id, one.finding_id] = self._made(
                    self._method,
                    score=one.score,
                    rank=one.rank,
                    cosine=one.cosine,
                    bm25=one.bm25,
                    shared=one.shared,
                )
        return near

    def _about(self, ids: Sequence[str], abouts: Sequence[Sequence[themes.About]]) -> Links:
        method = self._shifts.theme_method(themes.METHOD)
        return {
            (id_, about.theme_id): self._made(method, score=about.score, cue=about.cue)
            for id_, found in zip(ids, abouts, strict=True)
            for about in found
        }

    def _made(self, method: str, **properties: Any) -> dict[str, Any]:
        return {"method": method, "model": self._encoder.name, **properties}

    def _write(
        self, wanted: Mapping[LinkKind, Links], codes: list[dict[str, Any]], fingerprint: str
    ) -> None:
        made_on = datetime.now(UTC).date().isoformat()
        note_due(self._store)
        # Read again: on a shared Neo4j people may have judged while this run was at work.
        verdicts = read_verdicts(self._store)
        join(self._store, verdicts)
        apply_to_links(self._store, verdicts)
        for number, (kind, found) in enumerate(wanted.items()):
            self._progress("writing", number, len(wanted) + 1)
            self._report.counts[_TITLES[kind]] = write_links(self._store, kind, found, made_on)
        self._progress("writing", len(wanted), len(wanted) + 1)
        with self._store.writer() as writer:
            self._report.counts["recommendations coded"] = writer.upsert_nodes(
                "Recommendation", corrected(codes, verdicts)
            )
        kept = {"digest": fingerprint, "records": links.count_links(self._store)}
        with self._store.writer() as writer:
            writer.upsert_nodes("Ingest", [{"id": INGEST_ID, **kept, "made_on": made_on}])
        self._progress("writing", len(wanted) + 1, len(wanted) + 1)


def _shown(
    items: Iterable[_T], progress: Callable[[int, int], None], of: Sequence[Any]
) -> Iterator[_T]:
    """``items`` as they come, reported to ``progress`` now and then; ``of`` is as many."""
    for number, item in enumerate(items, 1):
        yield item
        if number % _SHOW_EVERY == 0 or number == len(of):
            progress(number, len(of))
