"""All that the screening page shows of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass

from merak.domain.assessment import Alert, Assessment, alerts, assess, open_items
from merak.domain.case_facts import for_rules
from merak.domain.identity import Identity
from merak.domain.ids import ItemId, ScreeningId
from merak.domain.indicator_set import IndicatorSet
from merak.domain.screening import Draft
from merak.services import indicator_sets
from merak.services.session import Session
from merak.storage import draft_texts, drafts, users, views


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenScreening:
    """A draft with its set, its texts and what the rules say of it right now."""

    draft: Draft
    indicator_set: IndicatorSet
    code: str
    identity: Identity
    texts: Mapping[str, str]
    notes: Mapping[ItemId, str]
    open_items: tuple[ItemId, ...]
    alerts: tuple[Alert, ...]
    unanswered: tuple[ItemId, ...]
    """Open items with neither an answer nor a reason why there is none."""
    assessment: Assessment
    owner_name: str
    mine: bool


def load(session: Session, screening: ScreeningId) -> OpenScreening:
    """Gives the draft as it stands; raises UnknownDraft."""
    draft = drafts.by_id(session.work, screening)
    known = indicator_sets.read(session, draft.set_hash)
    facts = for_rules(draft.facts)
    asked = open_items(known, facts, draft.answers)
    return OpenScreening(
        draft=draft,
        indicator_set=known,
        code=views.case(session.work, draft.case).code,
        identity=draft_texts.identity(session.private, screening),
        texts=draft_texts.texts(session.private, screening),
        notes=draft_texts.notes(session.private, screening),
        open_items=asked,
        alerts=alerts(known, facts, draft.answers),
        unanswered=tuple(item for item in asked if item not in draft.answers),
        assessment=assess(known, facts, draft.answers),
        owner_name=users.name_of(session.work, draft.owner),
        mine=draft.owner == session.user.id,
    )
