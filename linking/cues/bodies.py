"""Bodies by name and by kind, as far as their wording alone tells: national, typed, named.

The registry of agencies resolves names to nodes; coding only needs to know what kind of actor
stands before the modal, so it keeps no list of local bodies.
"""

from __future__ import annotations

import re

from linking.cues.patterns import rules, word_set

# National bodies as they are written; from domain/agencies.csv and the receivers of coroners'
# reports. Matched with their case.
NATIONAL = rules("bodies", "national")

# Capitals that end a subject and are no body.
NOT_BODIES = word_set(
    "DASH DARA RIC DVPO DVPN DAPO MCA FGM CCTV DNA DNAR PPE GDPR APP IRIS DVDS SOP SOPS"
)

# Endings that make a run of capitals the name of one body, or the type of one.
BODY_WORDS = word_set(
    """
police constabulary force council councils authority authorities trust trusts hospital hospitals
board boards partnership partnerships service services agency agencies practice practices surgery
surgeries clinic clinics centre centres school schools college colleges university universities
academy academies nursery nurseries home homes hospice hospices provider providers association
associations landlord landlords company companies charity charities ministry department departments
team teams hub hubs unit units ward wards prison prisons court courts commissioner commissioners
commission group groups committee forum office college care pharmacy pharmacies employer employers
refuge refuges hostel hostels housing probation marac mash mappa maracs camhs cmht icb icbs ccg
ccgs pct pcts csp csps sab sabs lscb lscbs scp scps gp gps ed options lado yot yjs idva idvas dapb
visiting nursing policing lounge desk reception
cafcass government ministers minister college federation consortium network organisation
organisations parish church churches club clubs regulator ombudsman operator operators supplier
suppliers manufacturer manufacturers contractor contractors insurers firm firms bank banks
commissioners commissioning health maternity midwifery emergency ambulance care fire education
youth social services trustees owner owners collaborative alliance programme panel partners
consortium institute society corporation ltd limited plc llp asc csc lha ics pcn pcns a&e cic
"""
)
# Roles and professions: they act for a body, so they count as typed.
ROLES = word_set(
    """
champion champions coordinator co-ordinator co-ordinators assistant assistants sergeant
executive executives director directors officer officers nurse nurses doctor doctors constable chair
chairs coordinator coordinators lead leads head heads headteacher headteachers teacher teachers
midwife midwives paramedic paramedics gps gp consultant consultants clinician clinicians physician
physicians psychiatrist psychiatrists psychologist psychologists pharmacist pharmacists surgeon
surgeons visitor visitors adviser advisers advisor advisors advocate advocates governor governors
inspector inspectors sergeant sergeants detective detectives supervisor supervisors councillor
councillors member members coroner coroners judge judges magistrates solicitor solicitors landlord
landlords crews crew dispatcher dispatchers handler handlers takers registrar matron matrons
radiographer radiographers therapist therapists dentist dentists paediatrician paediatricians
lecturer governors childminder childminders prosecutor prosecutors custodian commander commanders
superintendent superintendents principal principals minister ministers secretary

"""
)
# A profession that stands for the practice it runs, and control rooms, which act as a unit.
TYPED_TWO_WORDS = re.compile(r"\bcontrol\s+rooms?\b")
# People at work and their professions: whoever is on duty, and so nobody in particular. Those who
# are bodies of their own (GPs, dentists, landlords) or stand for one (see OFFICE) are not.
PEOPLE = re.compile(
    r"\b(?:staff|practitioners?|professionals?|managers?|workers?|employees?|colleagues?|personnel|"
    r"workforce|everyone|anyone|all\s+those|people\s+who\s+work|leaders|volunteers?|"
    r"learners|frontline|crews?|teachers?|nurses?|doctors?|midwi(?:fe|ves)|officers?|sergeants?|"
    r"constables?|inspectors?|detectives?|supervisors?|paramedics?|clinicians?|physicians?|"
    r"psychiatrists?|psychologists?|consultants?|surgeons?|visitors?|advis[eo]rs?|advocates?|"
    r"assistants?|therapists?|radiographers?|paediatricians?|obstetricians?|radiologists?|"
    r"dispatchers?|handlers?|takers|lecturers?|champions?|co-?ordinators?|assessors?|reviewers?|"
    r"carers|leads|registrars?|matrons?|prosecutors?|assistant\s+directors?)\b"
)
# Who holds an office answers for the body, or can be told by it: "the chief nurse", "named doctor".
OFFICE = re.compile(
    r"\b(?:chief|designated|named|chair\w*|heads?\s+of|director\s+of|lead\s+(?:nurse|doctor|member|"
    r"officer|professional|director)|executive|medical\s+director|commissioners?|coroners?)\b"
)
COLLECTIVE = re.compile(
    r"(?<![\w-])(?:(?:all|every|each|both|any|statutory|local|relevant|other|partner|member|constituent|"
    r"involved|contributing|participating|single|individual|the|across)\s+){0,4}"
    r"(?:agency|agencies|partners|organisations?|organizations?|bodies|sectors?|"
    r"stakeholders|signatories|parties|safeguarding\s+partners)(?=\s*$|\s+(?:\w+ed|\w+ing)\b)"
)
NOT_COLLECTIVE = re.compile(
    r"(?<![\w-])(?:voluntary|housing|care|home\s+care|recruitment|letting|employment|lead|commissioning|"
    r"delivery|third\s+sector|nursing|faith|community)\s+(?:sector\s+)?"
    r"(?:agency|agencies|organisations?|bodies|partners)\b"
)
# Words that describe a type of body and so, though capitalised, name no one body.
TYPE_WORDS = (
    BODY_WORDS
    | ROLES
    | word_set(
        """
the a an all each every both any this that its their our and of for in on to with at by local
children's children adults adult safeguarding community safety integrated acute mental public
nhs foundation primary clinical multi-agency joint strategic crisis domestic abuse violence
specialist district county city borough unitary parish metropolitan regional national area senior
chief named designated lead deputy assistant independent general medical nursing family families
early help single point access front door out hours duty learning disability disabilities sexual
substance misuse drug alcohol drugs recovery rough sleeper homelessness private registered
residential supported voluntary women's men's older young people peoples people's victims
offending justice criminal crime wellbeing well-being well being overview performance quality
executive non-executive high risk panel review reviews case child children young person
practitioner practitioners staff teams managers manager management response control room
contact tasking accident emergency intensive liaison psychiatry perinatal maternity looked
after virtual further higher secondary primary special trust's council's board's force's
partnership's service's police's hospital's school's social work worker workers workforce
outreach street frontline trading standards environmental planning licensing leisure transport
highways highway roads legal human resources hr it information governance training development
steering operational operations tactical subgroup sub-group options benefits revenue
commissioned generic future new existing other statutory partner agencies landlord tenancy
"""
    )
)
# "The Trust": one body the text has named, or the report is about.
DEFINITE = re.compile(
    r"^(?:the|this|that|its|our)\s+(?:[\w'-]+\s+){0,4}?(?:trust|board|partnership|council|force|"
    r"service|college|school|hospital|practice|provider|home|company|department|authority|"
    r"university|prison|police|surgery|clinic|hospice|association|landlord|agency|organisation|"
    r"charity|commissioner|care\s+home|operator|manufacturer|icb|ccg|csp|sab|lscb|scp|group|"
    r"team|unit|ward)$"
)
PLACED = re.compile(
    r"\b(?:in|for|across|within|covering)\s+(?:the\s+)?(?!Northern\s+Ireland)((?:(?:North|South|East|West|Mid)[\w-]*|"
    r"(?!Children|Adults?\b|Public|Housing|Health|Social|Education|Safeguarding|Mental|Community|"
    r"Families|Young|Nursing|Schools?\b|England\b|Wales\b|Scotland\b|Britain\b|UK\b|Great\b)[A-Z][a-z]+)(?:\s+(?:and\s+)?[A-Z]"
    r"[a-z]+)*(?:\s+(?:region|area|division|county|borough|district|city))?)"
)
REGIONAL = re.compile(
    r"\b(?:regional|region's|pan-london|combined\s+authority|sub-regional|across\s+the\s+region)\b"
)
NATIONALLY = re.compile(
    r"\b(?:National|UK|England|British|Royal College|Ministers?|Parliament|HM|Inspectorate)\b|"
    r"^(?:[Tt]he\s+)?(?:[Gg]overnment|[Mm]inisters)\b|\b(?:central|UK|national)\s+government\b"
)
_WORD = re.compile(r"[A-Za-z&][\w'&-]*")


def names_one(words: str, *, at_start: bool) -> bool:
    """Does a capital that the type of body does not explain make these words one body's name?

    ``at_start``: they open a sentence, so that the first capital tells nothing by itself.
    """
    found = _WORD.findall(words)
    for place, word in enumerate(found):
        plain = word.lower().removesuffix("'s")
        if not word[0].isupper() or plain in TYPE_WORDS or word.lower() in TYPE_WORDS:
            continue
        if plain.rstrip("s") in TYPE_WORDS:
            continue
        if place == 0 and at_start:
            following = found[1] if len(found) > 1 else ""
            if not (following[:1].isupper() or word.endswith("'s") or word.isupper()):
                continue
        return True
    return False
