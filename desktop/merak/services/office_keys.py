"""The keys of an office as its settings show them: never a secret half."""

from dataclasses import dataclass

from merak.services import kits, make_kit
from merak.services.session import Session
from merak.storage import holders, secret_keys
from merak.storage import kits as kept_kits
from merak.storage.secret_keys import KeyName
from merak.storage.users import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """The public half of the pair that holds, and how many older ones go on opening."""

    name: KeyName
    public: str
    made_at: str
    older: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKeys:
    """All of them, and what the user here may do with them."""

    lines: tuple[KeyLine, ...]
    is_keeper: bool
    is_holder: bool
    kit_is_behind: bool
    """Whether there is a kit, and it still tells laptops to seal to older keys."""


def load(session: Session) -> OfficeKeys:
    """Gives the keys that kits name; raises NotAnOffice."""
    kits.office_only(session)
    has_kit = kept_kits.exists(session.work)
    return OfficeKeys(
        lines=tuple(
            _line(session, name) for name in (KeyName.ROOT, KeyName.TRANSPORT, KeyName.IDENTITY)
        ),
        is_keeper=session.user.role is Role.KEEPER,
        is_holder=session.user.id in holders.every(session.work),
        kit_is_behind=has_kit and not make_kit.names_our_keys(session, kits.current(session)),
    )


def _line(session: Session, name: KeyName) -> KeyLine:
    made = secret_keys.made_at(session.work, name)
    return KeyLine(
        name=name,
        public=secret_keys.current(session.work, name).public,
        made_at=made[0],
        older=len(made) - 1,
    )
