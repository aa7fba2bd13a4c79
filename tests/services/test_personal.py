"""Nothing personal outside the private file: marker strings in every free field, found nowhere."""

import contextlib
import zlib

import pytest

from merak.domain.bodies import CaseOpened, ErrorReason
from merak.domain.duty import How, Proof, Told
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, ItemId, LevelId, RecordId, ScreeningId
from merak.domain.log_entry import Act
from merak.domain.site import Site
from merak.services import cases, finish, home, results, screen, tell
from merak.services.session import NewCase

FIELDS = (
    "name",
    "other_names",
    "facility_number",
    "gender_words",
    "tag",
    "note",
    "text",
    "words",
    "unsafe",
    "who",
    "reference",
    "mistaken",
    "judgement",
    "addendum",
    "in_error",
    "cleared",
    "replaced",
)
MARKERS = {field: f"Zq{number:02}Marker" for number, field in enumerate(FIELDS)}
BIRTH = "2011-07-19"


def tables(connection):
    return [
        row[0] for row in connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]


def content_of(connection):
    """Every value of every row, documents unpacked."""
    found = []
    for table in tables(connection):
        for row in connection.rows(f"SELECT * FROM {table}"):
            for value in row:
                raw = value if isinstance(value, bytes) else str(value).encode()
                found.append(raw)
                with contextlib.suppress(zlib.error):
                    found.append(zlib.decompress(raw))
    return b"\n".join(found)


def markers_in(content):
    secrets = {**MARKERS, "birth_date": BIRTH}
    return {
        field for field, marker in secrets.items() if marker.casefold().encode() in content.lower()
    }


def whole_screening(laptop):
    """Screen somebody with a marker in every field that takes free text."""
    screening = laptop.start()
    identity = Identity(
        **{
            field: MARKERS[field]
            for field in ("name", "other_names", "facility_number", "gender_words", "tag")
        },
        birth_date=BIRTH,
    )
    screen.identify(laptop.session, screening, identity)
    laptop.answer_all(screening, yes=("commercial_sex_minor", "debt"))
    screen.note(laptop.session, screening, ItemId("threats"), MARKERS["cleared"])
    screen.note(laptop.session, screening, ItemId("threats"), "")
    screen.note(laptop.session, screening, ItemId("debt"), MARKERS["replaced"])
    screen.note(laptop.session, screening, ItemId("debt"), MARKERS["note"])
    screen.text(laptop.session, screening, "interpreter", MARKERS["text"])
    yield screening
    record = finish.finish(laptop.session, screening)
    results.judge(laptop.session, record, LevelId("none"), MARKERS["judgement"])
    case = results.load(laptop.session, record).case
    tell.disclosed(laptop.session, case, MARKERS["words"])
    tell.unsafe(laptop.session, case, tell.Danger.SELF_HARM, MARKERS["unsafe"])
    first, second, *_ = home.load(laptop.session).duties
    proof = Proof(
        told=Told.OTHER,
        how=How.IN_PERSON,
        told_at=laptop.session.now(),
        who=MARKERS["who"],
        reference=MARKERS["reference"],
    )
    tell.done(laptop.session, [first.duty.id], proof)
    tell.mistaken(laptop.session, second.duty.id, MARKERS["mistaken"])
    cases.addendum(laptop.session, case, record, MARKERS["addendum"])
    screening = finish.reopen(laptop.session, record)
    yield screening
    record = finish.finish(laptop.session, screening)
    reason = ErrorReason.OTHER
    cases.enter_in_error(laptop.session, record, reason, MARKERS["in_error"], NewCase())
    yield screening


def test_no_free_text_ever_reaches_the_work_file(laptop):
    for _ in whole_screening(laptop):
        assert markers_in(content_of(laptop.session.work)) == set()
    # The scan can find: all that was kept is in the private file.
    kept = set(MARKERS) - {"cleared", "replaced"} | {"birth_date"}
    assert markers_in(content_of(laptop.session.private)) == kept


def test_the_scan_finds_what_is_planted_in_the_work_file(laptop):
    with laptop.session.change() as pen:
        about = CaseId("ab" * 16)
        body = CaseOpened(site=Site(state=MARKERS["name"]))
        pen.write(body, about)
        pen.log(Act.CASE_OPENED, MARKERS["tag"])
    assert markers_in(content_of(laptop.session.work)) == {"name", "tag"}


def test_no_file_is_named_for_anybody_and_none_is_readable(laptop):
    for _ in whole_screening(laptop):
        pass
    laptop.lock()
    for path in laptop.folder.rglob("*"):
        assert markers_in(path.name.encode()) == set()
        assert markers_in(path.read_bytes()) == set()


def test_what_a_finished_draft_no_longer_holds_is_in_neither_file(laptop):
    for _ in whole_screening(laptop):
        pass
    for connection in (laptop.session.work, laptop.session.private):
        assert not {"cleared", "replaced"} & markers_in(content_of(connection))


NOWHERE, NO_RECORD = ScreeningId("ab" * 16), RecordId("00" * 32)
PERSON = Identity(name=MARKERS["name"], birth_date=f"{BIRTH} {MARKERS['tag']}")


def failing_acts(session, screening, record):
    note = MARKERS["note"]
    told = Proof(told=Told.OTHER, how=How.IN_PERSON, told_at=MARKERS["who"])
    error = ErrorReason.OTHER
    return [
        lambda: screen.identify(session, screening, PERSON),
        lambda: screen.identify(session, screening, Identity(birth_date="2999-07-19")),
        lambda: screen.note(session, NOWHERE, ItemId("debt"), note),
        lambda: screen.text(session, NOWHERE, MARKERS["text"], note),
        lambda: tell.disclosed(session, CaseId(NOWHERE), MARKERS["words"]),
        lambda: tell.done(session, [NO_RECORD], told),
        lambda: tell.mistaken(session, NO_RECORD, MARKERS["mistaken"]),
        lambda: cases.addendum(session, CaseId(NOWHERE), record, MARKERS["addendum"]),
        lambda: cases.enter_in_error(session, NO_RECORD, error, MARKERS["in_error"], NewCase()),
    ]


@pytest.mark.parametrize("number", range(9))
def test_no_error_repeats_what_was_typed(laptop, number):
    record = laptop.screened()
    screening = laptop.start()
    act = failing_acts(laptop.session, screening, record)[number]
    with pytest.raises(Exception) as failed:  # noqa: PT011 - any error at all
        act()
    error: BaseException | None = failed.value
    while error is not None:
        said = f"{error!r} {error} {error.args} {vars(error)}"
        assert markers_in(said.encode("utf-8", "backslashreplace")) == set(), type(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert markers_in(content_of(laptop.session.work)) == set()
