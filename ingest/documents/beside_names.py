"""What stands beside a name: kinship, professions and verbs that show a person, and roles."""

from __future__ import annotations

import re
from functools import cache

from ingest.word_lists import word_list

TOKEN = re.compile(r"[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*")
# A name always follows these; after the soft ones an ordinary word may ("Inspector ratings").
HONORIFIC = {
    "mr": "", "mrs": "", "ms": "", "miss": "", "mx": "", "sir": "", "dame": "", "lord": "",
    "lady": "", "baroness": "", "baron": "", "prof": "", "professor": "", "dr": "[the doctor]",
    "rev": "[the minister]", "reverend": "[the minister]", "fr": "", "hhj": "[the judge]",
    "cllr": "[the councillor]", "councillor": "[the councillor]", "pc": "", "wpc": "", "dc": "",
    "ds": "", "di": "", "dci": "", "dsu": "", "pcso": "", "sgt": "",
}  # fmt: skip
SOFT = {
    "sergeant": "", "inspector": "", "constable": "", "superintendent": "", "detective": "",
    "nurse": "[the nurse]", "sister": "", "judge": "[the judge]", "father": "", "imam": "",
    "captain": "", "major": "", "corporal": "", "private": "", "midwife": "[the midwife]",
    "doctor": "[the doctor]", "uncle": "", "aunt": "", "auntie": "", "nan": "",
}  # fmt: skip
_POLICE = re.compile(r"(?:W?PC|DC|DS|DI|DCI|DSU|PCSO|Sgt|Sergeant|Inspector|Constable)\b")
_ROLE_BEFORE = re.compile(
    r"\b(?P<role>social worker|family support worker|support worker|key ?worker|health visitor|"
    r"school nurse|midwife|probation officer|housing officer|police officer|family liaison officer|"
    r"nurse|GP|consultant psychiatrist|psychiatrist|psychologist|consultant|paramedic|pharmacist|"
    r"head ?teacher|teacher|coroner|solicitor|IDVA|ISVA|counsellor|therapist|landlord|neighbour|"
    r"foster carer|carer|ex-partner|ex-husband|ex-wife|partner|husband|wife|boyfriend|girlfriend|"
    r"mother|father|stepfather|stepmother|grandmother|grandfather|sister|brother|son|daughter|"
    r"aunt|uncle|cousin|friend|perpetrator|victim|deceased|lodger|tenant)(?:,| was| is|:)?\s*\(?$",
    re.IGNORECASE,
)


# What is somebody's own, and hardly a place's or a medicine's.
_OWN = (
    "account|address|admission|arrest|behaviour|bedroom|body|case|childhood|death|engagement|family|"
    "gp|history|home|illness|involvement|life|medication|mental health|mood|name|phone|room|"
    "presentation|school|solicitor|suicide|treatment|wishes"
)


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    kin = "|".join(sorted(map(re.escape, word_list("kin")), key=len, reverse=True))
    work = "|".join(sorted(word_list("profession"), key=len, reverse=True))
    before = re.compile(
        rf"(?:\b(?:her|his|their|my|whose|the|a|an|of) (?:[\w-]+ )?(?:{kin}|{work})(?: was)?,? \(?"
        r"|\b(?:named|called|known as|surnamed|nicknamed|dedicated to) [\"“‘']?)$",
        re.IGNORECASE,
    )
    after = re.compile(
        rf"(?:,? (?:who|aged \d)|, (?:a|an|the|her|his|their)(?: [\w'’-]+)? (?:{kin}|{work})\b"
        rf"|['’]s? (?:\w+ )?(?:{kin}|{_OWN})\b"
        r"| and (?:her|his) (?:\w+ )?(?:child|children|baby|mother|father|partner|son|daughter))",
        re.IGNORECASE,
    )
    return before, after


def beside_person(before: str, after: str) -> bool:
    first, second = _beside()
    return bool(first.search(before) or second.match(after))


_HUMAN = "|".join(sorted(word_list("person did") - {"had", "has", "hit", "met"}))
DID_HUMAN = re.compile(rf" (?:(?:also|then|had|later|first|has) )?(?:{_HUMAN})\b")
DID = re.compile(
    rf" (?:(?:also|then|had|later|first) )?(?:had|has|hit|met|{_HUMAN})\b"
    r"| was (?:born|arrested|found|admitted|discharged|placed|pregnant|aged|seen|taken|not asked|"
    r"charged|convicted|assaulted|frightened|afraid|living|homeless|\d|\w+ years old)"
)


def with_proposed_roles(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int, str]]:
    """Each name with a role: what stands beside it once is used wherever the name recurs. Where
    it stands beside the name itself, "[name]" is enough; so it is for a surname of two people."""
    persons = [_parts(text[start:end]) for start, end in spans]
    roles: dict[tuple[str, ...], str] = {}
    beside: set[int] = set()
    for (start, end), person in zip(spans, persons, strict=True):
        before = _ROLE_BEFORE.search(text[max(0, start - 50) : start])
        role = _own_role(text[start:end])
        if before:
            said = before["role"]
            role = f"[the {said if said.isupper() else said.lower()}]"
            beside.add(start)
        if role:
            roles.setdefault(person, role)
    people = []
    for (start, end), person in zip(spans, persons, strict=True):
        role = "" if start in beside else roles.get(person, "")
        if not role and len(person) == 1 and start not in beside:
            longer = {other for other in persons if len(other) > 1 and person[0] in other}
            role = roles.get(longer.pop(), "") if len(longer) == 1 else ""
        people.append((start, end, role or "[name]"))
    return people


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name, lower case, without honorifics."""
    words = [found[0].casefold() for found in TOKEN.finditer(name)]
    kept = [word for word in words if word not in HONORIFIC and word not in SOFT]
    return tuple(kept or words)


def _own_role(name: str) -> str:
    """The role that the honorific of a name tells: "PC", "Dr", "Nurse"."""
    if _POLICE.match(name):
        return "[the police officer]"
    first = TOKEN.match(name)
    key = first[0].casefold() if first else ""
    return HONORIFIC.get(key) or SOFT.get(key) or ""
