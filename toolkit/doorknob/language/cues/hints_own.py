"""Words that point at worries of her own house: money, use, time, work.

Too weak to name a worry in a salesperson's mouth; in a prospect's they are plain enough.
"""

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
        code=Concern.TIMING,
        why="It speaks of when: a season, a date, a load of work.",
        weight=0.8,
        phrases="""
        renewal|deadline|year-end|yearend|backlog|swamped|snowed|inundated|busy|busiest|hectic|
            postpone|chaos|workload|audit|harvest|exams|inventory|ramadan|lent
        bad|wrong|right|good|better|best|worst|terrible|awful|quieter|busy time|moment|timing|
            season|period|month|patch
        not|no ..1 now|yet|time|this|today|before|until|till ..1
        after|before|until|till|once|during|by ..3 christmas|easter|summer|winter|
            spring|autumn|holidays|holiday|season|harvest|ramadan|diwali|exams|audit|wedding|
            inventory|renewal|move|year|quarter|budget|january|february|september|june|july|
            october|november|december|april|august|baby|launch|project|school|term
        wait|waiting|hold|leave|leaving|put|putting ..3 until|till|for|after|off|back
        this|next|first|last|second|third quarter|season|term
        flat out
        can|could|will|has to wait
        lease|leased
        tied|locked into
        no|nobody|not ..3 time to|for
        wait|hold off|on
        see how|what the|this ..3 year|season|month|quarter|goes|ends|summer|winter
        not ..2 this year|month|quarter|season|week|summer|winter
        few|couple months|weeks
        after @month|spring|autumn|summer|winter
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
        """,
    ),
)
