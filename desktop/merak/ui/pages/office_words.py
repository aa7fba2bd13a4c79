"""Words that several pages of an office use."""

from collections.abc import Sequence

from merak.domain.ledger import Gap, PeerState
from merak.services.office_overview import LaptopLine
from merak.ui import words
from merak.ui.words import n, t

_END, _GROUP = 12, 4


def last_bundle(line: LaptopLine) -> str:
    """Says when the last bundle came from a laptop."""
    if not line.last_at:
        return t("Nothing has come from it yet")
    return t("Bundle {number}, taken in {when}").format(
        number=line.last_sequence, when=words.moment(line.last_at)
    )


def state(line: LaptopLine) -> str:
    """Says what must be known of a laptop's standing; nothing where all is well."""
    return {
        PeerState.ENROLLED: "",
        PeerState.REVOKED: t("Revoked"),
        PeerState.FORKED: t("Needs a new key"),
    }[line.state]


def gaps(missing: Sequence[Gap]) -> str:
    """Says which bundles have not come; nothing where none is missing."""
    if not missing:
        return ""
    count = sum(gap.last - gap.first + 1 for gap in missing)
    numbers = ", ".join(_range(gap) for gap in missing)
    said = n("Bundle {numbers} is missing", "Bundles {numbers} are missing", count)
    return said.format(numbers=numbers)


def key_end(public: str) -> str:
    """Gives the end of a public key in groups, which tells keys apart."""
    end = public[-_END:]
    return " ".join(end[at : at + _GROUP] for at in range(0, _END, _GROUP))


def numbers(came: Sequence[Gap]) -> str:
    """Says which bundles have come."""
    if not came:
        return t("no bundle")
    count = sum(gap.last - gap.first + 1 for gap in came)
    said = n("bundle {numbers}", "bundles {numbers}", count)
    return said.format(numbers=", ".join(_range(gap) for gap in came))


def restored(until: str, labels: Sequence[str]) -> str:
    """Says what an office that was put back must do, and for which laptops."""
    return t(
        "It knows nothing of what came after {when}. Take in again all bundles that you still"
        " have. Then give each of these laptops a receipt, which tells it what to send again:"
        " {names}."
    ).format(when=words.moment(until), names=", ".join(labels))


def _range(gap: Gap) -> str:
    if gap.first == gap.last:
        return str(gap.first)
    return t("{first} to {last}").format(first=gap.first, last=gap.last)


def is_forked(line: LaptopLine) -> bool:
    """Says whether a laptop was copied or put back, so that it needs a new key."""
    return line.state is PeerState.FORKED


def is_revoked(line: LaptopLine) -> bool:
    """Says whether nothing more is taken from a laptop."""
    return line.state is PeerState.REVOKED
