"""Insists, presumes the sale, corners, guilt-trips, flatters, or asks again after a no.

Every row is an idiom that pushes in nearly every context; what can be said in good faith as
easily ("you need to bring a bill", "we deliver on Monday", "come on in") has no row.
"""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

# Presumes a yes; once she has said it, the same words are only the next step.
PRESUMES: Cue[Move] = Cue(
    code=Move.PRESSURE,
    why="It takes the sale for granted.",
    weight=0.8,
    phrases="""
    what|which credit|debit|bank? card|account shall|should|will|do|would|are ..1 we|i|you ..2 put|
        use|using|charge|like|want|paying|pay|take
    which|what card $
    which|what card will it|that|this ..1 be|go
    what is your sort|card|account|iban ..1 code|number|iban|$
    i|we have ..1 popped|put|got you ..1 down|on|in ..1 for|the
    put|charge|pop it|this|that|the on your|which|what|the ..1 card|visa|mastercard|amex
    ^ ..3 visa or mastercard|amex|debit
    ^ ..3 cash or card|transfer|cheque|finance $
    ^ ..3 card or cash|transfer|cheque|invoice $
    will that|it be ..4 cash|card|visa|monthly|yearly|annually|upfront or
    ^ ..2 monthly|yearly|annually|quarterly or ..2 one|yearly|monthly|annually|annual|upfront|
        once|full ..1 go? $
    i|we will|am|are going? to? sign|book|pencil|enrol|enroll|register|signing|booking|putting|
        enrolling|put|get you !on down|up|in|booked|signed|enrolled|enroled|registered !as|to|
            touch
    i|we put|book|sign|register|enrol|enroll you down|up|in !as|to|touch
    i|we have already? booked|signed|enrolled|registered|put|pencilled|penciled you in|up|down
    already filled ..2 your name|details
    i|we will|am|are going? to? ..1 start|starting|process|processing|begin the|your|with ..1 \
        paperwork|contract|order|papers|invoice
    i|we will|am|are going? to? get|have the|your paperwork|contract|papers|order started|going|
        ready|done|drawn|underway
    i|we will|can write|writing it|that|this|you|the up
    i|we will|am|are going? to? ..1 send|email|sending|drop the|your contract|invoice|agreement|
        paperwork over|now|tonight|today|across|through !so|for|to
    i|we send the contract|invoice|agreement|order now|today
    and|then|so|now|today you sign it? ..1 now|today|tonight|there|here|straight
    ^ ..3 so|then|right|good we are agreed|settled
    ^ ..2 we are agreed then
    ^ ..2 that is settled|agreed then
    take that|it as a yes
    welcome aboard|to the? family
    congratulations ..4 made|making the right|best|great|good choice|decision
    is|will|would ..3 delivery|installation|fitting for|on @weekday or
    where shall|should|will|do we|the ..3 deliver|install|delivering|installing
    how many shall|should|can i|we put|order|write|send|book ..1 you down|for|in
    """,
)

# Orders: they count only where a clause begins with them.
ORDERS: Cue[Move] = Cue(
    code=Move.PRESSURE,
    why="It gives her an order, and leaves her no room.",
    weight=0.85,
    phrases="""
    give me a? yes
    initial here|there
    put your name|signature here|there|down
    sign for me
    sign here|it|this|below|up now|today|there|then|and|below|please|$
    say yes now|today|already|come|$
    say yes and let|be|sign|you|we
    sign|decide|order|buy|commit|act|choose now|today|tonight|immediately
    stop thinking $
    stop thinking and
    do it now|today|tonight|already
    do it for me $
    stop thinking|stalling|dithering|hesitating|messing|wasting|dancing|delaying
    make up your mind now|already|then|please|$
    make a decision now|today|tonight|already
    trust|believe me you ..2 want|need|will|love|cannot
    give|tell|read|spell me|us your|the ..1 card|signature|iban|deposit|autograph|bank
    get|grab your card|wallet|pen|chequebook|checkbook ..1 out|ready
    let us get you ..1 signed|booked|enrolled|registered|started|set
    let us get this|it|that signed|done|closed|wrapped|over
    let us close|seal|sign|finalise|finalize ..1 this|the|it|deal
    let us stop messing|wasting|dancing|beating|playing|stalling
    let us not waste|drag|beat ..2 time|out|this|about|around
    let us do this|it now|today|tonight|already
    come on say|sign|admit|decide|treat|take|do|live ..1 yes|it|now|today|up|here|a|little|yourself
    come on you know|want ..1 you|want|it|this
    come on what ..1 you got|have to lose
    give|name me? one|a ..2 reason not|why
    do not disappoint me|us
    do not let me|us|them|him|her|your ..2 down $
    think of your kids|children|family
    do it for your|the kids|children|family|team|wife|husband|crew
    do me a favor|favour|solid and ..1 sign|say|buy|order|take|decide
    why wait|hesitate $|any|until|till|when|another|longer
    why not now|today $
    why not say yes|$
    """,
)

