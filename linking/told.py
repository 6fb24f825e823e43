"""Have we been told this before? A draft's wording against every earlier ask in the graph.

What is looked up is not written anywhere: neither to the graph nor to the file of vectors.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from graph.store import Store
from linking.cues import Addressee, Code, Codes, code
from linking.encoder import Encoder, Vectors
from linking.evidence import EvidenceIndex, Nearby
from linking.evidence_model import current_model
from linking.evidence_signals import Asked
from linking.fixed_wording import without_fixed_wording
from linking.inputs import Inputs, read_inputs
from linking.lexical import terms
from linking.likeness import Likeness
from linking.masking import Masker
from linking.neighbours import Places
from linking.opposites import are_opposites, asking_parts
from linking.repeats import LEAST, NEAR, POSSIBLE
from linking.shifts import current_shifts
from linking.themes import About, ThemeCoder, Themed
from linking.vectors import VectorCache, cached_vectors, vectors_for

OPPOSITE = "opposite"
"""As alike as a repeat, but asked the other way round."""
TOPIC = "same topic"
"""Below a possible repeat: near enough to be worth reading."""
_TOPIC_COSINE = 0.5
# Of those on the same matter; whatever is nearer is given whole.
_MOST = 20
# Wordings compared word by word, the nearest by cosine.
_COMPARED = 100


@dataclass(frozen=True)
class Earlier:
    """An ask of the graph that is near a draft. ``score`` is how likely both are one ask, as for
    repeats; ``tier`` is near-identical, possible, opposite or same topic; ``shared`` are telling
    words that both have, longest first."""

    recommendation_id: str
    score: float
    tier: str
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What the graph has near one draft ask, and how the draft itself is coded."""

    text: str
    codes: Codes
    themes: tuple[About, ...]
    earlier: tuple[Earlier, ...]
    evidence: Nearby
    vector: Vectors = field(repr=False, compare=False)


