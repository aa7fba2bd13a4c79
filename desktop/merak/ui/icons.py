"""Line icons, coloured for the look and mirrored where people read from right to left."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from merak import paths
from merak.ui import theme

_MIRRORED = {
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "chevron-left": "chevron-right",
    "chevron-right": "chevron-left",
    "panel-left": "panel-right",
    "panel-right": "panel-left",
}
_DENSITIES = (1.0, 2.0)


def icon(
    name: str,
    role: str = "text",
    size: float = 18,
    gap: float = 0,
    edge: Qt.Edge = Qt.Edge.RightEdge,
) -> QIcon:
    """Returns an icon in the colour of a role, with a clear gap at the edge towards the text."""
    made = QIcon()
    for density in _DENSITIES:
        for mode, tint in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "disabled")):
            made.addPixmap(_widened(pixmap(name, tint, size, density), gap, edge, density), mode)
    return made


def pixmap(name: str, role: str = "text", size: float = 18, density: float = 1.0) -> QPixmap:
    """Returns an icon as a picture of `size` design pixels at a density of pixels."""
    if _right_to_left():
        name = _MIRRORED.get(name, name)
    return _drawn(name, theme.colour(role).name(), theme.px(size), density)


def _right_to_left() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def _widened(picture: QPixmap, gap: float, edge: Qt.Edge, density: float) -> QPixmap:
    """Fusion sets text 4 px after an icon whatever the size; the rest of the gap is in here."""
    if not gap:
        return picture
    extra = round(theme.px(gap) * density)
    made = QPixmap(picture.width() + extra, picture.height())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    source = QPixmap(picture)
    source.setDevicePixelRatio(1.0)
    painter.drawPixmap(extra if edge == Qt.Edge.LeftEdge else 0, 0, source)
    painter.end()
    made.setDevicePixelRatio(density)
    return made


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, tint: str, side: int, density: float) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", tint).encode()))
    made = QPixmap(QSize(round(side * density), round(side * density)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(density)
    return made
