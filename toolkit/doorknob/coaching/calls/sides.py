"""Who sells: chosen by whoever asks, or told by the names; never guessed from what is said."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

import attrs

from doorknob.coaching.calls.turns import Transcript, key
from doorknob.errors import BadParameter, Problem

MOST_LISTED = 8

SELLS = frozenset(
    {
        "account executive",
        "account manager",
        "ae",
        "bdr",
        "rep",
        "sales",
        "sales rep",
        "sales representative",
        "salesman",
        "salesperson",
        "saleswoman",
        "sdr",
        "seller",
        "vendor",
    }
)
BUYS = frozenset({"buyer", "client", "customer", "lead", "prospect", "prospective customer"})


@attrs.frozen(kw_only=True)
class Sides:
    """The two sides of a call.

    Attributes
    ----------
    seller
        The salesperson's name, as the transcript writes it.
    others
        Everybody else: the prospect's side.
    remarks
        How the salesperson was told, where nobody named him.
    """

    seller: str
    others: tuple[str, ...]
    remarks: tuple[Problem, ...] = ()


def sides(call: Transcript, seller: str | None = None) -> Sides:
    """Tell the sides of a call apart.

    Parameters
    ----------
    call
        The call.
    seller
        The salesperson's name or the beginning of it, in any letters. Without it, one of two
        speakers must be called by the part, such as ``Prospect``.

    Raises
    ------
    BadParameter
        If nobody, or more than one, answers to the name; if no name is given and none tells.
    """
    spoken = tuple(call.spoken)
    if seller is not None:
        return _split(spoken, _named(call, seller))
    told = _told(spoken)
    if told is None:
        raise BadParameter(_who_sells(call))
    message = f"{told!r} is taken for the salesperson, as the names in the transcript say."
    remark = Problem(path=call.path, message=message, fix="--seller NAME chooses another.")
    return attrs.evolve(_split(spoken, told), remarks=(remark,))


def _split(spoken: Sequence[str], seller: str) -> Sides:
    return Sides(seller=seller, others=tuple(name for name in spoken if name != seller))


def _named(call: Transcript, seller: str) -> str:
    wanted = key(seller)
    names = {key(name): name for name in call.spoken}
    if wanted in names:
        return names[wanted]
    fitting = [name for folded, name in names.items() if folded.startswith(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise BadParameter(
            f"--seller {seller!r} fits more than one speaker in {call.path}: {listed(fitting)}. "
            "Give more of the name."
        )
    # A first name with a typo is nearer to the first name than to the whole.
    near = names | {folded.split()[0]: name for folded, name in names.items()}
    close = difflib.get_close_matches(wanted, near, n=1, cutoff=0.6)
    hint = f"Did you mean {near[close[0]]!r}?" if close else f"Known: {listed(call.spoken)}."
    raise BadParameter(f"--seller {seller!r}: nobody of that name speaks in {call.path}. {hint}")


def _told(spoken: Sequence[str]) -> str | None:
    """Give the salesperson where one of exactly two speakers is called by the part."""
    if len(spoken) != 2:
        return None
    selling = [name for name in spoken if _part(name) in SELLS]
    buying = [name for name in spoken if _part(name) in BUYS]
    if len(selling) == 1:
        return selling[0]
    if len(buying) == 1 and not selling:
        return next(name for name in spoken if name not in buying)
    return None


def _part(name: str) -> str:
    """Give a name without its number: "Customer 1"."""
    return re.sub(r"[\s#_-]*[0-9]+$", "", key(name))


def _who_sells(call: Transcript) -> str:
    spoken = call.spoken
    whole = sum(spoken.values()) or 1
    told = [_share(name, spoken[name], whole) for name in list(spoken)[:MOST_LISTED]]
    more = f" and {len(spoken) - MOST_LISTED} more" if len(spoken) > MOST_LISTED else ""
    return (
        f"{call.path}: who sells? {', '.join(told)}{more}. "
        f"Name the salesperson: {_choices(list(spoken)[:MOST_LISTED])}."
    )


def _share(name: str, words: int, whole: int) -> str:
    noun = "word" if words == 1 else "words"
    return f"{name} said {words:,} {noun} ({(200 * words + whole) // (2 * whole)}%)"


def _choices(names: Sequence[str]) -> str:
    return " or ".join(f'--seller "{name}"' for name in names)


def listed(names: Iterable[str]) -> str:
    """Give names in a row, the first of them where they are many."""
    shown = list(names)
    return ", ".join(shown[:MOST_LISTED]) + (", …" if len(shown) > MOST_LISTED else "")
