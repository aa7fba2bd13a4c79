"""Whom to call: the contacts of the office's kit, else those that ship with the program."""

from collections.abc import Collection

from merak.domain.contact import Contact, Directory, Need, for_needs
from merak.formats.problem import DocumentRefused
from merak.services import kit_documents, kits
from merak.services.session import Session


def contacts(session: Session, needs: Collection[Need]) -> tuple[Contact, ...]:
    """Gives the contacts for any of the needs; raises DocumentRefused for the shipped ones."""
    # A card without anybody to call helps nobody, whatever the office's file forgot.
    return for_needs(_held(session), needs) or for_needs(kit_documents.shipped(), needs)


def _held(session: Session) -> Directory:
    for kit in kits.trusted(session):
        try:
            return kit_documents.directory(kit)
        except DocumentRefused:
            # Settings say so; whom to call must be there all the same.
            break
    return {}
