"""The state and the kind of place: asked at first start, changed in the settings."""

from functools import cache

import msgspec
from PySide6.QtWidgets import QWidget

from merak import paths
from merak.domain.site import Site, SiteKind
from merak.ui.widgets.boxes import column
from merak.ui.widgets.fields import ChoiceField
from merak.ui.widgets.group_fields import RadioField
from merak.ui.widgets.values import Option
from merak.ui.words import t

_NOT_KNOWN = "not_known"


class _State(msgspec.Struct, frozen=True):
    code: str
    name: str


class _States(msgspec.Struct, frozen=True):
    states: tuple[_State, ...]


class PlaceForm(QWidget):
    """Two questions; "I do not know" is an answer to both."""

    def __init__(self) -> None:
        super().__init__()
        self._state = ChoiceField(t("State or territory"), _states())
        self._state.input.setPlaceholderText(t("Choose from the list"))
        self._kind = RadioField(t("Kind of place"), _kinds())
        whole = column(20)
        whole.addWidget(self._state)
        whole.addWidget(self._kind)
        self.setLayout(whole)
        self._state.edited.connect(lambda: self._state.complain(""))
        self._kind.edited.connect(lambda: self._kind.complain(""))

    def aim(self) -> None:
        """Puts the focus on the first question."""
        self._state.aim()

    def present(self, site: Site) -> None:
        """Shows a place as it was set."""
        self._state.present(site.state or _NOT_KNOWN)
        self._kind.present(site.kind.value)

    def check(self) -> bool:
        """Says whether both are answered; asks for what is not."""
        asked = t("Choose one, or “I do not know”.")
        for field in (self._state, self._kind):
            field.complain("" if field.value() else asked)
        for field in (self._state, self._kind):
            if not field.value():
                field.aim()
                return False
        return True

    def value(self) -> Site:
        """Returns what was chosen."""
        state, kind = self._state.value(), self._kind.value()
        return Site(
            state="" if state == _NOT_KNOWN else state,
            kind=SiteKind(kind) if kind else SiteKind.NOT_SET,
        )


@cache
def _listed() -> tuple[_State, ...]:
    file = paths.resources() / "sites" / "us-states.json"
    return msgspec.json.decode(file.read_bytes(), type=_States).states


def _states() -> tuple[Option, ...]:
    unknown = Option(key=_NOT_KNOWN, text=t("Not listed, or I do not know"))
    return (unknown, *(Option(key=state.code, text=state.name) for state in _listed()))


def _kinds() -> tuple[Option, ...]:
    return (
        Option(key=SiteKind.DETENTION, text=t("Detention center or juvenile facility")),
        Option(key=SiteKind.SHELTER, text=t("Shelter or residential program")),
        Option(key=SiteKind.CHILD_WELFARE, text=t("Child welfare office")),
        Option(
            key=SiteKind.FEDERAL, text=t("Federal facility, or one run for the federal government")
        ),
        Option(key=SiteKind.OTHER, text=t("Another kind of place")),
        Option(key=SiteKind.NOT_SET, text=t("I do not know")),
    )
