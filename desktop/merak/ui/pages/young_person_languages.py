"""Names of languages, as a person would pick them."""

from collections.abc import Mapping

from merak.ui.words import t


def languages() -> Mapping[str, str]:
    """Gives the languages most often needed: ISO 639-1 code and name in the reader's language."""
    return {
        "en": t("English"),
        "es": t("Spanish"),
        "am": t("Amharic"),
        "ar": t("Arabic"),
        "bn": t("Bengali"),
        "zh": t("Chinese"),
        "fa": t("Dari or Persian"),
        "fr": t("French"),
        "ht": t("Haitian Creole"),
        "hi": t("Hindi"),
        "ko": t("Korean"),
        "ps": t("Pashto"),
        "pt": t("Portuguese"),
        "pa": t("Punjabi"),
        "ru": t("Russian"),
        "so": t("Somali"),
        "sw": t("Swahili"),
        "tl": t("Tagalog"),
        "uk": t("Ukrainian"),
        "ur": t("Urdu"),
        "vi": t("Vietnamese"),
    }


def language_name(code: str) -> str:
    """Gives a language's name, or its code where the name is not known here."""
    return languages().get(code, code)
