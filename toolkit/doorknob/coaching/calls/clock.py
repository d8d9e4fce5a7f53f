"""Times in transcripts, as exact seconds."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

# Chats write a date before the time, AM or PM after it, or all in one as ISO 8601 has it.
_DATE = (
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2}"
)
_HALF = r"\s?[AaPp]\.?[Mm](?![^\W_])\.?"
STAMP = r"(?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{2}(?:[.,][0-9]{1,9})?"
_STAMP = re.compile(
    r"(?:(?P<hours>[0-9]{1,4}):)?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-9]{2})"
    r"(?:[.,](?P<part>[0-9]{1,9}))?"
)
DAY = 24 * 3600
MOMENT = (
    rf"(?:(?P<day>{_DATE})(?:,?\s+|T))?(?P<start>{STAMP})(?P<half>{_HALF})?"
    r"(?(day)(?:Z|[+-][0-9]{2}:?[0-9]{2})?)"
)
UNTIL = rf"(?P<end>{STAMP})(?P<end_half>{_HALF})?"


def seconds(text: str) -> Fraction | None:
    """Read a time: ``01:02``, ``1:01:02.5``, ``00:01:02,500``; None for what is none.

    >>> seconds("00:01:02,500"), seconds("01:02"), seconds("01:75")
    (Fraction(125, 2), Fraction(62, 1), None)
    """
    found = _STAMP.fullmatch(text)
    if found is None:
        return None
    minutes, whole = int(found["minutes"]), int(found["seconds"])
    # An hour-long call may count its minutes on: 75:10.
    if whole > 59 or (found["hours"] and minutes > 59):
        return None
    part = Fraction(int(found["part"]), 10 ** len(found["part"])) if found["part"] else 0
    return int(found["hours"] or 0) * 3600 + minutes * 60 + whole + Fraction(part)


def seconds_of_day(text: str, half: str = "") -> Fraction | None:
    """Read a time of day, whose first part are hours; `half` is AM or PM, or empty.

    >>> seconds_of_day("14:02"), seconds_of_day("2:02:11", "pm"), seconds_of_day("13:02", "AM")
    (Fraction(50520, 1), Fraction(50531, 1), None)
    """
    time = seconds(text if text.count(":") > 1 else f"{text}:00")
    if time is None or time >= DAY or not half:
        return time if time is not None and time < DAY else None
    hours, rest = divmod(time, 3600)
    if not 1 <= hours <= 12:
        return None
    noon = 12 if half.strip().casefold().startswith("p") else 0
    return (hours % 12 + noon) * 3600 + rest


def days(text: str, *, day_first: bool = True) -> int | None:
    """Read a date as a number of days; None for what is none.

    >>> days("2024-03-12") == days("12/03/2024") == days("3/12/24", day_first=False)
    True
    """
    parts = [int(part) for part in re.split("[./-]", text)]
    if parts[0] > 31:
        year, month, day = parts
    else:
        day, month, year = parts if day_first else (parts[1], parts[0], parts[2])
    try:
        return date(year + 2000 if year < 100 else year, month, day).toordinal()
    except ValueError:
        return None


def clock(time: Fraction) -> str:
    """Write a time as a reader likes it, down to the second.

    >>> clock(Fraction(125, 2)), clock(Fraction(3723))
    ('1:02', '1:02:03')
    """
    minutes, whole = divmod(int(time), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{whole:02d}" if hours else f"{minutes}:{whole:02d}"


def length(time: Fraction) -> str:
    """Write how long something took.

    >>> length(Fraction(75, 2)), length(Fraction(120)), length(Fraction(125))
    ('38 s', '2 min', '2 min 5 s')
    """
    minutes, whole = divmod(int(time + Fraction(1, 2)), 60)
    if not minutes:
        return f"{whole} s"
    return f"{minutes} min {whole} s" if whole else f"{minutes} min"
