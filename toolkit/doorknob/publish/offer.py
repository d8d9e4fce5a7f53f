"""What a cohort sells, for how much and how often, and how that is said in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

import attrs
from babel import Locale
from babel.numbers import format_currency, is_currency

from doorknob.documents import Document
from doorknob.errors import Problem
from doorknob.prospect.scenario import SLUG
from doorknob.tongue import ENGLISH, said_in

if TYPE_CHECKING:
    import inflect


class Period(StrEnum):
    """How often the price is paid."""

    ONCE = "once"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def in_a_year(self) -> int:
        """How often it comes round in a year; what is paid once is paid once."""
        return {
            Period.ONCE: 1,
            Period.WEEK: 52,
            Period.MONTH: 12,
            Period.QUARTER: 4,
            Period.YEAR: 1,
        }[self]


class Address(StrEnum):
    """How a salesperson speaks to a customer."""

    FIRST_NAME = "first-name"
    SURNAME = "surname"


@attrs.frozen(kw_only=True)
class Offer:
    """What the cohort sells, and for how much.

    Attributes
    ----------
    company, product, seller
        Who sells what; `product` as it stands in the middle of a sentence, with its article if it
        has one: ``Tidemark Rounds``, ``the heat pump``.
    price, currency
        More than 0, and the currency's code by ISO 4217.
    period
        How often the price is paid; ``once`` for what is bought and done with.
    unit
        What the price is for, if not for the whole: ``van``, ``hour``, ``square metre``.
    customer, customers
        What the firm calls whoever buys: ``customer``, ``client``, ``homeowner``; and more than one
        of them, where English doesn't just add an s.
    address
        Whether its people say Ines or Ms Calder (see `doorknob.publish.casting`).
    trade
        What the firm does: ``software``, ``home``, ``insurance``, or a word of its own. Lessons and
        calls that were written for a trade take the cohort's offer where it is of that trade.
    """

    company: str
    product: str
    seller: str = "Sam"
    price: Decimal
    currency: str
    period: Period = Period.MONTH
    unit: str = ""
    customer: str = "customer"
    customers: str = ""
    address: Address = Address.FIRST_NAME
    trade: str = "software"

    @property
    def world(self) -> str:
        """The trade, told apart by whether it is paid for once: the two are other talks."""
        return f"{self.trade}-once" if self.period is Period.ONCE else self.trade


def offer_values(offer: Offer, locale: Locale) -> dict[str, str]:
    """Give an offer as text, for scenarios, exercises and lessons.

    Whatever begins with ``our_`` is the cohort's own also in a lesson that plays elsewhere.
    """
    price = money(offer.price, offer.currency, locale)
    english = locale.language == ENGLISH
    period = "year" if offer.period is Period.ONCE else str(offer.period)
    own = {
        "company": offer.company,
        "product": offer.product,
        "seller": offer.seller,
        "price": price,
        "price_year": money(offer.price * offer.period.in_a_year, offer.currency, locale),
        "price_per": _with_period(price, offer) if english else _told(price, offer, locale),
        "period": said_in(locale.language, period),
        "customer": offer.customer,
        # Other languages' articles go by gender, which nobody has told us.
        "a_customer": a(offer.customer) if english else offer.customer,
        "customers": offer.customers or (plural(offer.customer) if english else offer.customer),
    }
    return {**own, **{f"our_{name}": text for name, text in own.items()}, "trade": offer.world}


def _with_period(price: str, offer: Offer) -> str:
    """Write a price with what it is for and how often it is paid: ``£4 a van a month``."""
    parts = [price]
    if offer.unit:
        parts.append(a(offer.unit))
    if offer.period is not Period.ONCE:
        parts.append(a(str(offer.period)))
    return " ".join(parts)


def _told(price: str, offer: Offer, locale: Locale) -> str:
    """Write a price and how often it is paid in another language, as its catalogue has it."""
    for_each = f"{price} / {offer.unit}" if offer.unit else price
    if offer.period is Period.ONCE:
        return for_each
    return said_in(locale.language, f"{{price}} a {offer.period}").format(price=for_each)


@cache
def _english() -> inflect.engine:
    # Both are imported where a word is asked for only; most that import this module ask for none.
    from unittest.mock import patch  # noqa: PLC0415

    # Typeguard would parse all of inflect again for each of its functions: 1.5 seconds.
    with patch("typeguard.typechecked", lambda function: function):
        import inflect  # noqa: PLC0415

    return inflect.engine()


def a(noun: str) -> str:
    """Put a or an before a word, by how it sounds.

    >>> a("hour"), a("unit"), a("van"), a("SMS")
    ('an hour', 'a unit', 'a van', 'an SMS')
    """
    return str(_english().a(noun))


def plural(noun: str) -> str:
    """Give the plural of an English noun.

    >>> plural("customer"), plural("policyholder"), plural("family")
    ('customers', 'policyholders', 'families')
    """
    return str(_english().plural_noun(noun))


def money(amount: Decimal, currency: str, locale: Locale) -> str:
    """Write a price as the country does, without cents where there are none."""
    pattern = str(locale.currency_formats["standard"].pattern)
    if amount == amount.to_integral_value():
        pattern = pattern.replace("0.00", "0")
        return str(format_currency(amount, currency, pattern, locale=locale, currency_digits=False))
    return str(format_currency(amount, currency, locale=locale))


def offer_problems(offer: Offer, doc: Document) -> Iterator[Problem]:
    """Find what is wrong with an offer, at its line."""
    if not offer.price.is_finite() or offer.price <= 0:
        yield doc.problem(("offer", "price"), f"expected more than 0, found {offer.price}.")
    if not is_currency(offer.currency):
        message = f"{offer.currency!r} is no currency that we know."
        yield doc.problem(("offer", "currency"), message, "Write its code: GBP, EUR, USD …")
    for field in ("company", "product", "seller", "customer"):
        if not getattr(offer, field).strip():
            yield doc.problem(("offer", field), "expected some text, found none.")
    for field in ("unit", "customer", "customers"):
        given = getattr(offer, field)
        if given.strip().lower().startswith(("a ", "an ", "the ", "per ")):
            fix = "Write the word alone, such as 'van'; the text puts its article before it."
            yield doc.problem(("offer", field), f"{given!r} brings its own article.", fix)
    if not SLUG.fullmatch(offer.trade):
        fix = "Use small letters, digits and hyphens, such as 'insurance'."
        yield doc.problem(("offer", "trade"), f"{offer.trade!r} is no name of a trade.", fix)


@cache
def offer_names() -> frozenset[str]:
    """Give the names of the values that an offer gives."""
    offer = Offer(company="c", product="p", price=Decimal(1), currency="GBP")
    return frozenset(offer_values(offer, Locale("en")))
