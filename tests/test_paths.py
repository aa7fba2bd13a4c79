from pathlib import Path

import platformdirs
import pytest

from merak import paths
from merak.errors import MerakError


def test_the_shipped_folders_are_found_at_the_top_of_a_checkout() -> None:
    top = Path(__file__).parent.parent
    assert paths.indicators() == top / "indicators"
    assert paths.resources() == top / "resources"


def test_a_folder_beside_the_code_comes_before_the_one_of_a_checkout(tmp_path: Path) -> None:
    package, checkout = tmp_path / "package", tmp_path / "checkout"
    (checkout / "indicators").mkdir(parents=True)
    package.mkdir()
    assert paths._shipped("indicators", package, checkout) == checkout / "indicators"
    (package / "indicators").mkdir()
    assert paths._shipped("indicators", package, checkout) == package / "indicators"


def test_a_folder_that_did_not_ship_is_a_known_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(paths.NotShipped) as raised:
        paths._shipped("indicators", tmp_path, tmp_path)
    assert raised.value.folder == "indicators"
    assert isinstance(raised.value, MerakError)


def test_a_given_place_comes_before_the_environment(tmp_path: Path, merak_home: Path) -> None:
    assert paths.data_place(tmp_path) == tmp_path
    assert paths.data_place(None) == merak_home


def test_a_relative_place_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.data_place(Path("practice")) == tmp_path / "practice"
    monkeypatch.setenv("MERAK_HOME", "elsewhere")
    assert paths.data_place(None) == tmp_path / "elsewhere"


@pytest.mark.parametrize("unset", [True, False])
def test_without_either_the_place_is_local_and_never_roaming(
    monkeypatch: pytest.MonkeyPatch, unset: bool
) -> None:
    if unset:
        monkeypatch.delenv("MERAK_HOME")
    else:
        monkeypatch.setenv("MERAK_HOME", "")
    local = platformdirs.user_data_path("merak", appauthor=False, roaming=False)
    assert paths.data_place(None) == local
    assert not paths.data_place(None).exists()
