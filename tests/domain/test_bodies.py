"""Bodies of records read back as they were written, and refuse what is in another form."""

import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.codec import canonical, parse
from merak.domain.answer import Answer, Basis, Given, Missing, Source, When, WhyMissing
from merak.domain.bodies import (
    KINDS,
    AddendumMade,
    AnswerForm,
    Body,
    BodyRefused,
    Card,
    CaseOpened,
    DisclosureMade,
    DutyDone,
    DutyStarted,
    ErrorReason,
    FactsKnown,
    IdentityKnown,
    Judged,
    MarkedMistaken,
    Related,
    Relation,
    ScreeningDone,
    SetRef,
    SetUsed,
    TextWritten,
    answer_of,
    form_of,
    from_body,
    to_body,
)
from merak.domain.case_facts import Care, CaseFacts
from merak.domain.decision import Decision, Purged, PurgeReason, Reviewed
from merak.domain.duty import Cause, How, Told
from merak.domain.facts import Age
from merak.domain.identity import Identity
from merak.domain.ids import (
    CaseId,
    ItemId,
    LevelId,
    OverrideId,
    RecordId,
    RuleId,
    ScreeningId,
    SetHash,
    UserId,
)
from merak.domain.record import Kind
from merak.domain.screening import Completeness, Mode, Preparation
from merak.domain.site import Site, SiteKind

values = st.builds(Given, code=st.text("abc", min_size=1)) | st.builds(
    Missing, why=st.sampled_from(WhyMissing)
)
answers = st.builds(
    Answer,
    value=values,
    source=st.sampled_from(Source),
    basis=st.sampled_from(Basis),
    when=st.sampled_from(When),
)


@given(answers)
def test_an_answer_reads_back_as_it_was_written(answer: Answer) -> None:
    assert answer_of(form_of(answer)) == answer


FACTS = CaseFacts(age=Age(at_least=13, at_most=15), care=Care.FOSTER, languages=("es",))
SCREENING = ScreeningId("cd" * 16)
EXAMPLES: tuple[Body, ...] = (
    SetUsed(id="a-set", version="1.0.0", sha256=SetHash("0" * 64), yaml="title: {es: Señales}\n"),
    CaseOpened(site=Site(state="FL", kind=SiteKind.SHELTER)),
    FactsKnown(facts=FACTS, owner=UserId("u1")),
    IdentityKnown(identity=Identity(name="Ana Río", birth_date="2010-01-31")),
    TextWritten(field="note", item="debt", text="She said: “later”."),
    ScreeningDone(
        screening=SCREENING,
        version=2,
        set=SetRef(id="a-set", version="1.0.0", sha256=SetHash("0" * 64)),
        completeness=Completeness.INCOMPLETE,
        preparation=Preparation(mode=Mode.RECORDS, second_language="es"),
        facts=FACTS,
        answers={
            ItemId("debt"): AnswerForm(code="yes", when=When.NOW),
            ItemId("travel"): AnswerForm(why_missing=WhyMissing.DECLINED),
        },
        level=LevelId("clear"),
        concerns={"sex": LevelId("clear"), "labor": LevelId("none")},
        overrides=(OverrideId("minor"),),
        rules=(RuleId("any"),),
        assumed=("under_18",),
        starts=("report",),
        language="en",
        started_at="2026-11-22T10:00:00Z",
        finished_at="2026-11-22T10:40:00Z",
    ),
    DisclosureMade(card=Card.UNSAFE, received_at="2026-11-22T10:00:00Z", screening=SCREENING),
    AddendumMade(screening=SCREENING),
    MarkedMistaken(reason=ErrorReason.WRONG_YOUNG_PERSON, right_case=CaseId("ef" * 16)),
    Judged(screening=SCREENING, level=LevelId("possible")),
    DutyStarted(
        screening=SCREENING,
        cause=Cause.OVERRIDE,
        cause_id="minor",
        why={"en": "Because", "es": "Porque"},
        cite="22 U.S.C. 7102",
        starts=("report",),
        received_at="2026-11-22T10:00:00Z",
    ),
    DutyDone(told=Told.SUPERVISOR, how=How.BY_PHONE, told_at="2026-11-22T10:30:00Z"),
    Related(how=Relation.SIBLING, other=CaseId("ef" * 16)),
    Reviewed(screening=ScreeningId("cd" * 16), decision=Decision.RETURNED),
    Purged(
        records=(RecordId("ab" * 32),),
        second=UserId("cd" * 16),
        reason=PurgeReason.RETENTION_OVER,
    ),
)


@pytest.mark.parametrize("body", EXAMPLES, ids=lambda body: type(body).__name__)
def test_every_body_goes_through_a_line_and_back(body: Body) -> None:
    members = parse(canonical(to_body(body)))
    assert isinstance(members, dict)
    assert from_body(members, type(body)) == body


def test_every_body_has_a_kind_of_its_own() -> None:
    assert set(KINDS) == set(typing.get_args(Body)) == {type(body) for body in EXAMPLES}
    assert len(set(KINDS.values())) == len(KINDS)


@pytest.mark.parametrize(
    "members",
    [{}, {"owner": "u1"}, {"owner": 1, "facts": {}}, {"owner": "u1", "facts": {"age": 3}}],
)
def test_a_body_in_another_form_is_refused_by_kind(members: dict[str, object]) -> None:
    with pytest.raises(BodyRefused) as caught:
        from_body(members, FactsKnown)
    assert caught.value.kind is Kind.CASE_FACTS


def test_members_of_a_later_version_are_no_trouble() -> None:
    assert from_body({"further": 1}, CaseOpened) == CaseOpened()


@pytest.mark.parametrize("both", [{"code": "yes", "why_missing": WhyMissing.UNKNOWN}, {}])
def test_an_answer_is_a_code_or_a_reason_and_never_both(both: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="never both"):
        AnswerForm(**both)  # type: ignore[arg-type]
    with pytest.raises(BodyRefused):
        from_body({"answers": {"a": both}}, ScreeningDone)
