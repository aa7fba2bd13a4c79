"""The contacts of a card in words, with how sure they are."""

from collections.abc import Sequence
from datetime import date

from merak.domain.contact import Contact, Need, Phone, Way
from merak.services import directory
from merak.services.session import Session
from merak.ui import words
from merak.ui.pages import case_words
from merak.ui.widgets.contact_list import ContactValue
from merak.ui.words import t


def load(session: Session, needs: Sequence[Need]) -> tuple[ContactValue, ...]:
    """Gives the contacts for the needs, each once, in the order of the directory."""
    today = date.fromisoformat(session.now()[:10])
    return tuple(_value(contact, today) for contact in directory.contacts(session, needs))


def _value(contact: Contact, today: date) -> ContactValue:
    return ContactValue(
        name=case_words.said(contact.name),
        helps=case_words.said(contact.helps),
        numbers=_numbers(contact.phones),
        hours=case_words.said(contact.hours),
        checked=t("Last checked {day}").format(day=words.day(contact.checked_on.isoformat())),
        doubt=_doubt(contact, today),
    )


def _numbers(phones: Sequence[Phone]) -> tuple[str, ...]:
    forms = {
        Way.VOICE: t("{number}"),
        Way.TEXT: t("Text {number}"),
        Way.TTY: t("TTY {number}"),
    }
    return tuple(forms[phone.way].format(number=phone.number) for phone in phones)


def _doubt(contact: Contact, today: date) -> str:
    if not contact.confirmed:
        return t("Not confirmed: check this number before you need it.")
    if contact.is_stale(today):
        return t("Last checked over a year ago: the number may have changed.")
    return ""
