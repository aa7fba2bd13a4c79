"""What the program promises and what it does not, in twelve plain lines; what it does not, first.

docs and SECURITY.md say the same at length; a line here never promises more than a test holds.
"""

from merak.ui.words import t

Lines = tuple[tuple[str, ...], tuple[str, ...]]
"""What is not promised, and what is."""


def of_laptop() -> Lines:
    """Returns the twelve lines of a laptop."""
    return not_promised(), promised()


def of_office() -> Lines:
    """Returns those of an office: it keeps names apart, and has three sheets."""
    _, _, hidden, _, *rest = not_promised()
    _, _, saved, record, tries, _ = promised()
    cannot = (
        t(
            "While it is open, it cannot hide what is on the screen from a person beside you, "
            "a camera, or a harmful program on this computer."
        ),
        t(
            "Everyone who has a name and a passphrase here can read every screening and every "
            "note that came. Names open for those alone who were let open them."
        ),
        hidden,
        t(
            "The computer may keep traces: in memory until the program is closed, in its swap "
            "file, or while it sleeps."
        ),
        *rest,
    )
    does = (
        t(
            "Everything here is encrypted on this computer. Without a passphrase or two recovery "
            "sheets nobody reads a word of it there."
        ),
        t("It uses no network. Nothing leaves this computer by itself."),
        saved,
        record,
        tries,
        t(
            "Any two of the three recovery sheets open this office and its laptops when a "
            "passphrase is lost. Without them nobody can, not even we."
        ),
    )
    return cannot, does


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
