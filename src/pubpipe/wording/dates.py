"""Dates in words. Months are named: 06/08 is June in one country and August in the next."""

import datetime

from pubpipe.wording.language import Language


def long_date(date: datetime.date, language: Language) -> str:
    """A date such as “6 August 2018”, the same whatever the machine's locale."""
    return language.date.format(day=date.day, month=language.months[date.month - 1], year=date.year)
