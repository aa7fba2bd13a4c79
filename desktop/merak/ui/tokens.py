"""The colours of both looks, by what they are for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One look's colours; each pair of text and ground has at least 4.5:1."""

    canvas: str
    surface: str
    sunken: str
    line: str  # hairlines that only decorate
    control: str  # edges of controls: at least 3:1 on surface
    text: str
    muted: str
    disabled: str
    primary: str
    primary_hover: str
    primary_press: str
    on_primary: str
    soft: str
    on_soft: str
    focus: str
    chrome: str
    on_chrome: str
    chrome_muted: str
    chrome_line: str
    chrome_hover: str
    danger: str
    danger_hover: str
    on_danger: str
    high_text: str
    high_ground: str
    high_line: str
    high_mark: str
    warn_text: str
    warn_ground: str
    warn_line: str
    warn_mark: str
    ok_text: str
    ok_ground: str
    ok_line: str
    ok_mark: str
    info_text: str
    info_ground: str
    info_line: str
    info_mark: str
    track: str


LIGHT = Tokens(
    canvas="#F3F5F7",
    surface="#FFFFFF",
    sunken="#F7F9FA",
    line="#DCE2E8",
    control="#75828F",
    text="#15202B",
    muted="#4E5D6B",
    disabled="#6B7783",
    primary="#0B5C70",
    primary_hover="#094D5E",
    primary_press="#073E4C",
    on_primary="#FFFFFF",
    soft="#E1F0F3",
    on_soft="#084452",
    focus="#1B66E0",
    chrome="#10303B",
    on_chrome="#FFFFFF",
    chrome_muted="#B4CBD3",
    chrome_line="#5E8795",
    chrome_hover="#1C4350",
    danger="#B3261E",
    danger_hover="#97201A",
    on_danger="#FFFFFF",
    high_text="#8C1D18",
    high_ground="#FDEEEC",
    high_line="#EBB5B0",
    high_mark="#C5372E",
    warn_text="#7A4100",
    warn_ground="#FFF4E2",
    warn_line="#EBCB98",
    warn_mark="#A86200",
    ok_text="#1C5E3A",
    ok_ground="#E8F5EC",
    ok_line="#A9D3B8",
    ok_mark="#2B7A4E",
    info_text="#084452",
    info_ground="#E9F3F6",
    info_line="#B5D5DD",
    info_mark="#0B5C70",
    track="#E3E8ED",
)

DARK = Tokens(
    canvas="#0F161B",
    surface="#172128",
    sunken="#131C22",
    line="#2A3842",
    control="#7D8D99",
    text="#E7EDF1",
    muted="#A6B5C0",
    disabled="#84939E",
    primary="#5CC0D3",
    primary_hover="#7ACFDF",
    primary_press="#45AABE",
    on_primary="#04222A",
    soft="#143842",
    on_soft="#BFE8F0",
    focus="#8DB8FF",
    chrome="#0A1014",
    on_chrome="#E7EDF1",
    chrome_muted="#9FB2BD",
    chrome_line="#556673",
    chrome_hover="#1A262E",
    danger="#F2857C",
    danger_hover="#F79C94",
    on_danger="#3A0A07",
    high_text="#FFB9B1",
    high_ground="#3A1A18",
    high_line="#6E332F",
    high_mark="#F2857C",
    warn_text="#FFCE93",
    warn_ground="#352609",
    warn_line="#65491A",
    warn_mark="#E5A449",
    ok_text="#9ADBB4",
    ok_ground="#12301F",
    ok_line="#2B5B40",
    ok_mark="#6CC493",
    info_text="#BFE8F0",
    info_ground="#122A33",
    info_line="#24505D",
    info_mark="#5CC0D3",
    track="#2A3842",
)
