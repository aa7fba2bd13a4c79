"""What must be told at once starts its duty at once, in a draft as well."""

from collections.abc import Iterable, Sequence

from merak.domain.assessment import Alert, AlertKind, Assessment
from merak.domain.bodies import Card, DisclosureMade, DutyStarted
from merak.domain.duty import Cause, DutyRules, Telling, tellings
from merak.domain.fold import DutyState
from merak.domain.ids import CaseId, RecordId, ScreeningId
from merak.domain.indicator_set import IndicatorSet
from merak.domain.log_entry import Act
from merak.domain.screening import Draft
from merak.formats.problem import DocumentRefused
from merak.services import kit_documents, kits, sites
from merak.services.session import Pen, Session
from merak.storage import views

NO_SCREENING = ScreeningId("")
_CAUSES = {
    AlertKind.OVERRIDE: Cause.OVERRIDE,
    AlertKind.CRITICAL: Cause.CRITICAL,
    AlertKind.STOP: Cause.DISCLOSURE,
}


def whom(session: Session, cause: Cause, starts: Sequence[str] = ()) -> tuple[Telling, ...]:
    """Gives whom the office's rules tell here; nobody where they or the site are not known.

    It goes into the record, so what was started keeps what it said when it was.
    """
    return tellings(_rules(session), sites.here(session), (cause.value, *starts))


def for_alerts(
    session: Session, pen: Pen, draft: Draft, found: Iterable[Alert], before: Iterable[Alert]
) -> None:
    """Starts a duty for each alert of this draft that has none yet.

    One that was closed as mistaken does not come back while its alert goes on holding, and does
    where the alert was gone before this act (`before`) and holds again.
    """
    held = {(_CAUSES[alert.kind], alert.id) for alert in before}
    known = {
        cause
        for cause, state in _started(pen, draft.case, draft.id)
        if state is not DutyState.MISTAKEN or cause in held
    }
    alerts = tuple(found)
    overridden = {
        item for alert in alerts if alert.kind is AlertKind.OVERRIDE for item in alert.because
    }
    for alert in alerts:
        cause = _CAUSES[alert.kind]
        # An override says more of the same answer: one reminder of it is enough.
        said = alert.kind is AlertKind.CRITICAL and alert.id in overridden
        if said or (cause, alert.id) in known:
            continue
        refers_to: tuple[RecordId, ...] = ()
        if alert.kind is AlertKind.STOP:
            made = DisclosureMade(card=Card.DISCLOSURE, received_at=pen.at, screening=draft.id)
            refers_to = (pen.write(made, draft.case).id,)
            pen.log(Act.DISCLOSURE_NOTED, draft.case)
        body = DutyStarted(
            screening=draft.id,
            cause=cause,
            cause_id=alert.id,
            why=alert.say,
            cite=alert.cite,
            starts=alert.starts,
            received_at=pen.at,
            tell=whom(session, cause, alert.starts),
        )
        pen.write(body, draft.case, refers_to)
        pen.log(Act.DUTY_STARTED, draft.case)
        known.add((cause, alert.id))


def for_result(
    session: Session,
    pen: Pen,
    draft: Draft,
    indicator_set: IndicatorSet,
    assessment: Assessment,
) -> None:
    """Starts one duty for what the result asks for and no alert of the draft has started."""
    started = {
        start
        for duty in views.duties(pen.work, draft.case)
        if duty.screening == draft.id and duty.state is not DutyState.MISTAKEN
        for start in duty.starts
    }
    starts = tuple(start for start in assessment.starts if start not in started)
    if not starts:
        return
    label = next(
        (level.label for level in indicator_set.levels if level.id == assessment.level), {}
    )
    body = DutyStarted(
        screening=draft.id,
        cause=Cause.LEVEL,
        cause_id=assessment.level,
        why=dict(label),
        starts=starts,
        received_at=pen.at,
        tell=whom(session, Cause.LEVEL, starts),
    )
    pen.write(body, draft.case)


def _rules(session: Session) -> DutyRules:
    for kit in kits.trusted(session):
        try:
            return kit_documents.duties(kit)
        except DocumentRefused:
            # Settings say so; "tell your supervisor" always holds.
            break
    return {}


def _started(
    pen: Pen, case: CaseId, screening: ScreeningId
) -> tuple[tuple[tuple[Cause, str], DutyState], ...]:
    return tuple(
        ((duty.cause, duty.cause_id), duty.state)
        for duty in views.duties(pen.work, case)
        if duty.screening == screening
    )
