"""Words of holding cases and of deleting them for good."""

from collections.abc import Sequence

from merak.domain.decision import PurgeReason
from merak.services.answers import ForLaptop
from merak.services.holds import Hold
from merak.services.retention import Going, Kept, KeptCase, Which
from merak.ui import words
from merak.ui.words import n, t


def about(line: KeptCase) -> str:
    """Says what there is of a case, and where from."""
    screenings = n("{count} screening", "{count} screenings", line.screenings)
    records = n("{count} record", "{count} records", line.records)
    parts = (
        t("Last touched {when}").format(when=words.moment(line.last_at)),
        screenings.format(count=line.screenings),
        records.format(count=line.records),
        *line.laptops,
    )
    return " · ".join(parts)


def held(hold: Hold) -> str:
    """Says since when a case is held; nothing where it is not."""
    if not hold.since:
        return ""
    since = words.moment(hold.since)
    if not hold.by_name:
        return t("Under legal hold since {when}.").format(when=since)
    return t("Under legal hold since {when}, by {name}.").format(when=since, name=hold.by_name)


def duties(line: KeptCase) -> str:
    """Says that somebody must still be told; nothing where nobody must."""
    if not line.open_duties:
        return ""
    return n(
        "{count} reminder is open: somebody must still be told.",
        "{count} reminders are open: somebody must still be told.",
        line.open_duties,
    ).format(count=line.open_duties)


def which(one: Which) -> str:
    """Names an order of the list, or a part of it."""
    return {
        Which.LAST_TOUCHED: t("The last touched first"),
        Which.LONGEST_UNTOUCHED: t("The longest untouched first"),
        Which.HELD: t("Only what is under legal hold"),
    }[one]


def found(typed: str, which: Which, kept: Kept) -> str:
    """Says what the list shows, where that does not go without saying."""
    count = len(kept.cases)
    if not typed:
        none = which is Which.HELD and not count
        return t("Nothing is under legal hold.") if none else ""
    if not count:
        return t("No case here has this code.")
    if kept.more:
        return t("The first {count} are shown.").format(count=count)
    return n("{count} case found", "{count} cases found", count).format(count=count)


def reason(why: PurgeReason) -> str:
    """Says why cases are deleted for good."""
    return {
        PurgeReason.RETENTION_OVER: t("The time for keeping is over"),
        PurgeReason.ORDERED: t("A court or a law orders it"),
        PurgeReason.WRONGLY_KEPT: t("It should never have been kept here"),
    }[why]


def goes() -> tuple[str, ...]:
    """Says what is gone afterwards."""
    return (
        t("All that this office has of it: answers, levels, notes, sealed names and reviews."),
        t("Its place in lists and in all counts."),
        t("The copy on its laptop, sealed or not, once that takes the next file of this office."),
        t("It cannot be undone. Whoever brings it again, it is not taken in."),
    )


def stays() -> tuple[str, ...]:
    """Says what is not gone, so that people see to it."""
    return (
        t("Backups made before now still have it. People must destroy them."),
        t("A laptop that takes no file from this office any more keeps its copy."),
        t("A laptop that has put a case under hold itself keeps it until that hold ends."),
        t("What a laptop writes before it takes the file comes in as new. Delete that as well."),
        t("Paper, and what others were given."),
        t("That it was done, when, why and by which two people: it says nothing of what it was."),
    )


def warnings(found: Sequence[Going]) -> tuple[str, ...]:
    """Says what is still open in cases that are to go."""
    said = []
    for one in found:
        if one.line.open_duties:
            said.append(
                t("{code}: somebody must still be told. The reminder goes with it.").format(
                    code=one.line.code
                )
            )
        if one.unreviewed:
            text = n(
                "{code}: nobody has reviewed its screening.",
                "{code}: nobody has reviewed {count} of its screenings.",
                one.unreviewed,
            )
            said.append(text.format(code=one.line.code, count=one.unreviewed))
    return tuple(said)


def delete(count: int) -> str:
    """Names what is about to be done."""
    return n("Delete {count} case for good", "Delete {count} cases for good", count).format(
        count=count
    )


def deleted(count: int) -> str:
    """Says that it is done."""
    return n(
        "{count} case is deleted for good", "{count} cases are deleted for good", count
    ).format(count=count)


def for_whom(found: Sequence[ForLaptop]) -> str:
    """Says which laptops must still learn of what was deleted."""
    new = [one.label for one in found if one.unsent]
    if not new:
        return t("A file was written for each laptop. Where a stick was lost, write them again.")
    return t("Still to be told: {names}.").format(names=", ".join(new))
