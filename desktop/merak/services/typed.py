"""What people type, made fit to be kept."""


def whole(text: str) -> str:
    """Gives the text with halves of letters, which no file can hold, made visible as U+FFFD.

    They come from pasting; refused, they would cost the whole note, and the error would carry it.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
