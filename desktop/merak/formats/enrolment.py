"""A laptop's request to be enrolled, as a file: signed by its new key, sealed to the office."""

from collections.abc import Sequence

from merak.crypto.age_file import Identity, is_recipient
from merak.crypto.signing import SigningKey, VerifyKey
from merak.domain.enrolment import Enrolment
from merak.domain.exchange import Address, Why
from merak.domain.kit import Kit
from merak.formats import dsse, sealed_line
from merak.formats.dsse import PayloadType
from merak.formats.refused import FileRefused

FORMAT = "merak-enrolment/1"


def write(request: Enrolment, key: SigningKey, recipients: Sequence[Address]) -> bytes:
    """Gives the file's bytes; `key` is the laptop's, so that it proves to hold it."""
    if key.public != VerifyKey(request.signing):
        raise ValueError("a request is signed by the key it names")
    line = dsse.seal(dsse.to_plain(request, FORMAT), PayloadType.ENROLMENT, key)
    return sealed_line.seal(line, recipients)


def read(data: bytes, keys: Sequence[Identity], kit: Kit) -> Enrolment:
    """Reads a request to this agency; who made it only the seven words can tell.

    Raises FileRefused: any of its reasons but those of devices, senders and forks.
    """
    line = sealed_line.open_line(data, keys)
    signed, _ = dsse.read_own(line, PayloadType.ENROLMENT, "signing")
    request = dsse.from_plain(signed.payload, Enrolment, FORMAT)
    if not is_recipient(request.address):
        raise FileRefused(Why.MALFORMED)
    if (request.agency, request.root) != (kit.agency, kit.root):
        raise FileRefused(Why.NOT_FOR_US)
    return request
