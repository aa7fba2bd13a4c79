"""Texts in several languages."""

from merak.domain.text import say


def test_a_text_that_has_not_been_translated_is_said_in_english() -> None:
    assert say({"en": "Home", "es": "Hogar"}, "es") == "Hogar"
    assert say({"en": "Home"}, "es") == "Home"
    assert say({"en": "Home", "es": ""}, "es") == "Home"
