"""Documents at the command line: ``python -m exports pack`` and ``python -m exports study``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from exports.citations import references
from exports.document_forms import CITATIONS, FORMS
from exports.pack import FORMATS as PACKED
from exports.pack import pack
from exports.pack_chosen import Choice, gathered
from exports.pack_slides import deck
from exports.pack_subjects import Ask, Subject, agency, find_cluster, repeated_ask, theme
from exports.provenance import provenance
from exports.study_report import FORMATS as STUDIED
from exports.study_report import report
from graph.catalogue import question
from graph.codes import REVIEW_KINDS
from graph.errors import CommonThreadError
from graph.new_file import new_file
from graph.store import Store, open_store
from linking.study_sections import run


def add(commands: Any, files: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add both verbs; ``files`` adds where the file goes to one of them."""
    packed = commands.add_parser("pack", help="an evidence pack for trainers")
    about = packed.add_mutually_exclusive_group(required=True)
    about.add_argument("--theme", help="the id of a theme")
    about.add_argument("--agency", help="the id of an agency or of a kind of agency")
    about.add_argument("--cluster", help="the id of a recommendation that reviews repeat")
    packed.add_argument("--format", choices=[*PACKED, *CITATIONS], default="docx", help="(docx)")
    packed.add_argument("--brief", action="store_true", help="as a seven-minute briefing")
    packed.set_defaults(run=_pack)
    studied = commands.add_parser("study", help="the study of 2011 (RR157) run again")
    studied.add_argument("--format", choices=STUDIED, default="docx", help="(docx)")
    studied.set_defaults(run=_study)
    for verb in (packed, studied):
        verb.add_argument("--kind", choices=REVIEW_KINDS, default="", help="one kind (all)")
        files(verb)


def _pack(options: argparse.Namespace) -> str:
    with open_store() as store:
        ask = _asking(store)
        subject = _subject(ask, options)
        picked = gathered(ask, subject, Choice(brief=options.brief))
        filters = {"Kind of review": REVIEW_KINDS[options.kind]} if options.kind else {}
        made = provenance(store, f"An evidence pack for trainers: {subject.title}", filters)
    if options.format in CITATIONS:
        cited = references(picked.findings, [one.row for one in picked.cases])
        written = CITATIONS[options.format].write(cited)
    else:
        said = deck if options.format == "pptx" else pack
        written = FORMS[options.format].write(said(subject, picked, made))
    _save(options, written)
    cases, findings = len(picked.cases), len(picked.findings)
    return f"{options.out}: {cases} cases and {findings} findings on {subject.title}."


def _subject(ask: Ask, options: argparse.Namespace) -> Subject:
    """What the pack is about. Raises CommonThreadError where there is no such thing."""
    if options.cluster:
        if options.kind:
            raise CommonThreadError("A repeated ask is shown in all kinds of review: no --kind.")
        cluster = find_cluster(ask, options.cluster)
        if cluster is None:
            raise CommonThreadError(
                f"Nothing that reviews repeat has a wording of the id {options.cluster}. "
                "python -m graph query repeated_asks lists the ids."
            )
        return repeated_ask(ask, cluster)
    if options.theme:
        subject = theme(ask, options.theme, options.kind)
        listed = "theme_tree"
    else:
        subject = agency(ask, options.agency, options.kind)
        listed = "agency_asked"
    if subject is None:
        raise CommonThreadError(
            f"Nothing loaded has the id {options.theme or options.agency}. "
            f"python -m graph query {listed} lists the ids."
        )
    return subject


def _study(options: argparse.Namespace) -> str:
    with open_store() as store:
        study = run(_asking(store), options.kind)
        corpus = question("corpus").run(store)
    _save(options, FORMS[options.format].write(report(study, corpus, options.kind)))
    return f"{options.out}: the study of 2011 on {sum(row['reviews'] for row in corpus):,} reviews."


def _asking(store: Store) -> Ask:
    return lambda name, **given: question(name).run(store, **given)


def _save(options: argparse.Namespace, written: bytes) -> None:
    with new_file(options.out, force=options.force) as out:
        out.write(written)
