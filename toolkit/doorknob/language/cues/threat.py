"""Loss, scarcity, deadline or regret used as a lever.

A date, a price rise or a stock count that could as well be plain service has no row here: only
what is near ("tonight", "on Friday"), or what is said to hurry.
"""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

# A bad end foretold. "You will never lose a file" foretells none, so a denial inside undoes it.
CONSEQUENCE: Cue[Move] = Cue(
    code=Move.THREAT,
    why="It foretells a bad end to move her.",
    weight=0.8,
    phrases="""
    you|they|he|she will ..1 regret
    you are ..1 going to regret
    you will|are ..2 be? sorry|crying|cry|kicking|begging|crawling !to|for|about|that|sir|madam
    you will kick|be yourself|kicking
    be kicking yourself
    you will wish you had
    you will|are ..2 be|get|fall left? behind $|and|when|while|by|if|in
    you will miss out
    you will|going ..1 lose|miss the|this|your ..1 chance|price|deal|slot|spot|offer|discount|
        opportunity|boat|window
    you will lose it|this $
    you will be|are out of business
    will come ..1 back begging|crawling|crying
    will die|conk|pack out|up|in? on you
    will haunt you
    you will pay|be paying? double|twice|triple later|tomorrow|then
    """,
)

# Deadlines on the price: where she asked about them, they are the answer and no lever.
DEADLINE: Cue[Move] = Cue(
    code=Move.THREAT,
    why="It uses a deadline on the price or offer as a lever.",
    weight=0.8,
    phrases="""
    price|rate|offer|deal|discount|promotion|this|that|it is|will ..1 gone ..1 today|tonight|
        tomorrow|midnight|@weekday
    price|rate|offer|deal|discount|promotion|promo|sale|bonus ends|expires|finishes|stops|closes|
        disappears|vanishes|lapses \
        ..2 @day
    price|rate|offer|deal|discount|promotion|promo|sale runs out ..2 @day
    @weekday|midnight|tonight ..1 this|the offer|deal|price|sale is|will over|gone|finished|end
    offer|deal|discount|promotion|sale|price is|will be? over|finished|end|expire|dead|off ..2 \
        @day
    price|rate|offer|deal|discount|promotion|promo|quote is|only|stands|holds ..2 good|valid|
        available|open|until|till only? ..1 today|tonight|tomorrow|midnight
    price|offer|deal|discount|rate|this ..1 is only for? today|tonight
    only valid|good until|till|for|today ..1 today|tonight|tomorrow|midnight|$
    price|prices|rate|rates|tariff|cost|fee|premium goes|go|jumps|jump|rises|rise|climbs|doubles|
        changes up? on|from|at|after? ..1 @day
    price|prices|rate|rates|tariff|cost|fee|premium will|are|is go|going|rise|rising|double|jump \
        up? ..2 @day|next
    after|from|come today|tonight|tomorrow|@weekday|midnight it|price|they|the ..1 is|goes|
        will|doubles|becomes|costs ..3 back|up|more|full|double|doubles|higher|dearer
    after|from today|tonight|tomorrow|@weekday|midnight the? price doubles|rises|jumps
    tomorrow|tonight it|this|that|price|offer is|will ..1 gone|higher|full|double|
        dearer|not
    tomorrow it|this|that ..1 is|costs full|gone|double|twice|more
    if you do not sign|order|decide|buy today|now|tonight ..4 can|will not
    i|we can only ..1 hold|keep|guarantee|save|do|give|offer|honor|honour ..6 until|till|for ..1 \
        @day|five|noon|#|hour|hours|end
    i|we can|will not ..2 give|do|offer|hold|honor|honour|repeat|guarantee ..1 this|that price|
        rate|deal|offer|discount again|any|anymore|after|next|tomorrow|longer|twice|later
    next|later|tomorrow week|month|year|on? ..1 i|we can|will not ..1 give|do|offer|hold|honor|
        honour|guarantee ..2 price|rate|deal|offer|discount
    today only $|and
    for today only
    only today $
    offer|price|deal|it|this will not be here|around|there|available ..1 forever|long|tomorrow|next
    not ..3 same price|offer|deal|terms tomorrow|again|next|later|twice
    today is the last day
    last day for|of this|the price|offer|deal|discount|sale
    only if you|we sign|decide|order|start|act|buy|commit|do ..3 now|today|tonight
    discount|price|offer|deal ..1 is|comes|goes off the table
    today or never|not|nothing
    """,
)

