"""The result page explains every published shape of a set, and never in points."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from merak import paths
from merak.domain.assessment import assess
from merak.domain.case_facts import CaseFacts, for_rules
from merak.domain.ids import CaseId, RecordId
from merak.domain.indicator_set import Example, IndicatorSet
from merak.domain.screening import Completeness, Preparation
from merak.formats import indicator_yaml
from merak.services.results import FirstScreening, NoJudgement, Result
from merak.ui import theme
from merak.ui.pages import result_parts, result_why
from merak.ui.pages.result_summary import summary
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.level_mark import LevelMark, LevelValue
from merak.ui.widgets.texts import Text

SHAPES = sorted((Path(__file__).parents[2] / "data" / "indicators" / "shapes").glob("*.yaml"))
SETS = [*SHAPES, *sorted(paths.indicators().glob("*.yaml"))]


def result_of(known: IndicatorSet, example: Example) -> Result:
    """The result of an example, as the service would give it of a screening."""
    facts = CaseFacts(age=example.facts.age)
    return Result(
        record=RecordId("0" * 64),
        case=CaseId("0" * 32),
        code="2F7-K41",
        mnemonic="",
        indicator_set=known,
        assessment=assess(known, for_rules(facts), example.answers),
        facts=facts,
        answers=example.answers,
        notes={},
        preparation=Preparation(),
        completeness=Completeness.COMPLETE,
        version=1,
        started_at="2026-11-22T15:00:00Z",
        finished_at="2026-11-22T15:30:00Z",
        by_name="Ana",
        judgement=NoJudgement(),
        changes=FirstScreening(),
        can_reopen_until="",
        duties=(),
        in_error=False,
        replaced=False,
        sealed=False,
    )


def explained(result: Result) -> Panel:
    parts: list[QWidget] = [summary(result), *result_why.overrides(result)]
    parts += [result_why.concern(result, which) for which in result.assessment.concerns]
    parts += [result_parts.unanswered(result), *result_parts.assumed(result)]
    parts += [result_parts.changes(result), result_parts.about_set(result)]
    panel = Panel()
    for part in parts:
        panel.body.addWidget(part)
    for fold in panel.findChildren(FoldAway):
        fold.open_up()
    return panel


def said(panel: QWidget) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


@pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
def test_every_example_of_a_set_is_explained(file: Path, qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, theme.Look())
    known = indicator_yaml.read(file.read_bytes(), file.name)
    for example in known.examples[:6]:
        result = result_of(known, example)
        panel = explained(result)
        qtbot.addWidget(panel)
        words = said(panel)
        held = [(one.say["en"], one.because) for one in result.assessment.rules]
        held += [(one.say["en"], one.because) for one in result.assessment.overrides]
        told = {item for _, because in held for item in because} | {*result.assessment.unanswered}
        for sentence, _ in held:
            assert sentence in words
        for item in known.items():
            assert item.id not in told or item.say["en"] in words


@pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
def test_how_far_the_next_rule_was_is_said_and_points_are_not(
    file: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, theme.Look())
    known = indicator_yaml.read(file.read_bytes(), file.name)
    scores = {str(score.id) for score in known.scores}
    for example in known.examples[:6]:
        result = result_of(known, example)
        for miss in result.assessment.nearest:
            card = result_why.concern(result, miss.concern)
            qtbot.addWidget(card)
            far = f"{miss.have} of {miss.need} conditions are met."
            words = said(card)
            assert miss.say["en"] in words
            assert (far in words) is (str(miss.id) not in scores)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_level_of_several_words_is_shown_whole_at_every_size(
    qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, theme.Look(scale=scale))
    page = QWidget()
    inside = QVBoxLayout(page)
    mark = LevelMark(LevelValue(text="No se vio ningún indicador"), 22)
    inside.addWidget(mark)
    inside.addStretch(1)
    qtbot.addWidget(page)
    page.resize(1280, 400)
    with qtbot.waitExposed(page):
        page.show()
    (words,) = mark.findChildren(Text)
    assert words.width() >= words.fontMetrics().horizontalAdvance(words.text())
    assert words.height() >= words.fontMetrics().height()
    theme.apply(qapp, theme.Look())