# A question with one answer. About her own words it is only a check.
CORNERS: Cue[Move] = Cue(
    code=Move.PRESSURE,
    why="It corners her with a question that has one answer.",
    weight=0.75,
    phrases="""
    you do want|care|like|love|need ..8 do not you $
    you want|love|like|care|need|agree ..8 do not you $
    you want to? ..2 save|grow|earn|best|success|successful|better|improve|protect|safe|secure|
        happy|win|money ..5 right|yes|correct $
    do not you want the? best|better|more
    do not you want to save|grow|earn|win
    do not you care about
    do not you want|love it|this|that $
    would not you agree|say
    would not you like|love|want to save|earn|grow|have|be
    who does|would not want|like|love that|this|it|more $
    who does|would not want|like|love to save|earn|grow|have|be
    you agree ..5 right|yes $
    is|are not your ..4 worth
    do not you trust|like|believe me|us $
    do not want to disappoint me|us|let
    why not you $
    """,
)

CUES: tuple[Cue[Move], ...] = (
    PRESUMES,
    CORNERS,
    Cue(
        code=Move.PRESSURE,
        why="It insists, and leaves her no room.",
        weight=0.85,
        phrases="""
        you need this and|so|now|today|trust|your|come|you|$
        you need it now|today|$
        everyone needs this $
        your business|shop|team|company|crew|family|firm|studio|office|practice|salon|kitchen|
            restaurant|hotel|farm|school|clinic|house|home|garage|store|staff|people|customers|
            department needs|need this and|so|now|today|if|you|$
        you have|got to do|have|buy|get|take this|it now|today|and|$
        you must|should|better ..1 sign|decide|buy|act|order|commit|do|take|say ..2 now|today|
            tonight|immediately|straight
        you have|got|need to sign|decide|buy|act|order|commit|say ..2 now|today|tonight|straight
        what are you ..1 waiting for
        what have|do you ..1 got|have? to lose
        what is stopping you from signing|saying|starting ..2 now|today|yes
        there is|are no reason to wait|delay|hesitate|refuse
        no reason not to
        you|i|we ..2 not ..1 leaving|leave|hanging|hang ..3 until|till|without|before ..4 sign|
            signed|yes|signature|order|deal|agree|decide|decision
        i am not going anywhere until|till|without|before
        not|never ..1 take|taking|accept|accepting no for
        not|never ..1 accept|hear a? no $
        i insist $
        i insist that|on you
        i|we ..2 not ..1 let|letting you off|go|leave|walk|hang|say|pass !live|to|in
        you can not ..1 say|turn|pass|refuse no? ..1 to|down|up|this this|that|such|an|it|offer
        you can not back|pull|get out now|again
        no-brainer|no-brainers
        no brainer|brainers
        would|will be ..1 @mad not to !@caution
        would|will be ..1 @mad to miss|pass|say|let|turn|walk|refuse|ignore|wait
        are ..1 @mad to miss|pass|say|let|turn|walk|refuse|ignore
        be an? fool|idiot to|not
        only a|an fool|idiot would
        if not now when
        do i look like
        look me in the eye|eyes
        you will thank|be me|thanking me? later|one|for|$
        thank me later
        no arguments|buts|excuses $
        you know you ..1 want|need it|this|to $
        deep down you know
        i have to have a|an|your ..1 yes|answer|decision|signature
        not ..1 going|leaving|go home|here|away without your|a|an ..1 signature|yes|answer|
            order|deal
        until|till i hear|get|have a|your yes|signature
        i need a|an|your ..1 yes|answer|decision|signature|commitment ..5 now|today|tonight
        need|want|give|me a yes or a? no ..1 now|today|tonight
        once more|again ..2 yes or no
        i am asking you ..1 again|once
        are you in or out
        how many times do|must|should i|we
        you obviously|clearly want|need this|it $
        what is|will|would it ..1 going? to? take to get|make|put you
        one|a signature|squiggle|autograph|scribble and ..1 you|we|it are|is
        pen is right? here|ready|waiting
        here is my|the|a pen
        if you were|are ..1 serious ..4 you would
        you would be the only one ..2 not|without|who
        so say yes now|$
        """,
    ),
    Cue(
        code=Move.PRESSURE,
        why="It makes her feel guilty or in debt.",
        weight=0.85,
        phrases="""
        after all the|this|my|our time|work|effort|trouble|hours i|we|that|spent|and|$
        after all|everything i|we ..1 have|did|do|done
        the least you can|could do
        i|we ..1 came|drove|come|travelled|traveled|flew|done|did|work ..9 for nothing $
        spent ..4 on you $
        spent ..4 on you and ..2 you|now
        this is how you treat|thank|repay|reward
        is this how you treat|thank|repay|reward
        wasting|wasted|waste my|our time|day|morning|afternoon|evening
        a waste of my|our time
        you owe it to
        you owe me|us that|this|an|one|it|$
        you owe me that|this much
        you promised me|us|an
        you gave me|us your word
        you ..1 shake|shook my? hand|hands|on
        you said|agreed|told ..1 yes last|already|before|yesterday|on|and
        you say|said that|this|it every|each time|week|month
        every time i|we call|ring|come|ask you|there|it
        boss|manager will|would|is|gonna ..2 kill|fire|sack|killing me
        i have ..2 kids|family|mouths|children to feed
        mouths to feed
        i|we need|have ..3 hit|make|reach my|our target|quota|numbers|bonus
        help me ..1 hit|reach|make ..2 target|quota|numbers|bonus
        i need one|this|a more? ..1 sale|order|deal|signature|sales
        help me out ..1 if|today|this|by
        i am ..2 disappointed in|with|that you
        i thought we|you were|had friends|an|agreed|agreement|serious|the ..3
        i thought we had a? deal|an
        how can|could you ..1 say|refuse|turn|do no|this|that|me
        if you ..1 loved|cared|respected ..5 you would
        i have been ..2 patient with
        why are you the only
        """,
    ),
    Cue(
        code=Move.PRESSURE,
        why="It flatters her to get the yes.",
        weight=0.8,
        phrases="""
        @clever ..2 man|woman|lady|owner|businessman|businesswoman|manager|leader|couple|boss|
            mother|person like you|yourself
        someone|man|woman|person|people|owner|lady as @clever as you
        someone|woman|man|people|person with|of your ..1 taste|eye|experience|talent|intelligence|
            vision|brains|standing|calibre|caliber ..2 deserves|knows|sees|understands|should
        you are ..1 too|far smart|clever|intelligent|sharp|bright ..2 to
        you are ..1 smart|clever|intelligent|sharp|bright enough to know|see|understand|realise|
            realize
        kind|type|sort of person|woman|man|leader|owner who knows|recognises|recognizes|acts|
            takes|grabs|decides|seizes
        you ..1 deserve it|this $
        you deserve only? the best
        treat yourself $
        you of all people
        has|got your name written all|on
        """,
    ),
)
