"""Denies, belittles or argues with the concern, or with her standing to have it.

To correct a fact is none of that ("it's not expensive to run", "nobody needs a course for it").
"""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

# Scorn. Of what others did to her it is sympathy: "That's ridiculous, they charged you twice?"
SCORN: Cue[Move] = Cue(
    code=Move.DISMISSAL,
    why="It waves her reason away.",
    weight=0.8,
    phrases="""
    that|this is|sounds like|a|bit|so|completely|totally|pure|utter|complete|absolute? \
        @nonsense !of|but
    are you serious|joking|kidding $
    you can not be serious|joking
    you must|have to? be joking|kidding
    your|that ..2 is a? junk|garbage|trash|rubbish $|compared|next
    """,
)

# The same, where a clause begins with it.
ORDERS: Cue[Move] = Cue(
    code=Move.DISMISSAL,
    why="It brushes her aside.",
    weight=0.85,
    phrases="""
    nonsense|rubbish|bollocks|bull|bullshit|baloney|poppycock $
    nonsense|rubbish you|everyone|it|that
    at your age $
    oh please $
    big deal $
    so what $
    says who $
    boo hoo
    excuses excuses
    who cares $
    who cares what|if|about
    grow up $
    grow up and
    get over it|yourself
    get a grip
    give me a break
    calm down
    man|toughen up
    stop worrying|whining|complaining|moaning|overthinking|fussing|making ..1
    stop being ..1 @petty
    do not be ..1 @petty
    do not be such a baby|child|coward|wimp|chicken
    do not make me laugh
    do not overthink
    since when does|do a|an|your|the|he|she ..2 know|decide|understand|care
    who wears the
    ask|run|running|go ..2 mummy|mommy|daddy
    """,
)

# Makes the sum sound like nothing. Where she asked what it costs, a comparison only informs.
CHEAPENS: Cue[Move] = Cue(
    code=Move.DISMISSAL,
    why="It makes the money sound like nothing.",
    weight=0.8,
    phrases="""
    is|only|hardly|are ..1 coffee|beer|pocket|chump|lunch|cigarette|tea money
    is|only|hardly|are ..1 pocket|chump change
    is|are|was ..1 peanuts|chickenfeed|tuppence
    peanuts for|to|compared a|you|your|us|someone
    @num|pounds|euros|euro|dollars|quid|month|week is nothing $|for|to
    back of the sofa|couch
    a drop in the ocean|bucket
    you will|would|people not|hardly|never even? miss it|that !when|if
    less|cheaper than a|your|one|two|the ..1 cup|cups|coffee|coffees|latte|pint|sandwich|pizza|
        haircut|netflix|takeaway|beer|cigarettes
    price|cost of a|one|your|two ..1 cup|coffee|coffees|pint|sandwich|pizza|beer|latte|cigarettes
    you would|probably? spend|blow|waste|drink|smoke more|twice|double than|that ..2 on|in
    you would|probably? blow|waste|drink|smoke that|it|this|twice ..1 on|in
    you would|probably? spend that|twice ..1 on
    you can easily|certainly|clearly|obviously|surely|well afford
    of course you can afford
    like yours|you|this can|could ..1 easily|surely|certainly afford|spare|find
    hardly a fortune
    not|hardly break the bank
    if you can not even? afford|spare ..6 should not be|have
    a|the ..2 business|company|shop|hotel|firm like yours|this ..1 not? afford
    """,
)

CUES: tuple[Cue[Move], ...] = (
    SCORN,
    CHEAPENS,
    Cue(
        code=Move.DISMISSAL,
        why="It denies that her reason is a reason.",
        weight=0.85,
        phrases="""
        that|this|it|money|price|time is|are not|hardly even? a|an|any real|good|proper|valid|
            serious|actual? reason|excuse|objection|argument !to|we|i|for
        is|are not|hardly a|any real|serious|actual|proper problem|concern|worry|issue
        is|are an|a|another lame|poor|bad|old|cheap|good? excuse !for|me
        is|are only excuses|excuse
        making|make excuses
        is what they|everyone|everybody all? say|says
        ^ ..1 everyone|they|people all? says|say that and|$|until|but|at|before
        ^ ..1 every customer|client says that
        heard that excuse|one before|$
        what is there to think|sleep about|on|over $
        there is nothing|not|no to? think|sleep about|on|over|to
        there is nothing to think|sleep|discuss ..1 about|on|over
        you are wrong|mistaken $
        you are wrong|mistaken about|there|on that|this|it|there|$
        that is simply? not|no true $
        not|hardly rocket science
        how hard|difficult can|could it|that be
        child|monkey|idiot|kid|fool|toddler|baby could|can ..1 do|use|run|manage|handle|work it|
            this|that !safely|with
        nobody else has|had a|any problem|problems|issue|trouble with
        nobody else complains|complained|minds|worries|worried
        there is always some|another|an excuse|reason
        always some|another excuse
        you must|have be|done doing|done? something wrong
        all in your head
        you are imagining it|things
        that is ..1 fear talking
        """,
    ),
    Cue(
        code=Move.DISMISSAL,
        why="It belittles her, or her caution.",
        weight=0.85,
        phrases="""
        you are|be ..1 overthinking|over-thinking|overreacting|exaggerating|dramatising|
            dramatizing|overcomplicating
        you worry|think|fret|analyse|analyze too much $|about
        you are|sound being? so|too|very|a? bit? silly|ridiculous|paranoid|dramatic|childish|
            stingy|unreasonable|irrational|naive|pathetic
        you are being ..1 stubborn|difficult|negative|emotional
        you are ..1 too soft|lazy|stingy|timid|fussy|sensitive|emotional
        you clearly|obviously|plainly ..1 do|did|have|never not? ..1 understand|listen|get|read|
            know|see|care|listened
        you would not understand
        leave the|that|your thinking to
        a|any real|proper|serious|true business|businessman|businesswoman|man|leader|owner|manager|
            boss|professional|entrepreneur ..1 would|does|do|decides|takes|never|knows
        that is on you $
        that|it is|sounds like? your problem|fault $|not|then
        you people always|never
        what are you so? afraid|scared of $
        """,
    ),
    Cue(
        code=Move.DISMISSAL,
        why="It denies her right to ask somebody, or to decide as she does.",
        weight=0.85,
        phrases="""
        surely you do not need|have|want
        surely you can ..1 decide|manage|afford|spare|find|make
        surely that|it|this is not
        surely you are not
        you do not need his|her|your|anyone's ..2 permission|approval|blessing|say-so !for
        you do not have|need to ask him|her|your|anyone ..1 first|permission|$
        do you always|really ..2 need|ask|have ..5 permission|mother|husband|wife|approval
        can|could not you ..1 decide|make ..3 yourself|alone|own|without|decision|decisions
        are not you the ..1 boss|owner|one|adult
        you are the? boss|owner or
        are|is you|he|she the? boss or
        is your husband|wife|partner|mother|son the boss
        you are a grown|big ..1 woman|man|adult|girl|boy
        what has|does he|she|your ..1 got|have to do with
        he|she|husband|wife|partner|boss has nothing to do with
        you are|stop ..1 hiding behind
        wears the trousers|pants
        is none of his|her|their business
        """,
    ),
)
