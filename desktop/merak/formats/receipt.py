"""A receipt as a file: signed by the office, sealed to the one laptop."""

from collections.abc import Sequence

from merak.crypto.age_file import Identity
from merak.crypto.signing import SigningKey
from merak.domain.exchange import Address, Why
from merak.domain.ids import DeviceId
from merak.domain.kit import Kit
from merak.domain.receipt import Receipt
from merak.formats import dsse, sealed_line
from merak.formats.dsse import PayloadType
from merak.formats.refused import FileRefused
from merak.formats.signers import is_by, read_from_office

FORMAT = "merak-receipt/1"


def write(receipt: Receipt, key: SigningKey, recipient: Address) -> bytes:
    """Gives the file's bytes; `key` is the office's, `recipient` the laptop's."""
    if not receipt.is_sound():
        raise ValueError("the numbers of this receipt do not go together")
    line = dsse.seal(dsse.to_plain(receipt, FORMAT), PayloadType.RECEIPT, key)
    return sealed_line.seal(line, [recipient])


def read(data: bytes, keys: Sequence[Identity], kit: Kit, device: DeviceId) -> Receipt:
    """Reads a receipt for this laptop; raises FileRefused."""
    line = sealed_line.open_line(data, keys)
    signed = read_from_office(line, PayloadType.RECEIPT, kit.devices)
    receipt = dsse.from_plain(signed.payload, Receipt, FORMAT)
    if not receipt.is_sound() or not is_by(signed, receipt.office, kit.devices):
        raise FileRefused(Why.MALFORMED)
    if receipt.agency != kit.agency or receipt.device != device:
        raise FileRefused(Why.NOT_FOR_US)
    return receipt
