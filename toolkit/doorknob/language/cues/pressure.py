"""Insists, presumes the sale, corners, guilt-trips, flatters, or asks again after a no."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.language.phrases import Cue

# Presumes a yes; once she has said it, the same words are only the next step.
PRESUMES: Cue[Move] = Cue(
    code=Move.PRESSURE,
    why="It takes the sale for granted.",
    weight=0.8,
    phrases="""
    what|which|whose ..1 card|cards|account ..1 shall|should|will|do|would|are|is|can ..1 we|i|
        you|it|be
    which|what card
    put|pay|charge it|this|that|the on|to the? your? visa|mastercard|amex|card|which|company
    visa or mastercard|amex|debit|cash
    card|cash|visa|credit or cash|card|transfer|bank|debit|invoice|amex|check|cheque|paypal
    read|give|send|tell|spell me|us your|the|that ..1 card|long|account|address|bank|iban|sort|
        postcode|details|passport|email|vat|name|number
    give me|us ..2 address|card|number|signature|details|deposit
    need|want|grab|get|take your|the|some|a ..1 card|signature|bank|passport|billing|deposit|
        autograph
    i|we will|am|are|can|have|shall|going|already|just|now ..3 put|sign|book|pencil|write|set|
        mark|register|enrol|enroll|get|have|count|schedule|load|add|signed|booked|reserved|
        reserve|booking|putting|signing ..1 you|your ..1 down|up|in|for|booked|signed|
        started|on|with|set|sorted|name|enrolled|registered|over|onto|car
    i|we put|book|sign|register|write|mark|enrol|enroll|load|count you|your|u down|up|in|for|the|
        name|now|on|@when
    ^ ..2 i|we send|bring|deliver|prepare|start|make|load|order|install|open|wrap|pack|charge \
        ..3 now|tomorrow|@when|contract|invoice|order|papers|paperwork|agreement
    i|we will|am|are|going|just|gonna ..3 send|sending|draw|drawing|prepare|preparing|
        print|printing|bring|fill|filling|start|write|writing|get|do|raise|email|mail|drop|issue|
        process|whip ..1 up|out|over|you|in|off|the|through ..2 contract|contracts|invoice|
        paperwork|papers|agreement|order|forms|form|docusign|purchase|application
    i|we will|am|are|going|shall pop|drop|slot|squeeze|fit|bring ..5 in|over|round|by|out|you \
        ..2 for|on|@when ..1 @when
        i pack|wrap|send|prepare|reserve|keep|write|bring it|this|that|one|you|for|them ..1 now|
            up|for|tomorrow|@when
        i|we will|am|are|going|have|gonna ..3 book|order|reserve|ring|wrap|pack|deliver|schedule|
            arrange|charge|start|confirm|install|process|wrapping|ordering|booking|reserving it|
            this|that|the|one|them|two|three|delivery|installation|your ..2 up|for|now|you|@when|
            through|in|one|order
    i|we|boys|guys|lads|driver|fitters|crew|team|man|they will|are|is|come coming|come|be|deliver|
        install|there|start|delivering|installing|starting ..3 @when
    so|and|then|now|great|perfect|good|lovely|right we|i|you are|have|is agreed|settled|decided|
        done|on
    we are|have|got ..1 agreed|settled|a? deal then|so|yes|$
    that is settled|agreed|decided|sorted then|so
    so that is a yes
    that is a yes
    when you sign|join|start|order|become|install|own|move
    welcome aboard|to the family|on
    congratulations
    sign|signing you up ..1 now|today|right|then
    shall|do|should|will|would i|we|you|it make|want|like|send|be|deliver|have|take|go|put|do|
        ship|prefer ..5 @weekday|morning|afternoon|monthly|quarterly|red|black|white|blue|twelve|
        silver|gold|#|one|two|six or ..2 @weekday|afternoon|evening|yearly|annual|annually|
        upfront|white|black|silver|blue|red|grey|gray|twelve|#|two|three|one|all|twenty-four|gold
    is it|that ..1 the|to|for|on|in|your ..2 mobile|landline|home|office|business|company|visa|
        card|black|red|blue|white|silver or ..2 landline|mobile|office|work|home|personal|
        mastercard|card|white|black|blue|red|silver|transfer|one
    delivery|delivered|installation|install|fitting|start on|for|be|@when ..2 @when or ..2 @when
    where|when|what|which will|should|shall|do ..3 lads|boys|driver|fitters|guys|crew|van|
        installers|team|we|i carry|carrying|deliver|delivering|bring|drop|put|fit|install|ship|
        send|start|be
    where|when|which ..2 shall|should|do|would|will i|we|you ..1 like|want|prefer|send|deliver|
        ship|put|bring|install|set ..3 it|them|delivered|installed|this|that|delivery|address
    whose|what|which name|address|email|date|color|size ..3 shall|should|will|do|does ..1 i|we|it|
        go ..1 put|write|use|send|ship|deliver|on|in|go
    how many shall|should|do|can|will i|we put|write|order|send|book|load|pack|deliver
    monthly|yearly|annual|annually|quarterly or ..2 yearly|annual|annually|upfront|quarterly|
        monthly|one|whole|full|once|all
    upfront|once or ..2 monthly|instalments|installments
    """,
)

CUES: tuple[Cue[Move], ...] = (
    Cue(
        code=Move.PRESSURE,
        why="It insists, and leaves her no room.",
        weight=0.85,
        phrases="""
        you|everyone need|needs this|it|that|me|us
        you|everyone need|needs to sign|act|decide|move|buy|start|take|commit|say|order|trust|grab
        your|business|shop|team|family|company|kids|home ..2 needs|need this|it|me|us
        you have|got|have got to sign|buy|take|decide|act|try|do|say|order|have|get|trust|commit|
            grab|jump|move|start|join
        you must sign|buy|take|decide|act|try|do|say|order|have|get|trust|commit|not|see
        you should ..1 sign|buy|order|commit|grab|jump|say ..3 now|today|yes|it|this|up
        come on
        just say yes
        say yes
        so|and|then|just|now say yes|ok
        just|please|so|and|only|now|simply|here sign here|it|this|the|up|now|today|on|there|below
        ^ sign here|it|this|the|up|now|today|on|there|below|and
        sign here
        get it|this|that|you|them signed|ordered|booked|done|sorted|closed ..2 off|now|today|up|
            and|$
        let us stop|not messing|wasting|dancing|going|waste|drag|overthink|beat
        stop messing|wasting|stalling|dithering|hesitating|delaying|thinking|playing
        let us do this|it now|today|tonight|right|and|already
        let us ..1 get you|this|it|that signed|booked|started|done|sorted|set|on|closed|over
        let us close|wrap|finish|sign|settle|seal ..2 this|it|deal|now|today|off|up
        trust|believe me
        thank|thanks me later
        you will thank me
        no arguments|argument|excuses|buts|ifs|discussion|backing|going
        no brainer|brainers
        no-brainer
        nobrainer
        would be|are|is crazy|mad|stupid|a? fool|insane|silly|foolish|nuts|an? idiot to|not
        be crazy|mad|stupid|insane|silly|foolish|nuts|madness not|to
        crazy|mad|madness|stupid|foolish to ..1 say|refuse|wait|miss|pass|turn|not|let|walk
        only a|an fool|idiot would
        what are you waiting for
        what else do you need|want to
        why wait|hesitate|delay|not|put just|until|till|now|today|$|any|it|for|when
        why are you|would you hesitating|hesitate|stalling|waiting|wait|still|putting|dithering
        there is|are no reason to|not|for
        give me one|a ..1 good? reason
        one good reason
        not|never leaving|leave|going|hanging|letting|hang|let ..4 until|till|without|before \
            ..5 sign|signed|yes|signature|order|deal|go|answer|agree|decide
        take|taking|accept|accepting no for an? answer
        not take|accept|hear a? no
        i will|am ..1 not take|accept|hear|let ..1 no|you
        not letting you go|leave|off|walk|hang
        cannot|can not let you go|leave|walk|off|hang
        you cannot|can not say no|refuse|lose|walk|go|back
        cannot|can not go wrong
        i insist
        if not now when
        why did? you come|came|here|bother|call|ask ..2
        what are you|we ..1 here|doing for|here
        do i look like|as
        look ..1 my|me ..2 face|eye|eyes
        you must ..1 decide|sign|buy|take|act|choose|have|try
        let us at least
        you will wonder|love|adore|thank|never|not ..2 how|it|look|me|us|want
        you will be|change|see when ..2 you see
        such a good|great|fantastic|amazing offer|deal|price|opportunity
        you drove|came|walked|called|took|got|sat|read ..5 to not
        what is ..1 it ..2 to|gonna ..1 be
        which is|one is|one it|will ..3 to? be
        is|would|was that what you ..1 want|like
        let me make it ..1 easy|easier|simple
        why waste|lose your|more|another|a|all|time
        you have ..1 been saying|said|told|say|telling ..1 that|this|me|the|so
        i told you ..1 everything|all|already|before
        will not find ..3 better|cheaper|like
        one ..1 signature|squiggle|scribble|autograph|click|word ..3 and|here|is
        the|a|my ..1 pen|form|forms|contract|papers ..2 is|are|right ..1 here|ready|waiting
        got|have the|a|your|my pen|form|contract|papers ..2 here|ready|out|open|printed
        just tell him|her|them ..2
        i am ..1 asking|telling you again|now|one|for|straight
        ask|asking|asked you again
        again|once|more|still ..1 i ask|am asking
        stop thinking
        decide|sign|buy|order|act|commit now|today|tonight|already|immediately
        make up your mind
        make a decision now|today|tonight|already|and
        do it now|today|right|tonight
        now is the time|moment
        yes or no
        in or out
        how many times
        we|i ..1 already told|explained|answered|went|said|been ..3 you|this|that|it|through
        you are ..1 not going to|anywhere ..2 until|better|find
        do the right|smart|sensible|clever thing
        it is now
        obviously|clearly you want|need
        what is|are|does it|do going|take|have|i to? ..2 to? get|make you ..2 sign|to|into|over|
            say|today|signed|in|yes
        what would|will it take ..3 today|sign|now|yes|in|get
        """,
    ),
    PRESUMES,
    Cue(
        code=Move.PRESSURE,
        why="It makes her feel guilty or in debt.",
        weight=0.85,
        phrases="""
        after all ..1 the|this|that|these|my|i|we ..1 time|work|effort|help|trouble|hours|have|
            did|done|visits|calls|demos
        i|we have|had|drove|came|come|spent|gave|stayed|put|took|went|spend|give|been ..3 all|
            hours|hour|weeks|days|evening|afternoon|time|so|miles|whole|three|two ..2 this|way|
            here|for|with|on|time|you|much|visits|long|into|preparing|talking
        came all this|the way
        after @num|#|all|so ..2 meetings|visits|calls|emails|samples|hours|weeks|months|demos|
            trips
        this is how you treat|thank|repay|reward|leave
        come all this|the way
        all this|the|that way for nothing
        all that|this for nothing
        wasted|wasting|waste my|our|his|her time|day|morning|afternoon|petrol|evening
        waste of my|our time
        you owe me|us|it|yourself|them|your
        owe it to
        you did|do|have ..1 say|said|promise|promised|tell|told|shake|shook|give|gave|agree|
            agreed|look|looked ..1 me|us|you|my|i|yes|it|that|we|would
        you ..1 promised|agreed|shook
        you shook|gave me|my|us|your ..1 hand|word
        you told|said|say|said|promised that|this|so|the|you ..3 last|at|on|yesterday|already|
            before|and|every|week|time
        that is what you told|said|say ..2 last|me|every|before
        every|each time|week i|we call|ring|come|ask|speak
        my boss|manager|director ..2 will|is|would|wants|needs|kill|kills|fire|be|expects
        i have|got ..1 a|my|kids|family|rent|target|quota|mortgage ..3 to|feed|hit|pay|reach|month
        need this|one|your|a ..1 order|sale|deal|signature|one for|to|my|this
        kids|children|family|mouths to feed
        for my kids|children|family|commission|target|bonus
        do this|it|me for me
        do me a favor|favour|solid
        a? favor|favour for|to me
        help me out|here|hit|reach|make
        let|letting|lets|not me|us|them|your|family|team|down down|family|team|kids|guys
        disappoint|disappointed|disappointing me|us|them|in|him|her
        you do not trust|like|believe|want|care me|us|about|my|your|them
        do you not trust|like|believe|care|love|want me|us|about|them|your|him|her
        you are breaking|hurting my|me
        i thought we|you|you'd had|were|understood|are|would|wanted|cared
        thought we were friends
        as a|your friend
        for old times|time's
        i feel|am hurt|insulted|offended|disappointed
        how can|could you say|refuse|do|look|turn|sleep
        you do|really|must|surely love|care|want|like|value|need ..4 do not you
        if you ..1 loved|love|cared|care|respected|wanted ..3 you|your|about|them|him
        think of your|the kids|children|family|team|future|staff|poor
        do it for your|the|them|him|her|me
        we both get|can|go|want
        can both get|go|have
        where i come from
        that means something
        other|all your|the|my ..2 neighbors|neighbours|mothers|parents|owners|colleagues|
            customers|moms|shops have|has|all|already ..1 signed|bought|joined|taken|said|took|
            have
        everyone|everybody else ..2 signed|bought|joined|has|is|said|does|took|already|got
        """,
    ),
    Cue(
        code=Move.PRESSURE,
        why="It flatters her to get the yes.",
        weight=0.8,
        phrases="""
        @clever|such|big|real ..1 man|woman|lady|owner|person|businessman|businesswoman|girl|guy|
            manager|boss|couple|mother|leader|buyer|people|chef|family|company like|such|as you|
            yourself|yours
        someone|man|woman|person|lady|people|owner|anyone|one as|so|this|that|with @clever|
            experience|taste|your ..1 as|like|experience|taste|eye|talent|talents you|yours|
            yourself
        someone|woman|man|person|lady|people with ..1 your taste|eye|experience|talent|brain|
            brains|vision|intelligence|face|position|standing|figure|skills
        you are|look ..2 too|far|much @clever to|not|for
        you are ..2 @clever ..1 enough to|not
        you are|seem|look|strike ..4 kind|type|sort of ..1 person|man|woman|owner|leader|who|that
        i can see|tell you|a ..3 @clever|taste|decision|decisive|leader|quality
        with that|those face|smile|taste|eyes|figure
        i|we can|could ..1 tell|see ..2 you ..4 person|kind|someone|decisions|decision|leader|
            taste|who
        someone|person|woman|man who makes|takes ..2 decisions|decision
        you of all people
        you deserve it|this|the|better|only|a|nothing
        made for you
        has your name on it
        born for this|it
        suits you so|perfectly|like
        a @clever|decisive|strong man|woman|owner|leader|lady|boss|manager knows|sees|would|does|
            decides|takes|like
        """,
    ),
    Cue(
        code=Move.PRESSURE,
        why="It corners her with a question that has one answer.",
        weight=0.75,
        phrases="""
        you|people do|would|want|like|love|agree|need|are|will|can|care ..8 do|would|are|will|
            can not you $
        do|would you not want|like|agree|think|wish|deserve|prefer|love ..8
        you ..1 agree ..5 right|yes|no $
        who|what ..1 would|does not want|like|love|say ..4
        who would not
        how can|could you say|not|refuse ..2 no|not|to|that
        would you agree that|it
        you want|like|love|care|need ..5 right|yes|no|ah|correct $
        you do want|care|like|love
        any|is there any? reason ..1 not|why|we|you|that ..2 not|cannot|start|now|today|sign
        what is|would stopping|stop|holding|keeping you from|now|today|signing|then
        is|are|would it|that|this|you not not? worth|deserve ..6
        """,
    ),
)
