"""What came of a bundle, before and after it is taken in, in words."""

from merak.domain.ledger import Arrival
from merak.services.no_bundle import NoBundle
from merak.services.take_in import NotTaken, Preview, TakenIn
from merak.ui.messages import say as say_error
from merak.ui.pages import office_words
from merak.ui.widgets.values import Tone
from merak.ui.words import n, t

Looked = Preview | NotTaken
Came = TakenIn | NotTaken


def name(label: str, sequence: int) -> str:
    """Names a bundle by its laptop and number."""
    return t("{device}, bundle {number}").format(device=label, number=sequence)


def would(one: Looked) -> tuple[Tone, str]:
    """Says what taking in would do."""
    if isinstance(one, NotTaken):
        return _refused(one)
    if one.arrival is Arrival.FORK:
        return Tone.HIGH, _fork()
    if one.arrival is Arrival.HERE_ALREADY:
        return Tone.INFO, t("Here already. Nothing would change.")
    said = n("{count} new record of {all}.", "{count} new records of {all}.", one.new)
    parts = [said.format(count=one.new, all=one.sent.trailer.records)]
    gaps = office_words.gaps(one.missing)
    if gaps:
        parts.append(t("{gaps}.").format(gaps=gaps))
    return (Tone.WARN if gaps else Tone.OK), " ".join(parts)


def came(one: Came) -> tuple[Tone, str]:
    """Says what came of it."""
    if isinstance(one, NotTaken):
        return _refused(one)
    if one.arrival is Arrival.HERE_ALREADY:
        return Tone.INFO, t("Was here already. Nothing changed.")
    said = n("Taken in: {count} new record.", "Taken in: {count} new records.", one.new)
    parts = [said.format(count=one.new)]
    if one.refused:
        away = n(
            "{count} was purged here before and stays away.",
            "{count} were purged here before and stay away.",
            one.refused,
        )
        parts.append(away.format(count=one.refused))
    gaps = office_words.gaps(one.missing)
    if gaps:
        parts.append(t("{gaps}.").format(gaps=gaps))
    return (Tone.WARN if gaps else Tone.OK), " ".join(parts)


def summary(all_of_them: tuple[Came, ...]) -> str:
    """Says in one line how many were taken in, how many were here, how many refused."""
    taken = [one for one in all_of_them if isinstance(one, TakenIn)]
    new = sum(one.arrival is Arrival.NEW for one in taken)
    parts = [
        n("{count} bundle taken in", "{count} bundles taken in", new).format(count=new),
        n("{count} here already", "{count} here already", len(taken) - new).format(
            count=len(taken) - new
        ),
        n("{count} refused", "{count} refused", len(all_of_them) - len(taken)).format(
            count=len(all_of_them) - len(taken)
        ),
    ]
    return ", ".join(parts) + "."


def _refused(one: NotTaken) -> tuple[Tone, str]:
    # A request lies on the same stick, and is only on the wrong page.
    tone = Tone.INFO if isinstance(one.error, NoBundle) else Tone.HIGH
    return tone, say_error(one.error).line()


def _fork() -> str:
    return t(
        "This laptop was copied, or put back to an older state: nothing of it can be taken in. It"
        " needs a new key. The page Laptops says what to do. Nothing is lost."
    )
