"""How a kit says that somebody who opens what is handed over has another key."""

from merak.domain.exchange import Address
from merak.domain.kit import Addressee, Policy, Programme, Purpose, document
from merak.domain.kit_change import Change, How, Part
from merak.ui.pages import kit_field_words


def came(part: Part, address: str, who: str) -> Change:
    return Change(part=part, how=How.ADDED, id=address, before="", after=who)


def left(part: Part, address: str, who: str) -> Change:
    return Change(part=part, how=How.REMOVED, id=address, before=who, after="")


def test_a_new_key_of_the_office_is_said_once_for_what_it_opens() -> None:
    changes = (
        came(Part.BUNDLES, "age1new", "office same"),
        left(Part.BUNDLES, "age1old", "office same"),
        left(Part.IDENTITIES, "age1older", "office same"),
        came(Part.IDENTITIES, "age1newer", "office same"),
    )
    assert sorted(kit_field_words.said(changes)) == [
        "Names are opened with another key by: your office.",
        "What you hand over is opened with another key by: your office.",
    ]


def test_new_sheets_of_the_office_are_said_as_its_recovery_key() -> None:
    changes = (
        came(Part.BUNDLES, "age1new", "recovery same"),
        left(Part.BUNDLES, "age1old", "recovery same"),
    )
    (said,) = kit_field_words.said(changes)
    assert said == "What you hand over is opened with another key by: your office’s recovery key."


def test_somebody_else_in_the_place_of_another_is_no_new_key() -> None:
    changes = (
        came(Part.BUNDLES, "age1partner", "partner other"),
        left(Part.BUNDLES, "age1old", "office same"),
    )
    said = kit_field_words.said(changes)
    assert said == (
        "What you hand over can also be opened by: a partner, outside of your programme.",
        "What you hand over can no longer be opened by: your office.",
    )


def test_where_nobody_can_say_who_took_whose_place_all_are_listed() -> None:
    changes = (
        came(Part.BUNDLES, "age1c", "partner other"),
        came(Part.BUNDLES, "age1d", "partner other"),
        left(Part.BUNDLES, "age1a", "partner other"),
        left(Part.BUNDLES, "age1b", "partner other"),
    )
    said = kit_field_words.said(changes)
    assert len(said) == 4
    assert not any("another key" in line for line in said)


def test_the_first_kit_names_its_sets_and_everybody_else_who_opens_what_is_handed_over() -> None:
    sets = (document("county-intake", "1.0.0", "a set"),)
    bundles = tuple(
        Addressee(address=Address(address), purpose=purpose, programme=Programme.SAME)
        for address, purpose in (
            ("age1a", Purpose.OFFICE),
            ("age1b", Purpose.RECOVERY),
            ("age1c", Purpose.PARTNER),
        )
    )
    said = kit_field_words.first(Policy(), sets, bundles)
    assert said == (
        *kit_field_words.policy(Policy()),
        "Indicator set county-intake: new, version 1.0.0.",
        "What you hand over can also be opened by: a partner.",
    )
