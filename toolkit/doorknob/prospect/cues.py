"""Words by which the prospect tells apart what a line does within its move."""

from __future__ import annotations

import re

from doorknob.language.moves import Move

# Words that make a request a next step rather than the order itself.
NEXT_STEP = re.compile(
    r"""\b(?: monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow
    | (?:this|next)\s(?:week|month|morning|afternoon) | call | calls | ring | phone | zoom | teams
    | meet(?:ing)? | diary | calendar | invite | sit\sdown | talk | speak | chat | catch\sup
    | trial | pilot | demo | visit | come\s(?:by|round|over|along|back) | show\s(?:him|her|them)
    | walk\s(?:him|her|them) | go\s(?:through|over)\sit
    | three\sof\sus | all\sof\sus | both\sof\syou
    | join\sus | send\s(?:you|him|her|them|over) )\b""",
    re.IGNORECASE | re.VERBOSE,
)
ORDER = re.compile(
    r"""\b(?: go\sahead | sign(?:ed)?(?:\sup)? | order | buy | purchase | contract | card | pay
    | get\s(?:you\s)?started | start(?:ed)?\s(?:today|now|with|on|from) | set\s(?:it|you|this)\sup
    | take\sit | subscription | put\s(?:it|this)\sthrough )\b""",
    re.IGNORECASE | re.VERBOSE,
)
SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")
QUESTIONS = frozenset({Move.OPEN_QUESTION, Move.CLOSED_QUESTION})
ELSE = re.compile(
    r"\b(?:(?:what|any\s?thing|something|what's)\s(?:\w+\s)?else|what\sother|other\sthan|apart\sfrom"
    r"|besides|anything\s(?:more|we|you|i|that))\b",
    re.IGNORECASE,
)
# A yes-or-no question in form that by its function invites her to tell.
INVITES = re.compile(
    r"\b(?:any\s?thing|something)\s(?:\w+\s){0,2}?(?:else|more|we|you|that|on\syour|holding|behind"
    r"|bothering|worrying|stopping|missing|unclear|in\sthe\sway)",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"\bhow(?:'s|\sis|\sare|\shave|\sdo)\s(?:you|things|it|life|your\sday|business|everything|ya|u)"
    r"(?:\s(?:been|doing|going|keeping|today|do))*\s*[?.!,]*\s*$",
    re.IGNORECASE,
)
AGAIN_PLEASE = re.compile(
    r"\b(?:say\sthat\sagain|come\sagain|(?:didn't|did\snot)\s(?:catch|get|follow|hear)|pardon"
    r"|(?:what|how)\sdo\syou\smean|repeat\sthat|(?:tell|say)\s(?:me\s)?(?:a\s\w+\s)?more"
    r"|go\son|can\syou\sexplain)\b",
    re.IGNORECASE,
)
TELLING_QUESTION = re.compile(
    r"\b(?:did|do)\s(?:you|u)\s(?:know|realise|realize)|\bare\s(?:you|u)\saware"
    r"|\bhave\si\s(?:told|said|mentioned)|\bdid\si\s(?:tell|say|mention)",
    re.IGNORECASE,
)
BYE = re.compile(r"\b(?:good\s?bye|bye)(?:\W+\w+){0,2}\W*$", re.IGNORECASE)
FAREWELL = re.compile(
    r"""\b(?: good\s?bye | bye(?:\sbye)? | have\sa\s(?:good|great|nice|lovely)\s(?:day|one|week)
    | (?:talk|speak)\s(?:to\syou\s)?(?:soon|later|then|next\sweek) | take\scare | see\syou )\b""",
    re.IGNORECASE | re.VERBOSE,
)
PERMISSION = re.compile(
    r"""\b(?: (?:may|can|could|might)\si\b | mind\sif | (?:ok|okay|alright|all\sright|fine)\s
    (?:with\syou\s)?(?:if|for\sme)\b | would\sit\s(?:help|be\s(?:ok|okay|alright|useful|helpful))
    | (?:if|would)\syou(?:'d)?\slike\s(?:me\sto|to\shear) | shall\si\s(?:tell|explain|show)
    | happy\sfor\sme )""",
    re.IGNORECASE | re.VERBOSE,
)
FILLERS = frozenset(
    (
        "a an and any are at be but can could did do does for from have how i if in is it its just "
        "me my of on or so that the them then there this to was we well what when where which who "
        "why will with would you your about really ok okay um uh"
    ).split()
)

