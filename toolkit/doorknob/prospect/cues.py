"""Words by which the prospect tells apart what a line does within its move."""

from __future__ import annotations

import re

from doorknob.language.moves import Move

# Words that make a request a next step rather than the order itself.
NEXT_STEP = re.compile(
    r"""\b(?: monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow
    | (?:this|next)\s(?:week|month|morning|afternoon) | call | calls | ring | phone | zoom | teams
    | meet(?:ing)? | diary | calendar | invite | sit\sdown | talk | speak | chat | catch\sup
    | trial | pilot | demo | visit | come\s(?:by|round|over|along|back|(?:for\s)?half\sa?)
    | look\s(?:at\s)?it\stogether | show\s(?:him|her|them)
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
    r"|bothering|worrying|stopping|missing|unclear|in\sthe\sway)"
    r"|\b(?:is|are)\sthere\s(?:maybe\s|perhaps\s|also\s|still\s)?(?:another|(?:any|some)\sother|other|more)"
    r"\s(?:things?|points?|reasons?|worr(?:y|ies)|concerns?|problems?|questions?)\b",
    re.IGNORECASE,
)
# A closed question that puts a worry to her for a yes or a no, and asks for no fact.
GUESS = re.compile(
    r"""\b(?: (?:is|was|isn't|wasn't|would|could)\s(?:it|that|this)\s
    (?:(?:more|just|really|still|about|also)\s)*
    (?:the|your|a|an|money|price|cost|time|timing|trust|because|that)\b
    | (?:it's|its|that's)\s(?:about\s|more\s|just\s|still\s)*(?:the|your|money|price|cost|timing)\b
    | (?:are|r)\s(?:you|u)\s(?:\w+\s)?(?:worried|afraid|concerned|unsure|nervous|scared)
    | (?:worried|worries|bothers|bothering|holding|stopping|putting)\s(?:you|u)\b
    | (?:worried|concerned)\sabout )""",
    re.IGNORECASE | re.VERBOSE,
)
# How a line begins that has not come to the point yet.
_BEGINNING = r"^\W*(?:(?:so|and|but|ok|okay|oh|ah|well|then|right|alright|fine|i\ssee)\W+)*"
# Her worry put to her: "So your brother has to agree", and, as learners of English say it and not
# only they, "You are afraid that it isn't used?"
WORRY_GIVEN_BACK = re.compile(
    rf"""{_BEGINNING}(?:maybe\W+|perhaps\W+|i\sthink\W+|(?:it|that)\smeans\W+|\w+,\s)?
    (?:you(?:'re|\sare|\sfeel)|u\s(?:r|are)|youre)\s(?:\w+\s)?
    (?:not\s(?:\w+\s)?sure|unsure|afraid|worried|concerned|scared|nervous)\b
    |{_BEGINNING}you\s(?:want|need)\s(?:to\sbe\ssure|that\s(?:the|your|it|they|he|she|nobody|no)\b)
    |^\W*(?:(?:ok|okay|oh|ah|right|alright|i\ssee|and)\W+)*so\W+(?:it\b|it's|its|that\b|that's|there\b
    |you(?:'d|'re)?\b|your\b|the\b|he\b|she\b|they\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# "What a pity" and "how nice of you" ask nothing.
_NICE = r"(?:nice|kind|lovely|good|great|sad|awful|sweet|interesting|true|annoying)"
_EXCLAIMING = rf"(?:what\san?\b|how\s{_NICE}\b)"
EXCLAIMS = re.compile(rf"{_BEGINNING}{_EXCLAIMING}[^?]*$", re.IGNORECASE)
ASKS_OPENLY = re.compile(
    rf"{_BEGINNING}(?!{_EXCLAIMING})(?:what|how|why)(?:'s|s|'re)?\s\w+", re.IGNORECASE
)
ASKS_A_FACT = re.compile(rf"{_BEGINNING}(?:who|when|where|which)(?:'s|s)?\s\w+", re.IGNORECASE)
PROPOSES_AT_ONCE = re.compile(
    r"\b(?:shall\s(?:we|i)|let's|lets|let\sus|sign\w*|deal|order\w*|card|today|tonight|now"
    r"|afraid\sof\swhat|what\sare\syou|why\sare\syou|problem\swith\syou|stopping)\b",
    re.IGNORECASE,
)
WHO_DECIDES = re.compile(
    r"\bwho\b[^.?!]*\b(?:agrees?|decides?|signs?|approves?|says?\syes|(?:a|the|any|final)\ssay"
    r"|(?:do|must)\s(?:you|u)\s(?:\w+\s)?(?:answer|report)\sto)\b",
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
# Asks for what is only needed once she has said yes.
PRESUMES = re.compile(
    r"""\b(?: (?:what|which|whose)\s(?:\w+\s)?(?:card|bank\saccount)\b
    [^.?!]*\b(?:would|shall|should|will|want|put|charge|bill|going\sto)\b
    | (?:put|charge)\s(?:it|this|that)\s(?:on|to)\s(?:your|the)\s(?:\w+\s)?card
    | (?:whose|what|which)\sname\s(?:shall|should|will|do\s(?:i|we)|goes)\s(?:\w+\s){0,3}
    (?:on\sthe\s)?
    (?:contract|order|invoice|card)\b )""",
    re.IGNORECASE | re.VERBOSE,
)
# A request for the yes in so many words, whatever else is asked beside it.
ASKS_FOR_IT = re.compile(
    r"""(?<!what\s)(?<!how\s)(?<!why\s)(?<!when\s)
    \b(?:do|would|are|shall|should)\s(?:you|u|we)\s(?:(?:want|like|ready|happy|prepared)\sto\s)?
    (?:sign\sup|go\sahead|go\sfor\sit|give\sit\sa\s(?:go|try)|join\sus|order\sit|buy\sit
    |get\sstarted|renew(?:\s(?:it|with\sus|the\scontract))?\s*\?|try\sit\s*\?|take\sit\s*[?,]|do\sit\s*\?|start\s*\?|begin\s*\?)
    |(?:^\W*|[.!?;]\s)(?:(?:ok|okay|so|right|well|then|good|fine)\W{1,4})*(?:are\s)?
    (?:we\son\sfor\b|(?:we|you)\sgood\sto\sgo\b|(?:we|you)\sin\s*\?)
    |\b(?:do|would)\syou\s(?:want|like)\s(?:that\swe|it\sthat\swe|us\sto)\s
    (?:do\sit|start|begin|order|install|go\sahead)\b
    |^\W*(?:(?:ok|okay|so|right|well|then|good|fine|do\swe\shave|have\swe\sgot|is\sit|it's|a)\W+)*
    deal\s*\?""",
    re.IGNORECASE | re.VERBOSE,
)
RECOMMENDS = re.compile(
    r"\b(?:should|ought|must|need\sto|have\sto|recommend\w*|advise|suggest\w*|better|best|if\si\swere"
    r"|why\sdon't|talk\s(?:it|to)|i'd)\b",
    re.IGNORECASE,
)
PROPOSES = re.compile(
    r"\b(?:shall|should|would|could|can|may|let's|lets|let\sus|how\sabout|what\sabout|please|i'll|i\swill"
    r"|i\scan|we\scan|we'll|we\swill|i'd|put\syou|book|sign\w*|order|agree\w*|propose|suggest)\b",
    re.IGNORECASE,
)
HOW_MUCH = re.compile(r"\bhow\smuch(?=\s(?:of\s)?\w+s\b|\speople\b)", re.IGNORECASE)
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

# Said of her or to her; said of oneself ("I'm an idiot") it is none, nor is "shut it off at night".
_NAMES = (
    r"(?:idiots?|morons?|imbeciles?|stupid|dumb|pathetic|clueless|brainless|a\sfool"
    r"|(?:an?\s)?(?:arse|ass)hole|(?:a\s)?bitch|a\sliar|a\swaste\sof\s(?:my\s)?(?:time|space))"
)
_YOU_ARE = (
    r"\b(?:you(?:'re|\sare|\smust\sbe|'d\sbe|\swould\sbe)|u\s(?:are|r)|ur|youre|are\s(?:you|u))"
)
_MORE = r"(?:\s(?:all|just|really|so|such|too|being|an?|the|complete|total|\w+ing)){0,3}"
_ALONE = r"(?:^|[.!?,;]\s*)(?:(?:oh|just|now|so|well)\W+)*"
RUDE = re.compile(
    rf"{_YOU_ARE}{_MORE}\s{_NAMES}\b"
    r"|\b(?:dumbest|stupidest|lamest)\s(?:excuse|reason|thing|question)"
    r"(?!\s(?:that\s)?(?:of\smine|i(?:'ve|\shave|\scould|\shad)?\s(?:ever\s|just\s)?(?:said|asked|done|made|say|ask)))"
    r"|(?:^|[.!?,;])\s*(?:fine\W+|just\W+|well\W+)*be\s(?:stupid|dumb)\b"
    r"|\bdon't\sbe\s(?:so\s|an?\s|such\san?\s)?(?:stupid|dumb|idiot|moron)\b"
    r"|\b(?:you|u)\s(?:stupid|dumb|silly\s(?:cow|bitch|woman|man)|idiot|moron|bitch)\b"
    rf"|{_ALONE}(?:shut\sup\b(?!\sshop)|shut\sit\s*(?:$|[.!?,;])|get\slost\s*(?:$|[.!?,;])|up\syours\b)"
    r"|\byou\s(?:can\s|should\s)?shut\sup\b(?!\sshop)|\bpiss\soff\b|\bscrew\syou\b|\bgo\sto\shell\b"
    r"|\bf(?:u|\*|\#)+c?k?\*?(?:\s(?:you|off)|ing\s(?:idiot|stupid|joke|moron|liar))\b"
    rf"|(?:{_YOU_ARE}\s|\bstop\s)wasting\smy\s(?:\w+\s)?time\b"
    r"|\b(?:you(?:'re|\sare)|this\sis|that's|it's|what)\sa\s(?:\w+\s)?waste\sof\smy\stime\b",
    re.IGNORECASE,
)
_IS_NOT = r"\b(?:isn't|not|won't\sbe|wouldn't\sbe|aren't)\s(?:really\s|quite\s)?(?:(?:the|a)\s)?"
_THING = r"(?:thing|tool|product|one|choice|service|solution|firm)\s"
WALKS_AWAY = re.compile(
    rf"{_IS_NOT}(?:good\s|right\s)?(?:fit|match)\b"
    rf"|{_IS_NOT}(?:good\s|right\s)?(?:{_THING})?for\s(?:you|u|your)\b"
    r"|\b(?:don['’]t|do\snot)\s(?:really\s|honestly\s)?(?:think|believe)\s(?:that\s)?"
    r"(?:it|this|that|ours|our\s\w+)(?:['’]s|\sis|\swould\sbe)\s(?:really\s|quite\s)?(?:(?:the|a)\s)?"
    rf"(?:good\s|right\s)?(?:(?:fit|match)\b|(?:{_THING})?for\s(?:you|u|your)\b)"
    r"|\b(?:doesn't|does\snot|won't|will\snot|can't|cannot)\s(?:really\s)?(?:(?:fit|suit)\s"
    r"(?:you|what|your)|(?:do|give\syou|meet|cover)\s(?:what|the\sthing)\syou\s(?:need|want))"
    r"|\b(?:wouldn't|would\snot|can't|cannot|couldn't)\s(?:in\sgood\sconscience\s|honestly\s"
    r"|really\s)?(?:buy\s(?:it|this|one|ours|the\s\w+)|recommend\s(?:it|this|ours)(?!\senough)"
    r"|sell\s(?:you|it|this)|advise\s(?:it|you\sto\sbuy)|take\syour\smoney)"
    r"|\b(?:(?:shouldn't|should\snot)\s(?:buy|take)|don't\s(?:buy|go\sfor))\s(?:it|this|ours)\b"
    r"|\b(?:stay|stick)\swith\s(?:what\syou(?:'ve|\shave)?|your\s(?:old|present|current|own))\b"
    rf"|{_IS_NOT}what\s(?:you|u)\s(?:need|want|are\safter|were\safter)\b"
    r"|\blook\s(?:elsewhere|somewhere\selse)\b"
    r"|\byou(?:'re|\sare|'d\sbe|\swould\sbe)\sbetter\s(?:off|served)\b"
    r"|\bnot\sgoing\sto\s(?:try\sto\s)?sell\s(?:you|it|this)\b",
    re.IGNORECASE,
)
PROVIDED = re.compile(
    r"^\W*(?:and\s|but\s)?(?:if|unless|should)\b|\bif\s(?:it|this|we|that)\b", re.IGNORECASE
)
_DAY = (
    r"(?:by|on|before|until|at|tomorrow|today|tonight|this\s(?:morning|afternoon|evening|week)"
    r"|within|(?:as\s)?soon)\b"
)
_I_WILL = (
    r"\b(?:(?:i|we)(?:['’]ll|\swill|\scan|['’]m\sgoing\sto|['’]re\sgoing\sto)|let\s(?:me|us))"
    r"\s(?:just\s)?"
)
# The seller owns not to know, or binds himself: to ask his own people, to tell her by a day.
UNDERTAKES = re.compile(
    rf"{_I_WILL}(?:ask|check\swith)\s(?:(?:our|my|the|one\sof\s(?:our|my))\s|today\b|about\sthat\b)"
    rf"|{_I_WILL}(?:find\s(?:it\s|that\s)?out|look\s(?:it|that)\sup|look\sinto\s(?:it|that))\b"
    rf"|{_I_WILL}(?:write\sto\syou|(?:ring|call|phone|e-?mail|text)\syou(?:\sback)?"
    rf"|(?:get|come)\sback\sto\syou|let\syou\sknow|send\s(?:it|that|you\s\w+(?:\s\w+)?)"
    rf"|(?:get|have)\s(?:it|that|an\sanswer|the\sanswer)\s(?:for|to)\syou)[\s,].*?{_DAY}"
    rf"|{_I_WILL}(?:be\s(?:\w+\s)?(?:quick|brief)|keep\s(?:it|this)\s(?:\w+\s)?(?:short|brief|quick))\b"
    r"|\bi\s(?:won['’]t|don['’]t\swant\sto|can['’]t|wouldn['’]t\slike\sto)\s(?:just\s)?guess\b"
    r"|\b(?:i|we)\s(?:really\s)?don['’]t\sknow\s(?:that|this|yet|the\sanswer)\b(?!\syou)"
    rf"|\byou(?:['’]ll|\swill)?\s(?:have|get)\s(?:it|that|an\sanswer|the\sanswer|them)\s.*?{_DAY}",
    re.IGNORECASE,
)
# What turns such words into a push after all.
LEVER = re.compile(
    r"\b(?:sign\w*|orders?|ordered|contracts?|invoices?|bills?|forms?|papers|paperwork|agreement"
    r"|cards?|decid\w+|decision|unless|until\syou|or\selse|otherwise|every|boss|your\s(?:manager"
    r"|partner|husband|wife|director|chair\w*)|him|her|price|offer|deal|discount|start\w*|book\w*"
    r"|put\syou|yes|better|ready)\b",
    re.IGNORECASE,
)
