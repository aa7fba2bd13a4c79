"""What went wrong between an office and its laptops, and what to do now."""

from collections.abc import Callable, Mapping
from typing import Any

from merak.services import laptops
from merak.services.no_bundle import Asks, NoBundle
from merak.services.receipts import RolledBack
from merak.ui.message import Message, fixed
from merak.ui.words import t


def _no_bundle(error: NoBundle) -> Message:
    if error.asks is Asks.TO_BE_OPENED:
        return Message(
            title=t("A laptop asks to be opened: its passphrase is forgotten."),
            text=t("Open the file on the page Laptops, under A passphrase is forgotten."),
        )
    return Message(
        title=t("A laptop asks to be enrolled, or says who works on it."),
        text=t("Open the file on the page Laptops, where its request is read."),
    )


WORDS: Mapping[type[Exception], Callable[[Any], Message]] = {
    NoBundle: _no_bundle,
    laptops.NewKeyNeeded: fixed(
        lambda: t("This laptop needs a new key before it can be enrolled."),
        lambda: t(
            "It was revoked, copied or put back to an older state. On the laptop, open Settings,"
            " Office, and give it a new key. It then writes a new request."
        ),
    ),
    laptops.WordsDiffer: fixed(
        lambda: t("These are not the words of this request."),
        lambda: t("Have them read to you again. If they still differ, do not enrol the laptop."),
    ),
    RolledBack: fixed(
        lambda: t("The office has had bundles that this laptop never made."),
        lambda: t(
            "An older copy of it was put back, or it was copied. Tell your supervisor. Then give"
            " this laptop a new key: open Settings, Office. Nothing is lost."
        ),
    ),
}
