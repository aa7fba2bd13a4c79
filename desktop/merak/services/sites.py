"""Where this laptop stands: one of its office's sites, where the kit names them."""

from dataclasses import dataclass

from merak.domain.log_entry import Act
from merak.domain.site import Site, SiteProfile, Sites
from merak.errors import MerakError
from merak.formats.problem import DocumentRefused
from merak.services import first_start, kit_documents, kits
from merak.services.session import Session
from merak.storage import settings


class UnknownSite(MerakError):
    """The kit that holds now does not name this site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the page of the place asks: one of the office's sites, or state and kind."""

    offered: tuple[SiteProfile, ...]
    """Empty where the office names none: state and kind are asked for."""
    chosen: str
    """The id of one of them; empty where none of them was chosen yet."""
    site: Site

    @property
    def is_open(self) -> bool:
        """Says whether it must be chosen again."""
        return bool(self.offered) and not self.chosen


def load(session: Session) -> Place:
    """Gives what can be chosen and what is."""
    known = _known(session)
    chosen = settings.get(session.work, settings.SITE)
    return Place(
        offered=tuple(known.values()),
        chosen=chosen if chosen in known else "",
        site=here(session),
    )


def here(session: Session) -> Site:
    """Gives where the laptop stands; a site that the kit does not name is not known."""
    known = _known(session)
    if not known:
        return first_start.site(session)
    chosen = settings.get(session.work, settings.SITE)
    return known[chosen].site if chosen in known else Site()


def choose(session: Session, id_: str) -> None:
    """Keeps which of the office's sites this is; raises UnknownSite."""
    if id_ not in _known(session):
        raise UnknownSite
    with session.change() as pen:
        settings.put(pen.work, settings.SITE, id_)
        pen.log(Act.SITE_CHANGED)


def _known(session: Session) -> Sites:
    for kit in kits.trusted(session):
        try:
            return kit_documents.sites(kit)
        except DocumentRefused:
            # Settings say so; the place that was chosen before counts.
            break
    return {}
