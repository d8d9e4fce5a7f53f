"""Named classes of words."""

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
        "when": _WEEKDAYS
        + " today tonight tomorrow midnight noon morning afternoon evening week fortnight month "
        + "now diary calendar o'clock oclock lunch lunchtime "
        + _MONTHS.replace("may ", "").replace("march ", ""),
        "person": "husband wife partner boss manager director board owner landlord daughter son "
        "mother father brother sister accountant bookkeeper procurement committee ceo cfo finance "
        "team colleague colleagues uncle aunt family head chief wife's husband's trustees council "
        "solicitor lawyer chairman chairwoman principal headteacher supervisor superior investor "
        "investors headquarters hq girlfriend boyfriend fiancee fiance parents cofounder",
        "subject": "i you we it that this there he she they",
        "aux": "is are was were am do does did have has had can could will would shall should may "
        "might must",
        "lead": "so and but well ok then now right yes no oh ah look listen see because or also "
        "maybe perhaps still anyway plus fine good great lovely sorry hmm mm please thanks",
        "silly": "silly daft ridiculous paranoid dramatic stupid childish foolish absurd negative "
        "difficult stubborn cheap stingy tight soft fussy scared afraid shy lazy old-fashioned "
        "unreasonable emotional irrational sentimental precious naive oversensitive",
        "doing": "start begin keep wait take ask talk check compare try leave go sleep look get "
        "measure count do test speak put stick hold bring show read stay use pick choose focus "
        "write make have want sit call visit run say see think suggest recommend advise save buy "
        "begin avoid skip steer let finish ring phone work tell let's",
    }.items()
}
