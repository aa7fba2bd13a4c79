"""What a laptop does with the contents of its office's kit, and without them."""

import re
from dataclasses import replace

import pytest
from tests.services.conftest import Laptop

from merak import paths
from merak.domain.contact import Need
from merak.domain.duty import Cause
from merak.domain.kit import Policy, document
from merak.domain.kit_change import How, Part
from merak.domain.site import Site, SiteKind
from merak.services import (
    belonging,
    directory,
    enrol,
    finish,
    home,
    indicator_sets,
    kit_documents,
    lock_after,
    make_kit,
    results,
    screen,
    sites,
    tell,
)
from merak.services.lock_after import LockAfter
from merak.services.session import NewCase
from merak.services.sites import UnknownSite
from merak.services.tell import Danger
from merak.storage import views

RESOURCES = paths.resources()
EMERGENCY = (RESOURCES / "directory" / "emergency.yaml").read_text(encoding="utf-8")
SHIPPED_SET = (paths.indicators() / "merak-child-2015.yaml").read_text(encoding="utf-8")
OWN_SET = SHIPPED_SET.replace("id: merak-child-2015", "id: county-intake")
CONTACT = """format: 1
contacts:
  - id: county
    name: {{en: "County desk"}}
    helps: {{en: "Advice."}}
    needs: [{needs}]
    phones: [{{way: voice, number: "{number}"}}]
    source: "the county"
    checked_on: 2026-11-22
    confirmed: true
"""
NEWER = "format: 2\nthings: {a: b}\n"


def contacts(number: str = "1-800-555-0100", needs: str = "disclosure, not_safe, self_harm") -> str:
    return CONTACT.format(number=number, needs=needs)


def example(folder: str) -> str:
    page = (RESOURCES / folder / "README.md").read_text(encoding="utf-8")
    return str(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0])


DUTIES = example("duties").replace("kinds: [child_welfare]", "kinds: [shelter]")
SITES = example("sites")


class Agency:
    """An office that signs kits and a laptop that takes them."""

    def __init__(self, at_office, laptop: Laptop, stick) -> None:
        self.office, self.laptop, self.stick = at_office, laptop, stick

    @property
    def session(self):
        return self.laptop.session

    def give(self, **texts: str) -> None:
        """Sign a kit with these documents beside what it says, and have the laptop take it."""
        made = {
            part: (document(part, "2026-11-22", text),) if text else ()
            for part, text in texts.items()
        }
        self.change(**made)

    def change(self, **what) -> None:
        session = self.office.session
        make_kit.sign(session, replace(make_kit.contents(session), **what))
        enrol.take_kit(self.session, self.offer())

    def offer(self):
        return enrol.read_kit(self.session, make_kit.save(self.office.session, self.stick))

    def called(self, *needs: Need) -> list[str]:
        return [one.id for one in directory.contacts(self.session, needs or tuple(Need))]


@pytest.fixture
def agency(at_office, enrolled, stick) -> Agency:
    return Agency(at_office, enrolled, stick)


def test_the_contacts_of_the_kit_take_the_place_of_the_shipped_ones(agency):
    assert "ncmec" in agency.called()
    agency.give(directory=contacts())
    assert agency.called() == ["county"]
    agency.give(directory="")
    assert "ncmec" in agency.called()


def test_a_need_that_the_kits_contacts_forget_is_answered_by_the_shipped_ones(agency):
    agency.give(directory=contacts(needs="disclosure"))
    assert agency.called(Need.DISCLOSURE) == ["county"]
    assert agency.called(Need.NOT_SAFE)[0] == "emergency"


def test_a_kit_of_an_office_whose_words_were_not_compared_changes_no_contact(
    at_office, laptop, stick
):
    agency = Agency(at_office, laptop, stick)
    agency.give(directory=contacts(), sites=SITES)
    assert "ncmec" in agency.called()
    assert sites.load(laptop.session).offered == ()


def test_minutes_of_the_kit_hold_and_without_one_those_of_the_program(agency, at_office, made):
    assert lock_after.load(agency.session) == LockAfter(idle=5, screening=15)
    policy = Policy(idle_lock_minutes=2, screening_lock_minutes=30)
    agency.change(policy=policy)
    assert lock_after.load(agency.session) == LockAfter(idle=2, screening=30)
    # The office's own computer too.
    assert lock_after.load(at_office.session) == LockAfter(idle=2, screening=30)


