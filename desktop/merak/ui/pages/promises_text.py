"""What the program promises and what it does not, in twelve plain lines; what it does not, first.

docs and SECURITY.md say the same at length; a line here never promises more than a test holds.
"""

from merak.ui.words import t


def not_promised() -> tuple[str, ...]:
    """Returns what nobody should rely on."""
    return (
        t(
            "While it is open, it cannot hide what is on the screen from a person beside you, "
            "a camera, or a harmful program on this laptop."
        ),
        t(
            "Everyone who has a name and a passphrase on this laptop can read every case on it. "
            "So can whoever learns theirs."
        ),
        t("It does not hide that it is installed, how many people use it, or when it was used."),
        t(
            "The laptop may keep traces: in memory until the program is closed, in its swap file, "
            "or while it sleeps. The last step looks at that."
        ),
        t(
            "Disks do not truly forget. Remains of what you delete may stay on the disk, "
            "in encrypted form."
        ),
        t("It does not decide. Its rules help you to see and to explain. The judgement is yours."),
    )


def promised() -> tuple[str, ...]:
    """Returns what the program does."""
    return (
        t(
            "Everything you write is encrypted on this laptop. Without a passphrase or "
            "recovery sheets nobody reads a word of it there."
        ),
        t("It uses no network. Nothing leaves this laptop by itself."),
        t(
            "“Saved” means that your words are on the disk, even if the program is stopped the "
            "next moment."
        ),
        t("A finished record is never changed. A correction stands beside it."),
        t("A wrong passphrase never erases anything, however often it is tried."),
        t(
            "The recovery sheet opens your cases when a passphrase is lost; once this laptop "
            "belongs to an office, the office's sheets do. Without them nobody can, not even we."
        ),
    )