class ToldIndex:
    """All asks and findings of a graph, ready to be looked up by any wording."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        """Reads the graph and the vectors that linking kept. Raises ModelUnavailableError,
        VectorCacheError or StoreUnavailableError."""
        inputs = read_inputs(store)
        self._encoder = encoder
        vectors, kept = cached_vectors([ask.text for ask in inputs.asks], encoder, VectorCache())
        asks = [ask for ask, there in zip(inputs.asks, kept, strict=True) if there]
        self._ids = [ask.id for ask in asks]
        self._texts = [ask.text for ask in asks]
        self._areas = np.array([ask.area for ask in asks], dtype=object)
        self._place = {id_: place for place, id_ in enumerate(self._ids)}
        self._vectors = vectors[kept]
        self.unread = len(inputs.asks) - len(asks)
        """Recommendations that linking has not encoded, and that are not looked through."""
        self.titles = {theme.id: theme.title for theme in inputs.themes}
        """Themes by id, in words."""
        self._masker = Masker(inputs.names)
        self._shifts = current_shifts()
        self._coder = ThemeCoder(
            inputs.themes, inputs.names, self._encode, shifts=self._shifts.themes
        )
        self._evidence = self._findings(inputs) if inputs.findings else None

    def _encode(self, texts: Sequence[str]) -> Vectors:
        return vectors_for(texts, self._encoder)

    def _findings(self, inputs: Inputs) -> EvidenceIndex:
        findings = inputs.findings
        passages = [finding.passage for finding in findings]
        vectors = self._encode(passages)
        claims = list(self._coder.code([finding.text for finding in findings], vectors))
        themes = Themed(claims, self._coder.themed(passages, vectors).chances)
        return EvidenceIndex(findings, vectors, themes, self.titles, current_model())

    def looked_through(self, area: str = "") -> int:
        """How many earlier asks ``look_up`` compares with a draft, of one area or of all."""
        return int((self._areas == area).sum()) if area else len(self._ids)

    def look_up(
        self, drafts: Sequence[tuple[str, Sequence[Addressee]]], *, area: str = ""
    ) -> list[Told]:
        """What is near each draft, given with those it is addressed to. ``area`` limits the
        earlier asks to one area; empty stands for all. Raises ModelUnavailableError."""
        texts = [without_fixed_wording(text) for text, _ in drafts]
        # Straight from the encoder: a draft's vector is not kept.
        vectors = self._encoder.encode(texts)
        themes = self._coder.themed(texts, vectors)
        asked = Asked.of(texts, vectors, themes, [False] * len(texts))
        near: Iterable[Nearby] = (
            self._evidence.near(asked) if self._evidence else (Nearby([], []) for _ in texts)
        )
        return [
            Told(
                text,
                code(text, addressees=addressees),
                tuple(found),
                tuple(self._earlier(bare, vector, area)),
                nearby,
                vector,
            )
            for (text, addressees), bare, vector, found, nearby in zip(
                drafts, texts, vectors, themes.abouts, near, strict=True
            )
        ]

    def nearest_of(self, told: Told, ids: Collection[str]) -> list[str]:
        """Ids of asks in the order of their nearness to a draft; unknown ones left out."""
        known = [id_ for id_ in ids if id_ in self._place]
        places = np.array([self._place[id_] for id_ in known], dtype=np.intp)
        cosine = self._vectors[places] @ told.vector
        return [known[i] for i in np.argsort(-np.round(cosine, 5), kind="stable")]

    def _earlier(self, text: str, vector: Vectors, area: str) -> list[Earlier]:
        if not self._ids or not text:
            return []
        cosine = np.round(self._vectors @ vector, 5)
        if area:
            cosine[self._areas != area] = -1.0
        count = min(_COMPARED, len(cosine))
        nearest = np.argpartition(-cosine, count - 1)[:count]
        nearest = nearest[cosine[nearest] >= _TOPIC_COSINE]
        found = self._compared(text, nearest, cosine[nearest])
        found.sort(key=lambda one: (-one.score, one.recommendation_id))
        return [one for place, one in enumerate(found) if one.tier != TOPIC or place < _MOST]

    def _compared(self, text: str, places: Places, cosine: Vectors) -> list[Earlier]:
        """The draft beside the asks at ``places``, as linking compares two asks."""
        texts = [self._texts[place] for place in places]
        likeness = Likeness([text, *texts], self._masker, self._shifts.repeats)
        draft, theirs = np.zeros(len(texts), dtype=np.int64), np.arange(1, len(texts) + 1)
        shared = likeness.shared(draft, theirs)
        scores = np.round(likeness.probability(cosine, shared), 4)
        near = likeness.near_identical(draft, theirs, cosine, shared)
        mine, parts = set(terms(text)), asking_parts(text)
        found = []
        for number, (place, wording) in enumerate(zip(places, texts, strict=True)):
            tier = NEAR if near[number] else POSSIBLE if scores[number] >= LEAST else TOPIC
            if tier != TOPIC and text != wording and are_opposites(parts, asking_parts(wording)):
                tier = OPPOSITE
            both = sorted(mine & set(terms(wording)), key=lambda word: (-len(word), word))
            found.append(Earlier(self._ids[place], float(scores[number]), tier, tuple(both[:8])))
        return found


# A code, its values that leave something open, and what to say of them.
_LACKS = (
    ("actor", {"none"}, "Nobody is named to act."),
    ("actor", {"collective"}, "It speaks to many at once: no one agency is named to act."),
    ("action", {"soft"}, "The verb is soft: it can be met without anything changing."),
    ("action", {"assurance"}, "It asks for assurance, and not for the change itself."),
    ("time", {"none", "soft"}, "No date says by when."),
    ("measurable", {"none"}, "Nothing in it could be counted or checked afterwards."),
    (
        "strength",
        {"weaker"},
        "The action is a weaker one, as training, policy, reminders and checks are.",
    ),
)


@dataclass(frozen=True)
class Lack:
    """What a draft lacks: which code says so, in a sentence, and the words it rests on."""

    code: str
    sentence: str
    words: str


def lacks(codes: Codes) -> list[Lack]:
    """What a draft lacks, by its codes (domain/cues.md); a description, never a grade. A text in
    which no ask was recognised lacks that alone."""
    if not codes.asks:
        return [Lack("asks", "No ask was recognised in it: nobody is told to do something.", "")]
    coded: dict[str, Code] = {name: getattr(codes, name) for name, _, _ in _LACKS}
    return [
        Lack(name, sentence, coded[name].words)
        for name, values, sentence in _LACKS
        if coded[name].value in values
    ]