def test_a_place_is_asked_for_again_once_the_office_names_its_places(agency):
    assert sites.here(agency.session) == Site(state="TX", kind=SiteKind.SHELTER)
    assert not home.load(agency.session).site_open
    agency.give(sites=SITES)
    place = sites.load(agency.session)
    assert [one.id for one in place.offered] == ["north_shelter", "county_detention"]
    assert place.is_open
    assert home.load(agency.session).site_open
    assert sites.here(agency.session) == Site()
    sites.choose(agency.session, "county_detention")
    assert sites.here(agency.session) == Site(state="MO", kind=SiteKind.DETENTION)
    assert not home.load(agency.session).site_open


def test_a_place_that_the_kit_no_longer_names_is_not_known(agency):
    agency.give(sites=SITES)
    sites.choose(agency.session, "county_detention")
    agency.give(sites=SITES.replace("county_detention", "another"))
    assert sites.here(agency.session) == Site()
    assert sites.load(agency.session).is_open
    with pytest.raises(UnknownSite):
        sites.choose(agency.session, "county_detention")


def test_a_case_is_opened_at_the_place_that_the_kit_knows(agency):
    agency.give(sites=SITES)
    sites.choose(agency.session, "north_shelter")
    agency.give(sites=SITES.replace("state: TX", "state: OK"))
    assert sites.here(agency.session).state == "OK"


def found(agency: Agency):
    """Answer what the law calls a victim, and give the duty that says so."""
    screening = agency.laptop.start()
    agency.laptop.answer(screening, "commercial_sex_minor", "yes")
    case = agency.laptop.case_of(screening)
    rows = views.duties(agency.session.work, case)
    return next(row for row in rows if "report_identified_victim" in row.starts)


def test_a_duty_says_whom_the_offices_rules_tell_at_this_place(agency):
    assert found(agency).tell == ()
    agency.give(duties=DUTIES)
    (one,) = found(agency).tell
    assert (one.rule, one.hours, one.confirmed) == ("police_report", 24, True)
    assert one.who["en"] == "The police of the place where the young person lives"


def test_a_duty_keeps_what_it_said_when_it_was_started(agency):
    agency.give(duties=DUTIES)
    row = found(agency)
    agency.give(duties=DUTIES.replace("hours: 24", "hours: 12"))
    kept = views.duty(agency.session.work, row.record)
    assert [one.hours for one in kept.tell] == [24]
    assert [one.hours for one in found(agency).tell] == [12]


def test_at_a_place_that_is_not_known_no_duty_names_the_police(agency):
    agency.give(duties=DUTIES, sites=SITES)
    assert found(agency).tell == ()
    sites.choose(agency.session, "north_shelter")
    assert [one.rule for one in found(agency).tell] == ["police_report"]


def test_the_cards_start_the_duties_that_are_written_for_them(agency):
    rules = DUTIES.replace("[report_identified_victim]", "[unsafe]")
    agency.give(duties=rules)
    safe = tell.disclosed(agency.session, NewCase(), "")
    case = tell.unsafe(agency.session, NewCase(), Danger.NOT_SAFE, "")
    (told,) = views.duties(agency.session.work, safe)
    (row,) = views.duties(agency.session.work, case)
    assert told.tell == ()
    assert row.cause is Cause.UNSAFE
    assert [one.rule for one in row.tell] == ["police_report"]


def test_a_set_that_left_the_kit_is_offered_no_more_and_its_draft_and_results_stay(agency):
    own = document("county-intake", "1.0.0", OWN_SET)
    shipped = make_kit.contents(agency.office.session).sets
    agency.change(sets=(*shipped, own))
    assert [one.id for one in indicator_sets.every(agency.session)] == [
        "merak-child-2015",
        "county-intake",
    ]
    screening = agency.laptop.start(set_hash=own.sha256)
    done = agency.laptop.start(set_hash=own.sha256)
    for item in agency.laptop.items:
        agency.laptop.answer(done, item, "no")
    record = finish.finish(agency.session, done)
    agency.change(sets=shipped)
    assert [one.id for one in indicator_sets.every(agency.session)] == ["merak-child-2015"]
    assert screen.load(agency.session, screening).indicator_set.id == "county-intake"
    agency.laptop.answer(screening, agency.laptop.items[0], "no")
    agency.laptop.lock()
    agency.laptop.unlock()
    assert screen.load(agency.session, screening).indicator_set.id == "county-intake"
    assert results.load(agency.session, record).indicator_set.id == "county-intake"


@pytest.mark.parametrize("text", [NEWER, "", "contacts: [", "x" * 300_000])
def test_what_this_version_cannot_read_breaks_nothing_and_is_told(agency, text):
    text = text or "\n"
    agency.give(directory=text, duties=text, sites=text)
    agency.laptop.lock()
    agency.laptop.unlock()
    assert "ncmec" in agency.called()
    assert sites.here(agency.session) == Site(state="TX", kind=SiteKind.SHELTER)
    assert found(agency).tell == ()
    assert not home.load(agency.session).site_open
    unread = belonging.load(agency.session).unread
    assert [one.part for one in unread] == [Part.DIRECTORY, Part.DUTIES, Part.SITES]


