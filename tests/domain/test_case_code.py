"""A case code is short, easy to copy by hand, and never stands for two cases."""

from hypothesis import given
from hypothesis import strategies as st

from merak.domain.case_code import LONGEST, code, stem, typed
from merak.domain.ids import CaseId

ids = st.binary(min_size=16, max_size=16).map(lambda data: CaseId(data.hex()))


def test_a_code_has_two_groups_of_three() -> None:
    assert code(CaseId("13dd3982" + "00" * 12)) == "2FE-KK0"


@given(ids)
def test_no_letter_looks_like_another(case: CaseId) -> None:
    assert not set(code(case)) & set("ILOU")
    assert len(stem(case, LONGEST)) == LONGEST


@given(st.lists(ids, min_size=2, max_size=5, unique=True), st.integers(0, 15))
def test_cases_that_share_a_beginning_all_get_longer_codes(cases: list[CaseId], same: int) -> None:
    alike = list({CaseId(cases[0][: same * 2] + case[same * 2 :]) for case in cases})
    codes = [code(case, alike) for case in alike]
    assert len(set(codes)) == len(alike)
    assert codes == [code(case, alike[::-1]) for case in alike]


@given(ids)
def test_a_code_without_rivals_does_not_grow(case: CaseId) -> None:
    assert code(case, [case]) == code(case)


@given(ids)
def test_a_code_is_understood_as_a_hand_may_have_written_it(case: CaseId) -> None:
    written = code(case).lower().replace("1", "l").replace("0", "o").replace("-", " ")
    assert typed(written) == stem(case)
