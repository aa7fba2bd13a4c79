"""How the program is shown, before anybody has chosen anything."""

from merak.domain.preferences import (
    DEFAULTS,
    LARGEST_SCALE,
    SMALLEST_SCALE,
    Appearance,
    Language,
    Preferences,
)


def test_until_somebody_chooses_language_and_colours_are_the_systems() -> None:
    assert (DEFAULTS.language, DEFAULTS.look) == (Language.SYSTEM, Appearance.SYSTEM)


def test_text_begins_at_its_smallest_and_can_be_doubled() -> None:
    assert Preferences().scale == SMALLEST_SCALE
    assert LARGEST_SCALE == 2 * SMALLEST_SCALE