def test_several_documents_of_a_kind_are_left_to_a_later_version(agency):
    two = tuple(document(id_, "1", contacts()) for id_ in ("directory", "more"))
    agency.change(directory=two)
    assert "ncmec" in agency.called()
    assert [one.part for one in belonging.load(agency.session).unread] == [Part.DIRECTORY]


def test_where_no_set_of_the_kit_can_be_read_the_shipped_one_is_used(agency):
    agency.change(sets=(document("later", "9.0.0", "format: 9\n"),))
    assert [one.id for one in indicator_sets.every(agency.session)] == ["merak-child-2015"]
    (unread,) = belonging.load(agency.session).unread
    assert (unread.part, unread.id) == (Part.SETS, "later")


def test_an_offer_says_entry_by_entry_what_it_changes(agency):
    first = EMERGENCY.replace("988 Lifeline", "Line 988").replace("202-205-4582", "202-205-0000")
    session = agency.office.session
    make_kit.sign(
        session,
        replace(
            make_kit.contents(session),
            directory=(document("directory", "2026-11-22", first),),
            sites=(document("sites", "2026-11-22", SITES),),
        ),
    )
    offer = agency.offer()
    assert [
        (one.part, one.how, one.name["en"], one.before, one.after) for one in offer.details
    ] == [
        (Part.DIRECTORY, How.CHANGED, "Line 988", "988", "988"),
        (
            Part.DIRECTORY,
            How.CHANGED,
            "HHS Office on Trafficking in Persons, child protection specialists",
            "202-205-4582",
            "202-205-0000",
        ),
        (Part.SITES, How.ADDED, "North shelter", "", "shelter TX"),
        (Part.SITES, How.ADDED, "County detention center", "", "detention MO"),
    ]
    enrol.take_kit(agency.session, offer)
    make_kit.sign(
        session,
        replace(
            make_kit.contents(session),
            directory=(document("directory", "2026-11-23", contacts()),),
            sites=(),
        ),
    )
    details = agency.offer().details
    assert {one.how for one in details if one.part is Part.DIRECTORY} == {How.ADDED, How.REMOVED}
    assert not [one for one in details if one.part is Part.SITES]


def test_the_details_of_what_cannot_be_read_are_none(agency):
    session = agency.office.session
    newer = (document("directory", "1", NEWER),)
    make_kit.sign(session, replace(make_kit.contents(session), directory=newer))
    offer = agency.offer()
    assert [one.part for one in offer.unread] == [Part.DIRECTORY]
    assert offer.details == ()
    assert kit_documents.unread(offer.kit) == offer.unread


HOSTILE = {
    "nothing": "",
    "huge": "x" * 300_000,
    "deep": "format: 1\nthings: " + "[" * 5_000,
    "bomb": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "code": "format: 1\nrun: !!python/object/apply:os.system ['true']\n",
    "binary": "format: 1\nthings: !!binary AAAA\n",
    "turned": contacts().replace("County", "\u202eytnuoC"),
    "bell": contacts().replace("County", "\\a"),
    "several": contacts() + "---\n" + contacts(),
    "directive": "%TAG ! tag:x,2000:\n---\n" + contacts(),
    "twice": contacts() + "format: 1\n",
    "merged": "format: 1\n<<: {contacts: []}\n",
    "newer": NEWER,
    "number": "12",
    "list": "- a\n- b\n",
    "many": "format: 1\ncontacts: [" + "{}, " * 60_000 + "]\n",
}


def test_a_signed_kit_of_hostile_documents_is_told_and_obeyed_in_nothing(agency):
    session = agency.office.session
    for name, text in HOSTILE.items():
        own, held = (document("own", "\u202e1", text),), make_kit.contents(session)
        sets = (*held.sets[:1], document("hostile", "1", text))
        make_kit.sign(session, replace(held, sets=sets, directory=own, duties=own, sites=own))
        offer = agency.offer()
        told = [(one.part, one.id) for one in offer.unread]
        assert told == [
            (Part.SETS, "hostile"),
            (Part.DIRECTORY, ""),
            (Part.DUTIES, ""),
            (Part.SITES, ""),
        ], name
        assert offer.details == ()
    enrol.take_kit(agency.session, offer)
    assert [one.id for one in indicator_sets.every(agency.session)] == ["merak-child-2015"]
    assert "ncmec" in agency.called()
    agency.laptop.screened()
