"""The words for errors of what a case is known by."""

from collections.abc import Callable, Mapping
from typing import Any

from merak.domain.mnemonic import LONGEST
from merak.services.mnemonics import Unfit, WordsUnfit
from merak.ui.message import Message
from merak.ui.words import t


def _unfit(error: WordsUnfit) -> Message:
    title, text = {
        Unfit.EMPTY: (
            t("Nothing is written yet."),
            t("Write one or two plain words, or let Merak suggest some."),
        ),
        Unfit.LONG: (
            t("These are too many words."),
            t("Two short ones are enough: {most} letters at most.").format(most=LONGEST),
        ),
        Unfit.NAME: (
            t("This points to who the young person is."),
            t("These words stay readable when the name is sealed. Choose something else."),
        ),
        Unfit.TAKEN: (
            t("Another case is known by these words."),
            t("Choose others, so that the two can be told apart."),
        ),
    }[error.why]
    return Message(title=title, text=text)


WORDS: Mapping[type, Callable[[Any], Message]] = {WordsUnfit: _unfit}
