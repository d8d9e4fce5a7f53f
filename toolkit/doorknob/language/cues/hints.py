"""Words that point at a concern in a prospect's mouth, too weak to name one in a salesperson's."""

from __future__ import annotations

from doorknob.language.moves import Concern
from doorknob.language.phrases import Cue

HINTS: tuple[Cue[Concern], ...] = (
    Cue(
        code=Concern.MONEY,
        why="It speaks of price, budget or cash.",
        weight=0.85,
        phrases="""
        money|cash|budget|budgets|afford|affordable|expensive|pricey|costly|cheap|cheaper|
            cheapest|dear|dearer|overpriced|discount|deposit|loan|mortgage|savings|instalments|
            installments|broke|skint|cashflow|financing|affordability|unaffordable|spending|
            outlay|expense|expenses|payroll|overdraft|debt|debts|invoice|invoices|wallet|pension|
            fortune
        cost|costs|costing ..3 too|much|lot|more|bomb|fortune|worry|bother|problem|high|extra|
            issue|down
        the|that|about|it cost|costs|fee|fees|amount
        pay|paying|pays ..4 upfront|front|monthly|instalments|before|much|that|for|out|less|month|
            more|all|once|rent|bills
        spend|laying|lay|paying|splash|fork|forking|cough|shell out|that|much|so|it|more|on|money|
            anything
        cannot|can not ..1 pay|spare|stretch|justify|spend|find
        @num ..3 is|are|seems|sounds|feels|a 's? ..1 lot|much|steep|high|too|heavy|big|fair
        lot|much|bit to lay|pay|spend|find|fork|ask|put
        put|set a? bit|something|little|some|money aside|by
        too much for us|me|a|my
        is ..1 steep
        what is|would the damage
        how much ..4 cost|costs|charge|pay|price|it|that|set|is|for|month
        what|how much|does|do|would|will ..3 cost|charge|set
        tight this|at|right|for|month|just
        money|month|cash|things|budget is|are|was|being tight
        bill|bills|tax|rent|wages|salary ..3 left|month|pay|high|due|first
        nothing left
        too much $
        paying|pay|paid ..1 off the|my|our|a|two
        repayments|repayment|instalment|installment
        more than ..3 thought|expected|planned|pay|budgeted
        short of money|cash
        half|less|cheaper the? price|elsewhere|money
        for half|less
        expens|finances|financially|financial
        a|per|each month|year ..2 lot|much
        cent|penny|pennies|peanuts
        better price|deal|rate|offer
        next|the|a|wait sale
        """,
    ),
    Cue(
        code=Concern.VALUE,
        why="It speaks of use, or of whether it pays off.",
        weight=0.8,
        phrases="""
        worth it|the|that|paying|what|doing|every|having|while
        pay|pays|paying|paid ..1 off|itself|back
        would|will|does|did it|that|this pay|earn|help|last
        earn|earns|earning ..2 keep|back|cost|living
        return|roi|payback|benefit|benefits|payoff|pointless
        unused|idle|waste|wasted|gather|gathering|gathers|dust
        use|used|using ..2 it|enough|much|that|often|this|every|all|anyway
        how often ..4 use|drive|need|go|open|wear|play
        get|got|gets|getting ..2 use|out|value|benefit of|from
        never|not|hardly|barely|rarely ..3 use|open|drive|touch|wear|go|log|play|need|look|read|
            turn
        ever|really|actually use|open|wear|drive
        sit|sits|sat|sitting|lie|lying|end|ends|ended ..1 on|in|there|up ..3 shelf|drawer|
            cupboard|corner|garage|box|dust|idle|unused|bin|wardrobe
        log|logs|logging|logged in|on
        on the shelf
        in a|the drawer|cupboard
        not|no need|needs|point|see|sure|convinced|difference ..3 it|one|that|this|of|need|point|
            difference|works|do|does|help|anything
        see the? point|benefit|difference|need
        the|any point
        what would|do|does|will i|we|you ..2 gain|get ..3
        make|makes a|any|that|much ..1 difference
        do|does|would it|that|they|he|she ..1 anything|help|enough
        enough use|customers|users|work|hours|sun|demand
        for|to ..1 what|how ..1 i|we|you ..1 use|do
        too small|big|advanced|fancy for us|me|our|my
        overkill
        justify
        really|even|do|would i|we|you need|use ..3
        need ..1 one|it|that|this|all
        give up ..2 after
        used|opened it|one|that|them once|twice
        value
        """,
    ),
    Cue(
        code=Concern.AUTHORITY,
        why="It speaks of somebody else who has a say.",
        weight=0.8,
        phrases="""
        procurement|trustees|committee|cofounder|co-founder|shareholders|franchise|franchisor|
            headquarters|hq|condo
        my|your|his|her|our|the|with|and|ask|by|to ..2 husband|wife|partner|boss|manager|director|
            board|landlord|accountant|ceo|cfo|spouse|fiancee|fiance|supervisor|principal|
            headteacher|committee|superintendent|lawyer|solicitor|trustees|investors|council|
            foreman|associate
        husband|wife|partner|board|boss ..1 will|would|has|wants|says|think|thinks|say|decides|
            does|is|to|and|'s
        head|main office|nurse|teacher|chef|quarters|coach|department
        my|your|our mother|father|son|daughter|parents|sister|brother|family|team ..2 decide|
            decides|say|says|pays|pay|think|thinks|agree|will|would|has|have|know|looks|handles
        run|ran|running it past|by
        sign|signs|signed it? off
        sign|signs that|it|this|things off
        not|is|isnt ..1 my|your|mine decision|call|choice|money ..1 alone|to|make
        decide|decides|settle|sign|choose ..2 on my|your|own|alone|with|together|without|between
        not decide|settle|agree ..3 alone|own|myself|yourself
        on|by my|your|his|her|their own
        @person ..1 decides|approves|decide|approve|signs|handles|agrees|agree
        last|final|has|have|a|some|get|gets word|say ..1
        between the|us two|both
        the two|three of us|you
        you two
        talk|speak|discuss|talking|ask|check ..3 with|to ..1 my|your|him|her|them|husband|wife|
            partner|boss|team|family|someone
        permission|approval|approve|approved|authorise|authorize|authorised
        higher up|ups|management
        chain of command
        above me|my
        right person
        half the business
        someone|anyone|somebody else ..1 has|decides|involved|needs|say|need|to|with
        """,
    ),
    Cue(
        code=Concern.TIMING,
        why="It speaks of when: a season, a date, a load of work.",
        weight=0.8,
        phrases="""
        renewal|deadline|year-end|yearend|backlog|swamped|snowed|inundated|busy|busiest|hectic|
            postpone|chaos|workload|audit|harvest|exams|inventory|ramadan|lent
        bad|wrong|right|good|better|best|worst|terrible|awful|quieter|busy time|moment|timing|
            season|period|month|patch
        not|no ..1 now|yet|time|this|today|before|until|till ..1
        after|before|until|till|once|when|in|during|for|by ..3 christmas|easter|summer|winter|
            spring|autumn|holidays|holiday|season|harvest|ramadan|diwali|exams|audit|wedding|
            inventory|renewal|move|year|quarter|budget|january|february|september|june|july|
            october|november|december|april|august|baby|launch|project|school|term
        wait|waiting|hold|leave|leaving|put|putting ..3 until|till|for|after|off|back
        this|next|first|last|second|third quarter|season|term
        flat out
        can|could|will|has to wait
        wait|hold off|on
        see how|what the|this ..3 year|season|month|quarter|goes|ends|summer|winter
        not ..2 this year|month|quarter|season|week|summer|winter
        few|couple months|weeks
        in|after @month|spring|autumn|summer|winter
        up to my|your|our ..2 neck|eyes|ears|eyeballs
        middle|thick of ..3
        too much|many ..2 on|at|going|happening|things|moment|once|plate
        lot|much|enough|full on ..1 plate|now|moment|hands
        on my|your|our|the plate
        hands full
        all hands
        tied|locked|signed|contract|stuck ..2 in|until|till|to|with|runs|ends|up|for|with ..3 \
            until|till|#|years|year|months|month|next|@month
        contract ..2 ends|end|runs|up|expires|finishes|until|till|finish
        when is|does|do|would|will ..4 renewal|contract|end|run|better|quieter|settle|calm|finish|
            free|season|time
        mid ..1 project|season|year|move
        moving|move|moved ..1 house|office|offices|buildings|building|premises|home|shop|in
        another|other|new|bigger|first|big project|priorities|priority|projects|launch|things
        come|comes|coming|up for up|air ..1 for
        rush|rushed|soon|early|later ..3 now|for|year|start|decide|maybe|to|in
        too soon|early|late
        come back ..3 in|after|when
        next year|month|summer|winter|spring|autumn|season
        look|revisit|talk|think|ask|come ..4 in|at|after|next|again|when ..1 renewal|autumn|
            spring|summer|season|winter|january|year|quarter|@month
        put|leave|push it ..1 off|back
        no time
        not have|got ..2 time|capacity|bandwidth
        short|run off staffed|my|feet
        understaffed|short-staffed
        till|until|after|before ..3 @month|@weekday|season|holidays|school|schools|then|over|
            behind|finished
        timing
        right now
        """,
    ),
    Cue(
        code=Concern.TRUST,
        why="It speaks of whether a promise or a company can be trusted.",
        weight=0.8,
        phrases="""
        trust|trusted|scam|scams|scammed|fraud|fraudster|cowboy|cowboys|catch|ripped|conned|
            suspicious|sceptical|skeptical|con|dodgy|burned|burnt|stung|promise|promises|promised|
            guarantee|guarantees|reviews|lied|lie|lies|lying|liar|cheated|cheat|proof|prove|
            references|reputation|sceptic|believe|mislead|misled|hidden|gdpr|hacked|breach|
            breaches|privacy|leaked|reliable|legit|genuine|trap|small-print|fake|fishy
        let down
        been here before
        in your trade|line|business
        bad|terrible experience|experiences
        is|are|will my|our|your|the ..2 data|money|details ..2 safe|secure
        let|lets|letting us|me|you|them down
        last|previous|old|other|your ..1 crew|supplier|builder|builders|company|salesman|rep|
            agency|agent|contractor|fitters|coach|gym|provider|firm|lot|plumber|guy|people|one|
            vendor|seller|dealer|garage|consultant ..5 ..1 walked|left|disappeared|charged|kept|
            lied|never|promised|took|messed|ruined|ran|let|broke|overcharged|was|vanished|botched|
            cheated|burned|charging
        how do|can i|we|you know|sure|tell
        what if|happens if|when you|it|they|the|something|company ..3 go|goes|break|breaks|fail|
            fails|bankrupt|bust|under|disappear|disappears|close|closes
        never|not heard of you|your|them|this
        what is the catch
        too good to
        everyone|they|you|everybody|all ..1 claims|claim|says|promises|say|promise ..1 that|the|
            so|this
        heard that|it ..1 before
        people like you
        you|sales ..1 people|lot|guys|salespeople|salesmen all|always|never|are|say|tell
        our|my|your|the|customer|patient|client data
        data ..2 safe|secure|security|stored|protected|leak|goes|go|kept
        safe|secure ..3 data|with|company|site|feel
        security
        still ..2 exist|around|here ..1 in|next|when
        come|came back ..1 to haunt
        read|heard|seen ..3 about you|your
        stand behind|by
        track record
        sounds|seems too ..1 good
        walked|walk off|out|away ..1 and|on|with
        charged|charging|charge me|us ..2 after|twice|for|extra
        evidence|really true|happen|works
        honest ..1 company|answer|with
        doubt ..3
        took|take the? money|deposit and
        """,
    ),
    Cue(
        code=Concern.ALTERNATIVE,
        why="It speaks of what she has already, or could have instead.",
        weight=0.8,
        phrases="""
        competitor|competitors|elsewhere|alternative|alternatives|instead|in-house|inhouse|diy|
            incumbent|rival|spreadsheet|spreadsheets|excel|existing|loyal
        already have|got|use|using|work|with|had|pay|do|signed|own
        what|the|one|way|system|supplier|software|thing|thing we|i|you have|use|do|got ..4 works|
            fine|now|already|enough|ok|well|does
        happy|content|satisfied|pleased|fine|good|ok|well with|where|as|on ..3 have|is|are|one|
            now|who|what|current|supplier|them|system|paper|excel
        current|existing|present|usual|regular supplier|provider|one|system|bank|vendor|contract|
            software|setup|guy|tool|broker|insurer|machine|contractor|agency|terminal
        stay|staying|stick|sticking|stuck ..1 with|as|where|put|how|on
        do|does|doing|did|build|building|make|making|fix|handle|wire|install|run|running|write it|
            ourselves|that|this|the|one|everything|them ..2 ourselves|myself|yourself|yourselves|
            themselves|house|own|in-house
        do it|that ourselves|myself|yourself|yourselves|themselves
        ourselves|yourselves|myself|yourself $
        other|another|different|cheaper|second|third|few ..1 quote|quotes|offer|offers|supplier|
            company|provider|vendor|option|options|brand|shop|agency|firm
        compare|comparing|compared ..2 with|to|you|prices|quotes|others|options|other
        shop|shopping|look|looking|ask|asking around
        see what else|others|other
        another|other|different agency|company|supplier|firm|one|guy|quote
        cheaper|other one
        going with the|them|another|someone
        quotes
        can get ..3 at|from|for|online|elsewhere
        online|amazon|alibaba|ebay|google
        get|buy|find|found|saw it|this|that|these|them|one|the ..2 at|from|online|elsewhere|
            somewhere|for
        been ..1 with them|him|her|the|our|same
        with them|him|her|the for ..1 years|@num
        always had|used|done|bought|gone|been|worked|dealt
        we|i|you ..1 use|using|have|run|are ..1 on|with ..1 salesforce|hubspot|sap|excel|paper|
            xero|sage|google|whatsapp|shopify|quickbooks
        manage|managed|managing|cope|get|do ..1 fine|ok|well|by|without ..1
        does|do|did|works|doing us|me|ok|fine|the|well ..1 fine|ok|well|job|trick|enough
        works fine|well|ok|enough
        good|well enough
        good to us|me|you
        rather|prefer|sooner ..1 keep|stay|stick|use|have|the|do|paper|wait|not|our
        keep|keeping ..1 the|what|my|our|your|it old|manual|same|have|paper|as|one|going|current
        way ..1 always|have|do|did
        leave|leaving ..2 as|things|him|her|them ..2
        on paper
        stay|staying|stick|sticking as|with|put
        have|got a|an|someone|our|my ..2 guy|man|broker|supplier|girl|lad|chap|person ..3 does|
            who|for|already|years
        nephew|cousin ..2 can|does|will|could|makes|do
        serviced|looks|looked after|my ..3 since|years
        between|choose|deciding|choosing you|us|two and|of
        or ..1 building|doing
        since i was
        """,
    ),
    Cue(
        code=Concern.EFFORT,
        why="It speaks of the work that a change would make.",
        weight=0.8,
        phrases="""
        hassle|effort|retrain|retraining|train|training|trained|migrate|migration|migrating|
            switchover|changeover|install|installing|installation|setup|onboarding|rollout|learn|
            learning|relearn|paperwork|upheaval|disruption|disrupt|transition|implementation|
            implement|fiddly|complicated|reinstall|faff|headache|nightmare|mess|rewire
        switch|switching|change|changing|changed|moving|swap|swapping|move|moved ..2 over|systems|
            system|everything|across|supplier|suppliers|habits|takes|is|bank|banks|software|
            providers|all|the|again|to
        set|setting|sets ..1 it|that|this|everything|all? up
        how|so|too|much|lot|lots|hard|what|bit ..1 work|effort ..1
        what|how would|will|do|does ..4 have|need to do|learn|change|install
        have to do ..1 our|your|my
        get|getting ..2 everyone|everybody|staff|team|them|people|lads|crew|us ..1 to|moved|on|up|
            used|across
        staff|team|crew|lads|people|drivers|nurses|cooks|waiters|guys|girls ..2 learn|will|would|
            not|never|hate|hates|to|use|used ..2 learn|use|change|new|it|habits|system
        new system|software|way|app|tool|program|screen
        not|no ..1 good|technical|technology|head|clue ..2 with|for|about|computers|person|apps|
            it|technology
        computers|techie|technophobe|technology|tech-savvy
        start|starting ..1 from scratch|again|zero|over
        old dog
        too old|slow|set ..4
        not ..1 a ..1 tech|techy|technical|computer|it ..1 person
        nervous|worried|scared about moving|switching|changing
        moving our|my|the|all
        not ..2 good|comfortable with ..2 computers|computer|technology|phones|it
        habits|habit
        so|too much|many|to ..1 fill|enter|type|set|do ..1 in|up|out|forms
        fill|filling it|them|that|everything|all? in|out
        who would|will|is|does ..3 run|set|enter|train|install|maintain|look|do|clean|load
        how long ..4 set|setup|install|learn|train|take|move|switch
        clean|cleaning|entering|enter|moving|re-enter|retype|import|importing ..2 data|up|files|
            records|customers|everything
        easy|difficult|hard|simple|tricky to use|learn|set|install|switch|change|run
        break|broke|breaking it|something $
        dig|digging|drill|drilling|rip|ripping ..2 up|out|holes
        apps
        """,
    ),
)
