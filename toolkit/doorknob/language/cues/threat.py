"""Loss, scarcity, deadline or regret used as a lever."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

# A bad end foretold. "You will never lose a file" foretells none, so a denial inside undoes it.
CONSEQUENCE: Cue[Move] = Cue(
    code=Move.THREAT,
    why="It foretells a bad end to move her.",
    weight=0.7,
    phrases="""
    you|they|he|she|your will ..6 @ruin
    you are going to ..5 @ruin
    you will be back ..6 begging|crawling|broken|crying|with|when
    it|that|boiler|roof|thing will ..4 cost|ruin|kill|sink|finish|break|hurt|haunt you
    """,
)

CUES: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.THREAT,
        why="It uses a deadline on the price or offer as a lever.",
        weight=0.8,
        phrases="""
        price|prices|rate|rates|offer|deal|discount|quote|tariff|promotion|promo|it|this|that|
            which is|are|will ..1 gone ..1 @when
        price|rate|offer|deal|discount|promotion|promo|sale|bonus|this ..3 ends|expires|finishes|
            stops|closes|runs ..2 @when
        price|rate|offer|deal|discount|promotion|promo|quote is|only|stands|holds ..1 good|valid|
            on|available|open|stands|holds only? until|till|for|through ..1 @when
        price|offer|deal|discount|rate only? for|till|until today|tonight|now|midnight
        only? valid|good until|till|for today|tonight|midnight|@weekday
        offer|deal|discount|price|promotion|rate|sale is|will over|finish|finished|end|ended|dead|
            expire|disappear|vanish|off ..2 @when
        price|prices|rate|rates|tariff|cost|it|fee is|are|will go|going|goes|jump|jumps|rise|
            rises|climb|climbs|change|changes up? ..2 @when
        price|prices|rate|rates|tariff|cost|fee goes|go|jumps|rises|climbs|changes|doubles|
            double up? ..3 @when
        after|from|come|by|on today|tonight|@weekday|@month|tomorrow|midnight ..1 it|price|they|
            that|i is|goes|will|can|becomes|cannot ..2 back|up|more|full|not|no|double|gone|old
        from tomorrow|@weekday it|price|we is|goes|will|charge|becomes ..3 more|up|higher
        after the? #|@num|@day ..1 no|nobody|none
        @weekday|tomorrow|midnight ..2 this|it|that|offer|deal one? is|will over|gone|finished|go
        after today|tonight|midnight|that ..3 full|normal|old|regular|usual|higher price|whack|
            rate
        tomorrow|tonight|@weekday it|this|that|price|the ..1 is|will|goes gone|higher|up|more|
            full|double|away|not
        i|we can|could only? not? hold|keep|guarantee|save|do|give|offer|honor|honour ..6 only? \
            till|until|for|past|after|beyond|before today|tonight|midnight|tomorrow|@weekday|five|
            noon|end
        i|we can only|not ..1 hold|keep|guarantee|save|honor|honour ..6 till|until|past|after|
            beyond|for ..1 @when|#|hour|hours
        back to|at full|normal|list|regular|old price|whack|rate|money
        today only
        only for? today $
        for today only
        offer|price|deal dies|disappears|vanishes|lapses
        by the time ..8 gone|sold|late|taken|full|over|more|nothing|left
        same price|offer|deal|terms tomorrow|@when|next|later
        not ..2 same price|offer|deal|terms
        this price|number|figure|rate|deal ..2 for today
        not|never ..1 allowed|able|authorised|authorized to ..1 repeat|match|offer|give|honor|
            honour
        before it|they|price|prices|rates went|goes|go up|off|away
        not ..1 be around|here|available|there ..1 forever|long|tomorrow|next
        will not be able to ..3 for you ..1 after
        clock is ticking
        running out of time
        time is running out
        window is|will ..1 closing|close|closed|shut
        this is|it ..1 your? last|final|only chance|call|opportunity
        last chance
        last day today|tomorrow|for
        now or never
        before it is|gets too? late
        too late $
        we|i will ..1 not take|taking|accept|accepting|open|opening ..3 new
        not taking on? any? new|more ..3 from|after
        not able|going|gonna to hold ..4 for you
        """,
    ),
    Cue(
        code=Move.THREAT,
        why="It uses scarcity, or somebody else who wants it, as a lever.",
        weight=0.8,
        phrases="""
        last|final one|two|three|few|# ..1 seat|seats|place|places|spot|spots|slot|slots|unit|
            units|piece|pieces|room|rooms|one|ones|left|in|we|plot|plots
        is|are|have|has|got|just the? last|final|one|two|three|couple|few one|two|three|few|seat|
            place|spot|slot|unit|piece|room|left|item
        only|just ..1 @num ..3 left|remaining
        only|just ..1 # ..3 left|remaining|available
        @num|few|couple|one ..2 left at|in|for|now|and|only|anywhere
        there is|are one|two|three|# ..2 left
        @num|few|one|couple ..2 left ..2 at this|that price|rate
        @num|few|couple|several|other|another ..2 buyer|buyers|people|families|couple|couples|
            customer|customers|client|clients|person|gentleman|lady|builders|companies|company|
            man|guy|party|family|lot|dealer|shop|yard|firm ..2 interested|waiting|asking|looking|
            fighting|coming|viewing|want|wants|ready|wanting|lined|keen|who
        someone|another|people ..1 else ..2 is|are|will|wants|has|asked|take|takes|interested|
            waiting|after|looking|coming|snap|grab|gets|asking
        have|has|got another|other|someone ..3 buyer|interested|offer|waiting|viewing|wants
        another|other ..2 offer on it
        waiting list
        @num|someone|people|others|buyer|buyers|firm|yard|dealer|company|couple|is|are ..4 \
            after it|this|them|that|yours
        while stock|stocks|supplies last|lasts
        selling|sell|flying|fly ..1 fast|quickly|out|off
        are|is going fast|quickly
        selling like
        once it|they|this|that|stock is|are gone
        when it|they|this is|are gone it|they is|are
        will not|never get|find|see|have ..2 this|that|one|chance|price|deal|it|such|offer ..2 \
            again
        will never be|get ..2 this cheap|low|price|again
        no|not|never ..4 gives|give|get|offer|see ..3 this|it|price ..1 again
        gone by|before tomorrow|tonight|@weekday|morning|lunch|lunchtime|noon
        will be gone
        goes|go|going to auction|scrap|someone|another|next ..2 @when|person|customer|in|else
        give|giving|offer|sell it|this|them|yours|your to the? next|someone|another|other|else
        demand is
        getting snapped
        cannot|can not? promise it|there will be here|there|left
        there is|are a? queue|list|lineup|line ..2 for it|this|that|them
        first come first
        so|before nobody|someone|somebody|anyone|no else|one else? gets|takes|grabs|snaps|has|
            does|beats
        only if we|you|i ..4 now|today|tonight
        do not ring|call|phone|come|write|ask|cry|message ..2 me|us|back ..6 when|if|after
        someone else|will ..1 have|take|takes|snap|grab|grabs ..1 it|this|them|yours
        lose|losing your place|spot|slot|turn
        you will be the? only|last one
        you|your ..2 only|last one|ones ..3 without
        limited time|offer|stock|places|edition|number|seats|spots
        with empty hands
        empty handed
        """,
    ),
    Cue(
        code=Move.THREAT,
        why="It uses fear of regret as a lever.",
        weight=0.85,
        phrases="""
        you|and will|are|may|might|could|can|going ..3 regret|regretting
        would regret not|missing|waiting|saying|passing
        you|u regret it|this
        will|would|to|not live to regret
        you|and|people will|would|going|might|may|are ..4 kick|kicking yourself|yourselves
        you to be kicking yourself
        kicking yourself
        you will|are|going|would ..2 be? sorry|cry|crying
        you will|are|going ..3 wish you had
        wish|wished|wishing you|they|he|she|i had
        wishing they|he|she had not
        do not come|you ..1 crying|running|complaining|cry|back|moan|complain|blame ..2 me|back|
            later|when|if|to|@when|it
        do not blame|ring|call me when|if|later|after
        do not say i did not warn|tell
        i|we did? warn|warned you
        you have been warned
        on your own? head|conscience
        how|what|will you|would ..1 feel|say|live|explain|tell ..4 when|if|with|after ..3 gone|
            late|missed|yourself|happens|happen|breaks|dies|loses
        do not say no one told|warned
        will not forgive yourself
        never forgive yourself
        will remember me|this|my|today
        remember me|my when|words
        mark my words
        you will see ..3 later
        would hate|not|hate|like for? you to|be ..1 miss|lose|the|see|regret|find
        hate for you|your|to
        hate to see|watch you
        sleepless nights
        will haunt you
        would not want to be ..1 one|you|in ..5 when|if
        i would not want to be in your
        """,
    ),
    CONSEQUENCE,
    Cue(
        code=Move.THREAT,
        why="It uses what she could lose as a lever.",
        weight=0.8,
        phrases="""
        if you do not ..6 you|we|they|it|someone|your will|never|lose|are|is|may|might|could
        if you ..1 not ..6 now|today ..4 never|lose|gone|late|price|will
        unless you ..4 you will|lose|miss|are
        you will lose|miss ..1 it|this|that|out|the|your|everything|money|customers|business|
            clients|more|him|her|them|staff|a|on
        you are|be|keep|keeping|just losing ..3 money|pounds|dollars|euros|customers|sales|out|#|
            every|clients|thousands|hundreds
        you lose ..4 every|each day|week|month|hour|time
        you lose it|this|the|your ..2 price|deal|place|slot|spot|seat|offer|@when|discount
        miss|missing out
        miss this|the|your chance|boat|opportunity|train|window|slot|deal|offer
        every|each day|week|month|hour|minute ..1 you wait|delay|leave|hesitate|think|dither|sit|
            put
        every|each day|week|month|hour|minute ..3 is|costs|costing|you cost|costs|costing|lose|
            losing|money|wasted
        longer|more you wait|leave|think|delay
        waiting|delay|delaying|hesitating will|is|costs|only ..1 cost|costs|costing|more|you
        costing you ..5 every|each|a day|week|month|wait
        get|be|being|getting|fall|falling|left|leave|leaves|left ..1 behind
        left in the dust|past
        competitor|competitors|rival|rivals|competition|neighbors|neighbours ..2 is|are|has|have|
            will|already|signed|would|took|bought
        next|other|same street|shop|door|one already|signed|took|has|bought
        catch|catching them|up him|her|them|with|to ..3
        never|not catch up
        be out of business
        out of business ..2 in|by|before|within
        will|going ..1 go bankrupt|bust|under
        die|dies|died|break|breaks|fail|fails|pack|packs|give|gives|crash|crashes|collapse|goes|
            go|conk|conks on|up|out|in|down|wrong on? you ..1 ..3 one|when|middle|with|and|before|
            queue|busy|worst
        will|going ..1 die|fail|break|conk|crash|collapse|let ..1 on|down|out you
        one storm|bad|wrong|busy|slip|fire|leak|flood|mistake|slip|accident|bad|night|busy|wrong|
            hacker|break-in|lawsuit|inspection|click|burglar|audit|virus|power|spark|typo ..4 and|
            then ..2 you|it|there|that|your|everything|whole|gone|bang|they|all
        there goes your|the|you
        what if|happens|will something|he|she|it|the|they|you|your ..3 dies|die|happens|breaks|
            burns|gets hurt|burgled|hacked|robbed
        throwing|pouring|burning|bleeding|flushing|leaking|pissing|wasting|chucking away|money|
            down|out|good|cash|#|@num
        imagine|picture|think|suppose ..4 you|your|he|she|they|something|someone|it|kids|child \
            ..4 falls|fall|dies|die|breaks|burns|accident|hospital|fire|crash|alone|nobody|ill|
            hurt|sick|@ruin
        buy cheap
        god forbid
        if anything|something happens|happened to you|him|her|them|the
        plenty|many|lots|others|some did|do|does|wait|leave|waited|left|said|people ..4 and|
            then ..1 plenty|many|lots|lost|regret|flood|regretted|they|now|most
        cannot|can not|do not afford to|not to? wait|not|miss|ignore|lose|delay|be
        afford not to
        at your own? risk
        playing with fire
        gambling|gamble with your
        it will only get worse
        only get|gets|getting more? worse|dearer|expensive|higher|harder
        i will have to ..4 someone|else|another|cancel|withdraw|pull
        i pull|withdraw the
        offer is off
        off the table
        never will $
        never get ..3 chance|price|offer
        chance like this
        will come ..2 back|begging|crying|crawling
        come crawling|begging back?
        end|ended|ending up ..4 worse off|worse|paying|losing
        paying|pay double|twice|more|extra later|tomorrow|next|in|after|by|if
        """,
    ),
)

# Deadlines and stock: where she asked about them, they are the answer and no lever.
FACTUAL = CUES[:2]
