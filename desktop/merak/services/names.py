"""Pointing out typed names in any free text of a case, so that it can carry the case code."""

from collections.abc import Iterator
from dataclasses import dataclass

from merak.domain.identity import Identity
from merak.domain.ids import CaseId
from merak.domain.names import NameFound, find
from merak.services import current
from merak.services.session import Session
from merak.services.typed import whole
from merak.storage import draft_texts, drafts, views


@dataclass(frozen=True, slots=True, kw_only=True)
class InText:
    """Where in a text a typed name stands, and the code that can take its place."""

    names: tuple[NameFound, ...]
    code: str


def in_text(session: Session, case: CaseId, text: str) -> InText:
    """Finds the names typed as identity of the case or of its drafts; raises UnknownRecord."""
    text = whole(text)
    found = {one for identity in identities(session, case) for one in find(text, identity)}
    return InText(
        names=tuple(sorted(found, key=lambda one: (one.start, one.end))),
        code=views.case(session.work, case).code,
    )


def identities(session: Session, case: CaseId) -> Iterator[Identity]:
    """Gives who the case is about, as far as it can be read here: what is kept, then its drafts."""
    yield current.identity(session, case)
    for draft in drafts.every(session.work):
        if draft.case == case:
            yield draft_texts.identity(session.private, draft.id)
