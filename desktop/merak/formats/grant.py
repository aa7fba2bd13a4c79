"""Opening a laptop again: its request and the office's grant, as files."""

from collections.abc import Sequence

from merak.crypto.age_file import Identity, is_recipient
from merak.crypto.signing import SigningKey, VerifyKey
from merak.domain.exchange import Address, Why
from merak.domain.grant import Grant, Reopening, answers
from merak.domain.kit import Kit
from merak.formats import dsse, sealed_line
from merak.formats.dsse import PayloadType
from merak.formats.refused import FileRefused
from merak.formats.signers import is_by, read_from_office

REQUEST_FORMAT = "merak-reopening/1"
FORMAT = "merak-grant/1"


def write_request(request: Reopening, key: SigningKey, recipients: Sequence[Address]) -> bytes:
    """Gives the file's bytes; `key` is the one made for this request."""
    if key.public != VerifyKey(request.signing):
        raise ValueError("a request is signed by the key it names")
    line = dsse.seal(dsse.to_plain(request, REQUEST_FORMAT), PayloadType.REOPENING, key)
    return sealed_line.seal(line, recipients)


def read_request(data: bytes, keys: Sequence[Identity], kit: Kit) -> Reopening:
    """Reads a request to this agency; who made it only the seven words can tell.

    Raises FileRefused.
    """
    line = sealed_line.open_line(data, keys)
    signed, _ = dsse.read_own(line, PayloadType.REOPENING, "signing")
    request = dsse.from_plain(signed.payload, Reopening, REQUEST_FORMAT)
    if not is_recipient(request.address):
        raise FileRefused(Why.MALFORMED)
    if (request.agency, request.root) != (kit.agency, kit.root):
        raise FileRefused(Why.NOT_FOR_US)
    return request


def write(grant: Grant, key: SigningKey, request: Reopening) -> bytes:
    """Gives the file's bytes, sealed to the request's own key; `key` is the office's."""
    if not answers(grant, request):
        raise ValueError("a grant answers all of its request")
    line = dsse.seal(dsse.to_plain(grant, FORMAT), PayloadType.GRANT, key)
    return sealed_line.seal(line, [request.address])


def read(data: bytes, key: Identity, kit: Kit, request: Reopening) -> Grant:
    """Reads the office's answer to this request; raises FileRefused."""
    line = sealed_line.open_line(data, [key])
    signed = read_from_office(line, PayloadType.GRANT, kit.devices)
    grant = dsse.from_plain(signed.payload, Grant, FORMAT)
    if not is_by(signed, grant.office, kit.devices):
        raise FileRefused(Why.MALFORMED)
    if not answers(grant, request):
        raise FileRefused(Why.NOT_FOR_US)
    return grant
