"""Files beside bundles that people bring to the wrong page: what they are, so they can be told."""

from enum import StrEnum
from pathlib import Path

from merak.domain.exchange import Why
from merak.errors import MerakError
from merak.formats import dsse, sealed_line
from merak.formats.dsse import PayloadType
from merak.formats.refused import FileRefused
from merak.services.session import Session
from merak.storage import outside, secret_keys
from merak.storage.secret_keys import KeyName


class Asks(StrEnum):
    """What a laptop asks its office for with a file of its own."""

    TO_BELONG = "to_belong"
    """To be enrolled, or to have its list of people taken over."""
    TO_BE_OPENED = "to_be_opened"


_ASKS = {
    PayloadType.ENROLMENT: Asks.TO_BELONG,
    PayloadType.REOPENING: Asks.TO_BE_OPENED,
}


class NoBundle(MerakError):
    """The file is no bundle but a laptop's request; carries which."""

    def __init__(self, asks: Asks) -> None:
        super().__init__(asks.value)
        self.asks = asks


def said(session: Session, path: Path, error: MerakError) -> MerakError:
    """Gives NoBundle in place of what the reader of bundles made of a laptop's request.

    It is only named here: who signed it is seen where it is opened.
    """
    # Sealed to this office, and inside is no bundle: what a request looks like to that reader.
    if not isinstance(error, FileRefused) or error.why not in (Why.MALFORMED, Why.OVER_LIMIT):
        return error
    try:
        data = outside.read_bytes(path, sealed_line.LARGEST)
        keys = secret_keys.openers(session.work, KeyName.TRANSPORT)
        kind = dsse.kind_of(sealed_line.open_line(data, keys))
    except MerakError:
        return error
    return NoBundle(_ASKS[kind]) if kind in _ASKS else error
