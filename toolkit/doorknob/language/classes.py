"""Named classes of words that cues share."""

from __future__ import annotations

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun mondays weekend"
)
_MONTHS = (
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept oct nov dec"
)
_NUMBERS = (
    "# one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand half dozen grand couple million"
)

CLASSES: dict[str, frozenset[str]] = {
    name: frozenset(row.split())
    for name, row in {
        "num": _NUMBERS,
        "weekday": _WEEKDAYS,
        "month": _MONTHS,
        "day": _WEEKDAYS + " today tonight tomorrow midnight noon",
        "when": _WEEKDAYS
        + " today tonight tomorrow midnight noon morning afternoon evening week fortnight month "
        + "now diary calendar o'clock oclock lunch lunchtime "
        + _MONTHS.replace("may ", "").replace("march ", ""),
        "period": "day week month year quarter season summer winter spring autumn fall",
        "person": "husband wife partner boss manager director board owner landlord daughter son "
        "mother father brother sister accountant bookkeeper procurement committee ceo cfo finance "
        "team colleague colleagues uncle aunt family head chief wife's husband's trustees council "
        "solicitor lawyer chairman chairwoman principal headteacher supervisor superior investor "
        "investors headquarters hq girlfriend boyfriend fiancee fiance parents cofounder",
        "subject": "i you we it that this there he she they",
        "aux": "is are was were am do does did have has had can could will would shall should may "
        "might must",
        "modal": "can could will would shall should may might must",
        "wh": "what how why which who when where whose",
        "be": "is are was were am be been being",
        "lead": "so and but well ok then now right yes no oh ah look listen see because or also "
        "maybe perhaps still anyway plus fine good great lovely sorry hmm mm please thanks",
        "buy": "buy order purchase sign proceed commit confirm reserve book start begin join enrol "
        "enroll register subscribe upgrade switch decide close",
        "mad": "crazy mad stupid insane silly foolish nuts madness",
        "caution": "check ask compare shop look read wait think be worry wonder test want get try "
        "have talk speak sleep",
        "petty": "silly daft ridiculous paranoid dramatic stupid childish foolish cheap stingy "
        "tight fussy unreasonable difficult stubborn pathetic",
        "silly": "silly daft ridiculous paranoid dramatic stupid childish foolish absurd negative "
        "difficult stubborn cheap stingy tight soft fussy scared afraid shy lazy old-fashioned "
        "unreasonable emotional irrational sentimental precious naive oversensitive",
        "telling": "share tell ask show explain suggest say offer mention describe run walk talk "
        "point make propose recommend read clarify check respond answer throw float raise shared "
        "told asked showed explained suggested said mentioned described walked ran talked "
        "answered gave give",
        "going": "go start begin sign buy order book reserve join enrol enroll subscribe commit "
        "proceed confirm upgrade switch try trial pilot test take register starting",
        "fixing": "book put fix set schedule arrange pencil reserve pop meet sit come visit call "
        "ring send sign start swap install deliver order keep hold bring drop confirm write sort "
        "draw add register enrol lock place get run catch speak talk say plan organise organize "
        "invite include process find agree",
        "meeting": "meet meeting sit talk talked talking speak spoke call chat zoom visit come "
        "join coffee demo trial pilot viewing appointment slot session",
        "doing": "start begin keep wait take ask talk check compare try leave go sleep look get "
        "measure count do test speak put stick hold bring show read stay use pick choose focus "
        "write make have want sit call visit run say see think suggest recommend advise save buy "
        "begin avoid skip steer let finish ring phone work tell let's",
        "ruin": "lose losing broken gone late sold worse die dies dead burn burns flood floods "
        "empty alone behind cry crying ruined bankrupt sick leak leaks collapse crash fined sued "
        "jail robbed stolen burgled stranded stuck freezing regret sorry kicking begging miserable "
        "broke embarrassed laughing suffer suffering pay hospital damaged rotten closed",
        "nonsense": "nonsense rubbish rubbish nonsense bollocks bull bullshit garbage baloney crap "
        "ridiculous silly absurd laughable hogwash tosh piffle codswallop",
        "pennies": "peanuts pennies buttons loose pocket-money pocket change nothing chickenfeed "
        "tuppence joke",
        "clever": "clever smart bright intelligent savvy sharp wise beautiful gorgeous good "
        "successful experienced young handsome pretty modern ambitious busy professional",
    }.items()
}
