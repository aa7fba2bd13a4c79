"""A passphrase that is being chosen: it is looked at while it is typed, and stays."""

from merak.ui.widgets.secret_field import SecretField


class NewSecretField(SecretField):
    """A SecretField that can also be read without being emptied."""

    def copy(self) -> bytearray:
        """Returns what is typed, for the caller to wipe; the field keeps it."""
        # Typed bytes must survive a refusal, or an error would throw away what was typed.
        return bytearray(self.input._secret.shown(), "utf-8")  # noqa: SLF001
