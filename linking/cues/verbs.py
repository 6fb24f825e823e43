"""The verbs of recommendations: how each is inflected and what kind of ask it makes.

Soft and assurance verbs follow domain/cues.md section 2; the rest ask for something firm.
"""

from __future__ import annotations

from linking.cues.patterns import word_set

# Verbs that are seldom anything else: a bare form after "and" or at the start is an ask.
PLAIN = """
abolish accept achieve acquire adapt add address adjust adopt agree align allocate allow amend
announce apply appoint arrange ask assemble assess assign assist attach attend begin bring build
buy cancel carry cease choose circulate clarify co-locate co-ordinate coordinate collaborate
collate collect combine commission communicate compile complete comply conduct confirm consolidate
consult contribute convene convert create deal decide define delegate deliver deploy describe
design designate detail determine devise devote disclose discontinue discuss display disseminate
distribute draw educate eliminate embed employ enable end engage enhance enrol ensure equip
escalate establish evidence exchange expand explain extend facilitate fill find finance fit
formalise fulfil fund gather generate get give govern grant guarantee hand handle help hire hold
hear identify implement improve include incorporate increase inform initiate insert inspect
install institute instruct integrate introduce investigate invest invite involve join keep launch
lay learn let listen locate lobby lower maintain make mandate map meet merge minimise mitigate move
negotiate nominate notify obtain offer open operate organise oversee participate pay perform
persuade phone place prepare prescribe present prevent prioritise procure produce prohibit protect
provide publicise publish pursue put raise reach re-establish re-issue re-open receive recruit
redesign reduce refer refresh refuse register reissue relocate remedy remove rename renew reopen
repair repeat replace replicate require resolve resource respond restore restrict retain retrain
revise rewrite ring run save secure select sell send separate set show simplify specify
standardise start stop store streamline strengthen submit supply suspend tackle take teach tell
terminate transfer translate treat tighten undertake unify update upgrade use utilise visit
telephone talk stay read own match exclude weigh chase cross-check countersign counter-sign
widen withdraw write ban lead speak go follow sit issue deal seize restructure reconfigure
digitise automate develop pool ring-fence double halve
formulate enforce expedite reassure reassign recall rectify reinstate repaint resurface revoke
validate waive authorise broaden calibrate centralise compare consult convey deepen demonstrate
detain deter differentiate disable divert elevate elicit empower entrust erect exempt foster
harmonise instigate insulate isolate liaise maximise minimise mobilise modify nurture optimise
penalise preserve prosecute quantify reconcile regulate reintroduce relieve reorganise reposition
reset segregate shorten specify sponsor subsidise substitute supplement synchronise tailor triage
underpin unlock upskill vary vet withhold observe discharge admit escort accompany enquire inquire
ascertain itemise cascade signpost spell recirculate
"""

# Verbs that are nouns as well: an ask only when what follows shows it.
ALSO_NOUNS = """
access act answer appeal approach attempt bar benefit block book brief budget call campaign care
look challenge correct direct grade search staff trigger
cap change charge code command comment compensate conference contact contract control copy cost
count cover cut debrief demand document email end estimate exercise feature fence file flag focus
form group guide host house impose insist interview label level limit link list log lock mail
manage mark measure mentor name need note offer order outline pilot plan police position post
practise process profile programme progress project promise prompt question rate record rehearse
release report request resource return revisit risk roll schedule screen seal share shift sign
signpost staff stand step subject supervise support survey target test time track trace train
transport trial turn upload walk warn watch work log
"""

SOFT = """
consider explore promote remind continue encourage review reflect examine think discuss
revisit highlight reinforce reiterate re-emphasise emphasise recognise understand remember
acknowledge support aim endeavour strive try work appreciate note reassess rethink reconsider
endorse welcome study feel believe
"""

ASSURANCE = """
audit monitor sample check verify scrutinise evaluate assure satisfy inspect dip-sample dip count
"""

_IRREGULAR = """
keep kept|lose lost|spend spent|catch caught
|begin begun began|bring brought|build built|buy bought|choose chosen chose|cut cut|deal dealt
|draw drawn drew|find found|get got|give given gave|go gone went|hear heard|hold held|keep kept
|know known knew|lay laid|lead led|learn learnt|let let|make made|meet met|oversee overseen|pay paid
|put put|rewrite rewritten|ring rung|run run|see seen saw|sell sold|send sent|set set
|show shown|sit sat|speak spoken|stand stood|take taken took|teach taught|tell told|think thought
|undertake undertaken|understand understood|withdraw withdrawn|write written wrote|read read
|do done|hire hired|seek sought|feel felt|leave left|rethink rethought|fit fitted|say said
"""

_DOUBLED = word_set(
    """
commit map plan refer stop submit transfer fit cap enrol fulfil log flag step ban control label
travel model bar permit trap equip drop
"""
)


def _inflect(verb: str) -> tuple[str, str]:
    """Third person and participle of a regular verb."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied"
    if verb.endswith("e"):
        return verb + "s", verb + "d"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) or verb == "go" else "s")
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    return third, stem + "ed"


def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Bases, third persons and participles, each to its base."""
    irregular: dict[str, list[str]] = {}
    for entry in _IRREGULAR.replace("\n", " ").split("|"):
        base, *forms = entry.split()
        irregular[base] = forms
    bases, thirds, participles = {}, {}, {}
    everything = (PLAIN, ALSO_NOUNS, SOFT, ASSURANCE, " ".join(irregular), "be have do see seek")
    for verb in " ".join(everything).split():
        third, regular = _inflect(verb)
        forms = irregular.get(verb, [regular])
        spellings = [(verb, third, forms)]
        if "ise" in verb:
            spellings.append(
                (
                    verb.replace("ise", "ize"),
                    third.replace("ise", "ize"),
                    [form.replace("ise", "ize") for form in forms],
                )
            )
        for spelt, its_third, its_forms in spellings:
            bases[spelt] = verb
            thirds[its_third] = verb
            participles.update(dict.fromkeys(its_forms, verb))
    for verb in PLAIN.split():
        again = f"re{verb.removeprefix('re-')}"
        third, regular = _inflect(verb)
        bases.setdefault(again, again)
        thirds.setdefault(f"re{third}", again)
        for form in irregular.get(verb, [regular]):
            participles.setdefault(f"re{form}", again)
    thirds |= {"has": "have", "does": "do", "is": "be", "are": "be"}
    participles |= {"learned": "learn", "held": "hold", "co-located": "co-locate"}
    return bases, thirds, participles


BASES, THIRDS, PARTICIPLES = _tables()
NOUNS_TOO = frozenset(ALSO_NOUNS.split()) | word_set(
    "review audit sample check monitor support work look study note evidence design detail visit "
    "use place display show document purchase stop start process issue offer lead address "
    "present register ring treat draft fit move help hand map pool set open complete exchange "
    "increase repeat run set separate secure double estimate finance fund grant update upgrade "
    "aim try feature resource contact reach end fit save sell welcome return"
)
SOFT_VERBS = frozenset(SOFT.split())
ASSURANCE_VERBS = frozenset(ASSURANCE.split())

# Of two verbs after "remind staff to …", one of these belongs to the body, not to its staff.
MANAGING_VERBS = word_set(
    "audit monitor evaluate review publish commission fund appoint introduce report revise "
    "establish create recruit develop provide issue test measure scrutinise assure update "
    "launch install produce employ"
)


def is_participle(word: str) -> bool:
    """Is the word a past participle (of a known verb, or by its ending)?"""
    return word in PARTICIPLES or (word.endswith("ed") and len(word) > 4)
