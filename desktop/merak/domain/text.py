"""Texts that come in several languages."""

from collections.abc import Mapping

Text = Mapping[str, str]
"""Language code -> text; "en" is always there."""


def say(text: Text, language: str) -> str:
    """Gives the text in the language, in English where it has not been translated."""
    return text.get(language) or text["en"]


def no_text() -> Text:
    """Gives the text that says nothing, where a set has none."""
    return {"en": ""}
