"""Settings: what this program promises, which version it is, and whose work is in it."""

from collections.abc import Sequence

from merak import __version__
from merak.ui.pages.first_start_promises import Promises
from merak.ui.pages.promises_text import Lines
from merak.ui.pages.settings_parts import section_card
from merak.ui.widgets.boxes import Line, Panel, row
from merak.ui.widgets.texts import body, heading, muted
from merak.ui.words import t

# What is shipped with the program or that it runs on; names and licences are not translated.
_PARTS: Sequence[tuple[str, str]] = (
    ("Qt, PySide6", "LGPL 3.0"),
    ("SQLCipher", "BSD 3-Clause"),
    ("cryptography", "Apache 2.0 / BSD 3-Clause"),
    ("pyrage", "MIT"),
    ("shamir-mnemonic", "MIT"),
    ("bech32", "MIT"),
    ("zxcvbn", "MIT"),
    ("msgspec", "BSD 3-Clause"),
    ("PyYAML", "MIT"),
    ("platformdirs", "MIT"),
    ("Inter", "SIL Open Font License 1.1"),
    ("Lucide", "ISC"),
)


class AboutSection(Panel):
    """The twelve lines, the version, the licences."""

    def __init__(self, promises: Lines) -> None:
        super().__init__(16)
        self.body.addWidget(heading(t("What you can rely on"), 2))
        self.body.addWidget(Promises(promises))
        version = section_card(t("Version"))
        version.body.addWidget(body(t("Merak {version}").format(version=__version__)))
        version.body.addWidget(
            muted(t("Free software under the Apache License 2.0. It comes without any warranty."))
        )
        self.body.addWidget(version)
        licences = section_card(t("Licenses"), t("Merak stands on the work of others."))
        for number, (name, licence) in enumerate(_PARTS):
            if number:
                licences.body.addWidget(Line())
            line = row(16)
            line.addWidget(body(name), 2)
            line.addWidget(muted(licence, 14), 3)
            licences.body.addLayout(line)
        self.body.addWidget(licences)

    def aim(self) -> None:
        """Leaves the focus where it is: there is nothing to type here."""
