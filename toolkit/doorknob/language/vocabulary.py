"""Small word lists: how words are evened out, and which of them carry no content."""

from __future__ import annotations

FILLERS = frozenset(
    "um uh er erm em uhm eh just really actually honestly literally simply basically truly "
    "sir madam maam mate buddy bro lah leh darling".split()
)

# "Sandra's" may be hers or "Sandra is"; after these words it is always "is" (or "has").
IS_AFTER = frozenset(
    "it that what who where when how why there here he she this everything nothing something "
    "nobody everyone everybody one".split()
)

SPELLINGS = {
    "u": "you", "ya": "you", "ye": "you", "ur": "your", "r": "are", "pls": "please",
    "plz": "please", "thx": "thanks", "tnx": "thanks", "okay": "ok", "okey": "ok", "k": "ok",
    "alright": "ok", "yeah": "yes", "yep": "yes", "yup": "yes", "yea": "yes", "aye": "yes",
    "nope": "no", "nah": "no", "cos": "because", "cause": "because", "cuz": "because",
    "coz": "because", "bc": "because", "til": "till", "tmrw": "tomorrow", "tmr": "tomorrow",
    "2day": "today", "folks": "people", "colour": "color", "tonite": "tonight",
    "somebody": "someone", "anybody": "anyone", "everybody": "everyone", "nobody": "nobody",
    "mum": "mother", "mom": "mother", "dad": "father", "programme": "program",
}  # fmt: skip

CONTRACTIONS: dict[str, tuple[str, ...]] = {
    "can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"),
    "cannot": ("can", "not"), "let's": ("let", "us"), "lets": ("let", "us"),
    "dont": ("do", "not"), "cant": ("can", "not"), "wont": ("will", "not"),
    "doesnt": ("does", "not"), "didnt": ("did", "not"), "isnt": ("is", "not"),
    "arent": ("are", "not"), "wasnt": ("was", "not"), "werent": ("were", "not"),
    "havent": ("have", "not"), "hasnt": ("has", "not"), "hadnt": ("had", "not"),
    "wouldnt": ("would", "not"), "couldnt": ("could", "not"), "shouldnt": ("should", "not"),
    "aint": ("is", "not"), "mustnt": ("must", "not"), "neednt": ("need", "not"),
    "innit": ("is", "not", "it"),
    "im": ("i", "am"), "ive": ("i", "have"), "id": ("i", "would"), "i'd": ("i", "would"),
    "ill": ("i", "will"), "youre": ("you", "are"), "youve": ("you", "have"),
    "youd": ("you", "would"), "youll": ("you", "will"), "its": ("it", "is"),
    "itll": ("it", "will"), "itd": ("it", "would"), "thats": ("that", "is"),
    "thatll": ("that", "will"), "whats": ("what", "is"), "whos": ("who", "is"),
    "wheres": ("where", "is"), "whens": ("when", "is"), "hows": ("how", "is"),
    "theres": ("there", "is"), "heres": ("here", "is"), "hes": ("he", "is"),
    "shes": ("she", "is"), "theyre": ("they", "are"), "theyve": ("they", "have"),
    "theyll": ("they", "will"), "weve": ("we", "have"), "gonna": ("going", "to"),
    "wanna": ("want", "to"), "gotta": ("got", "to"), "gimme": ("give", "me"),
    "lemme": ("let", "me"), "dunno": ("do", "not", "know"), "cmon": ("come", "on"),
    "c'mon": ("come", "on"), "y'all": ("you",), "would've": ("would", "have"),
}  # fmt: skip

# Words that say nothing about her own matter: an overlap of these is no reflection.
EMPTY_WORDS = frozenset(
    """
    a an the and or but so if then than that this these those it its he she they them their there
    here i me my mine we us our ours you your yours who what which when where why how am is are was
    were be been being do does did done have has had having will would shall should can could may
    might must not no yes ok oh ah well to of in on at by for from with about into out up down off
    over as like get got getting go going goes gone come comes coming say says said tell think
    thinking know want wants need needs see look make makes made take takes let put thing things
    something anything nothing everything one ones some any all more most much many few lot bit
    little very too also only even still again now ever never always maybe perhaps please thanks
    thank sorry right good great nice fine sure back way time whole other another same because
    while after before until till since through without around us 's # each every both just
    really actually he's im give got keep first last next new old long day week month year years
    people person someone anyone everyone nobody mean feel i'll
    """.split()
)