# Stock and rivals for it: where she asked about them, they are the answer and no lever.
SCARCITY: Cue[Move] = Cue(
    code=Move.THREAT,
    why="It uses scarcity, or somebody else who wants it, as a lever.",
    weight=0.8,
    phrases="""
    only @num left|remaining !to|of|on|in|until|before
    only @num ..2 seat|seats|place|places|spot|spots|slot|slots|unit|units|room|rooms|pieces|cars|
        flats|plots ..1 left|remaining
    one|two|three last seat|spot|place|slot|unit|seats|spots|places|slots|units
    someone|person|somebody else ..1 is|wants|has|will ..3 interested|waiting|coming|looking|
        viewing|ready|it|this|snap|take|grab
    another|other ..1 buyer|customer|couple|family|client|person|gentleman|buyers wants|is|are|
        who|want ..3 interested|waiting|coming|looking|viewing|ready|keen|it|them|this
    @num|several ..1 people|buyers|others|builders|families|companies|customers ..1 waiting|
        fighting|asking|want|after|interested|lined ..1 for|over|it|them|this|after|up
    i|we have ..1 another|other|interested ..1 buyer|buyers|offer|customer|couple|taker ..2 line|
        waiting|coming|interested|it|on|$
    while stock|stocks|supplies last|lasts
    they|these|places|spots|seats|units|tickets|slots are|is going|selling|filling|flying ..1 fast|
        quickly|off
    selling out|like
    snapped up
    once|when it|they|this|that is|are gone it|they|that is|are
    will not|never ..2 get|find|see|have ..2 this|that|price|chance|deal|offer|one ..2 again
    never be|get this cheap|low
    price|offer|deal|discount|slot|spot will be gone
    it|they|this|these will be gone tomorrow|tonight|when|by
    give|sell|offer it|this|them|yours|slot|place|spot to the? next|someone|another|other|else ..1 \
        else|person|customer|buyer|one|in|client
    not|never ..1 promise ..1 it|they|there will ..1 be|still here|there|left|around ..1 tomorrow|
        next|later|when
    before someone|anyone|somebody else ..1 gets|takes|grabs|snaps|beats
    @num ..2 after it|them|this $
    """,
)

# Threats in the form of an order: they count only where a clause begins with them.
ORDERS: Cue[Move] = Cue(
    code=Move.THREAT,
    why="It warns her of what her no would bring.",
    weight=0.8,
    phrases="""
    wait|sleep|leave|delay|hesitate ..4 and you|it|they will|are|is ..3 lose|gone|pay|miss|regret|
        sorry|late
    do not come crying|running|complaining|back|moaning
    do not blame me when|if|later
    do not say i did not warn|tell
    last chance
    going once
    imagine|picture ..3 kids|children|daughter|son|mother|wife|family ..5 hospital|hurt|freezing|
        accident|alone|dead|sick|fire
    """,
)

CUES: tuple[Cue[Move], ...] = (
    DEADLINE,
    SCARCITY,
    CONSEQUENCE,
    Cue(
        code=Move.THREAT,
        why="It uses time, loss or regret as a lever.",
        weight=0.8,
        phrases="""
        by the time you|he|she|they ..9 gone|sold|taken|late|over
        it|this will be gone by the time
        clock is ticking
        time is running out
        window is|will closing|close
        your last|final chance|opportunity
        this is the? last|final chance|opportunity|call
        now or never
        before it is|gets too late
        then|it will be too late $
        i|we would|do hate|not ..2 you to ..1 miss|lose|be ..2 out|this|it|kicking|left|sorry
        come crying|crawling|running to|back
        i ..2 warned you
        you have been warned
        mark my words
        on your own head
        on your conscience
        never|not forgive yourself|you
        how will you live|sleep|forgive ..2 yourself|with|night
        not want to be in your shoes when|if|once
        if you do not ..1 sign|act|decide|buy|order|do|take|commit|move|grab|go|start ..6 never|
            lose|gone|miss|regret|sorry|double|late|behind
        unless you sign|act|decide|order|buy|move ..5 lose|miss|gone|late|regret
        losing ..4 while|as we speak|talk
        every|each day|week|month|hour|minute ..1 you wait|delay|hesitate|dither
        every|each day|week|month without ..5 costs|cost|lose|losing
        longer|more you wait|hesitate|delay
        waiting|delay|delaying|hesitating will|is|only costs|cost|costing|only ..1 you|cost
        left in the dust
        one ..2 and|then ..1 you are out|finished|bankrupt|ruined|done
        what if something|anything happens|happened to your ..1 kids|children|family|child|baby|
            mother|wife|husband
        you are|keep throwing|pouring|burning|flushing ..3 money away|out|down
        buy cheap ..1 buy|pay twice
        you can not afford to wait|delay|hesitate|ignore
        you can not afford to miss this|out|it
        can not afford not to
        playing with fire
        gambling with your
        price|prices will only get|go ..1 higher|dearer|up|worse
        never get ..3 chance|price|offer|deal like|again
        not ..3 chance|price|offer|deal like this ..2 again|twice|tomorrow|every
        you snooze you lose
        if you hang|walk|leave|go ..2 now|today|out|away ..6 gone|off|lose|over|never
        only today or
        think about what happens if|when ..8 not|without|no
        """,
    ),
)

# What answers her question about dates or stock.
FACTUAL = (DEADLINE, SCARCITY)