# Said of her or to her; said of oneself ("I'm an idiot") it is none.
_NAMES = (
    r"(?:idiots?|morons?|imbeciles?|stupid|dumb|dense|pathetic|clueless|brainless|a\sfool|thick"
    r"|(?:an?\s)?(?:arse|ass)hole|(?:a\s)?bitch|a\sjoke|a\sliar|a\swaste\sof\s(?:my\s)?(?:time|space))"
)
RUDE = re.compile(
    r"\b(?:you(?:'re|\sare|\smust\sbe|\'d\sbe|\swould\sbe)|u\s(?:are|r)|ur|youre|are\s(?:you|u))"
    r"\s(?:all\s|just\s|really\s|so\s|such\s|too\s|being\s|an?\s|the\s|\w+ing\s|complete\s|total\s){0,3}"
    + _NAMES
    + r"\b|\bdon't\sbe\s(?:so\s|an?\s)?(?:stupid|dumb|idiot|moron|thick)\b"
    r"|\b(?:you|u)\s(?:stupid|dumb|silly\s(?:cow|bitch|woman|man)|idiot|moron|bitch)\b"
    r"|\bshut\s(?:up|it)\b|\bpiss\soff\b|\bscrew\syou\b|\bgo\sto\shell\b|\bget\slost\b"
    r"|\bf(?:u|\*|\#)+c?k?\*?(?:\s(?:you|off)|ing\s(?:idiot|stupid|joke|moron|liar))\b|\bup\syours\b"
    r"|\b(?:stop\s)?wasting\smy\s(?:\w+\s)?time\b|\bwaste\sof\smy\stime\b",
    re.IGNORECASE,
)
WALKS_AWAY = re.compile(
    r"""(?: \b(?:isn't|is\snot|not|won't\sbe|wouldn't\sbe|aren't|are\snot)\s(?:really\s|quite\s)?
      (?:(?:the|a)\s)?(?:good\s|right\s)?(?:fit|match|(?:thing|tool|product|one|choice|service|
      solution|people|firm)\s(?:for|to)|right\sfor|for)\b(?:\s(?:you|u|your)\b)?
    | \b(?:doesn't|does\snot|won't|will\snot|can't|cannot)\s(?:really\s)?(?:fit\s(?:you|what|your)
      |suit\s(?:you|your|what)|(?:do|give\syou|meet|cover)\s(?:what|the\sthing)\syou\s(?:need|want))
    | \b(?:wouldn't|would\snot|can't|cannot|couldn't)\s(?:in\sgood\sconscience\s|honestly\s|
      really\s)?(?:buy|recommend|sell\s(?:you|it|this)|advise|take\syour\smoney)
    | \b(?:shouldn't|should\snot|don't)\s(?:buy|take|sign|go\sfor)\s(?:it|this|ours|with\sus)
    | \b(?:stay|stick)\swith\s(?:what|your|the)\b
    | \blook\s(?:elsewhere|somewhere\selse)\b
    | \bbetter\s(?:off|served)\s(?:with|without|staying|elsewhere|somewhere|by)\b
    | \bnot\sgoing\sto\s(?:sell|try\sto\ssell)\b )""",
    re.IGNORECASE | re.VERBOSE,
)
PROVIDED = re.compile(
    r"^\W*(?:and\s|but\s)?(?:if|unless|should)\b|\bif\s(?:it|this|we|that)\b", re.IGNORECASE
)
