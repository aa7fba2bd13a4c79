"""The reader's language: texts by gettext, dates and Qt's own dialogs by Qt."""

import gettext
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, QTime, QTranslator
from PySide6.QtGui import QGuiApplication

from merak import paths

SOURCE = "en"

# A process speaks one language at a time, as Qt's default locale does; only `use` sets it.
_language = SOURCE
_catalog: gettext.NullTranslations = gettext.NullTranslations()
_of_qt: list[QTranslator] = []


def t(message: str) -> str:
    """Returns a text in the reader's language, or in English where it is not translated."""
    return _catalog.gettext(message) if message else ""


def n(one: str, many: str, count: int) -> str:
    """Returns the text for a count in the reader's language, the count not yet filled in."""
    return _catalog.ngettext(one, many, count)


def language() -> str:
    """Returns the code of the language in use, like `en` or `es`."""
    return _language


def languages() -> tuple[str, ...]:
    """Returns the languages there are texts for, English first."""
    found = (paths.resources() / "translations").glob("*/LC_MESSAGES/merak.mo")
    return (SOURCE, *sorted(file.parts[-3] for file in found if file.parts[-3] != SOURCE))


def use(language: str) -> None:
    """Speaks this language from now on; pages shown before must be made anew."""
    global _language, _catalog  # noqa: PLW0603
    _language = language
    _catalog = gettext.translation(
        "merak", paths.resources() / "translations", languages=[language], fallback=True
    )
    locale = QLocale(language)
    QLocale.setDefault(locale)
    app = QCoreApplication.instance()
    if app is None:
        return
    for translator in _of_qt:
        app.removeTranslator(translator)
    _of_qt.clear()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(locale, "qtbase", "_", folder):
        app.installTranslator(translator)
        _of_qt.append(translator)
    if isinstance(app, QGuiApplication):
        app.setLayoutDirection(locale.textDirection())


def when(iso_utc: str, offset: int) -> str:
    """Returns a moment as its place's date and time; `offset` is that place's, in minutes."""
    local = datetime.fromisoformat(iso_utc) + timedelta(minutes=offset)
    return f"{day(local.date().isoformat())}, {clock(iso_utc, offset)}"


def clock(iso_utc: str, offset: int) -> str:
    """Returns a moment as its place's time of day."""
    local = datetime.fromisoformat(iso_utc) + timedelta(minutes=offset)
    time = QTime(local.hour, local.minute)
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def day(iso: str) -> str:
    """Returns a date like `2026-11-22` as people write it, with the month in letters."""
    read = date.fromisoformat(iso)
    return QLocale().toString(QDate(read.year, read.month, read.day), _day_pattern())


def moment(iso: str) -> str:
    """Returns a moment as the date and time of this laptop's place, empty for none."""
    return when(iso, offset(iso)) if iso else ""


def local_day(iso: str) -> str:
    """Returns the date that a moment had at this laptop's place, like `2026-11-22`."""
    return (datetime.fromisoformat(iso) + timedelta(minutes=offset(iso))).date().isoformat()


def offset(iso: str) -> int:
    """Returns by how many minutes this laptop's place was ahead of UTC at a moment."""
    away = datetime.fromisoformat(iso).astimezone().utcoffset()
    return round(away.total_seconds() / 60) if away is not None else 0


def _day_pattern() -> str:
    """The locale's long date, without the day of the week and with a short month."""
    pattern = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    return pattern.replace("dddd", "").replace("MMMM", "MMM").strip(" ,،、")
