"""Figures from the disk: inside the article's folder, of a known kind, of a sane size, read once."""

import io
import re
from pathlib import Path
from typing import Literal

from pubpipe.findings import Code
from pubpipe.model.article import Figure
from pubpipe.model.asset import Asset
from pubpipe.reading.report import Report
from pubpipe.reading.vector import RefusedError, svg_size

LARGEST_FIGURE_BYTES = 5_000_000
LARGEST_SIDE = 10_000
SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^//")
MEDIA_TYPES: dict[str, Literal["image/svg+xml", "image/png", "image/jpeg"]] = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
PICTURE_HELP = "Use an SVG, PNG or JPEG file."


def load_figures(figures: tuple[Figure, ...], folder: Path, report: Report) -> dict[str, Asset]:
    """The pictures that the figures name, by path; what is wrong goes to the report."""
    assets: dict[str, Asset] = {}
    for figure in figures:
        if figure.path in assets:
            continue
        try:
            path = _inside(figure.path, folder)
            assets[figure.path] = _load(figure.path, path)
        except RefusedError as refused:
            line = figure.source.line if figure.source else None
            where = f" (line {refused.line} of the figure)" if refused.line else ""
            report.add(refused.code, f"{refused.message}{where}", refused.remedy, line=line, excerpt=figure.path)
    return assets


def _inside(name: str, folder: Path) -> Path:
    """The figure's file, which after all links are followed lies in the article's folder."""
    if SCHEME.match(name):
        raise RefusedError(
            Code.FIGURE_REMOTE,
            "A figure cannot come from an address.",
            "Save the picture in the article's figures/ folder and name it there.",
        )
    outside = RefusedError(
        Code.FIGURE_OUTSIDE,
        "The figure lies outside the article's folder.",
        "Copy it into the article's figures/ folder and name it with slashes.",
    )
    if "\\" in name or "\0" in name or name.startswith("/"):
        raise outside
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise outside
        is_file = path.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        raise RefusedError(Code.FIGURE_MISSING, "The figure's file cannot be read.", "Check its name.") from error
    if not is_file:
        raise RefusedError(Code.FIGURE_MISSING, "The figure's file is not there.", _similar(name, folder))
    return path


def _similar(name: str, folder: Path) -> str:
    there = sorted(
        path.relative_to(folder).as_posix() for path in folder.glob("figures/*") if path.suffix.lower() in MEDIA_TYPES
    )
    return f"There are: {', '.join(there[:10])}." if there else f"Save it as {name} beside the article."


def _load(name: str, path: Path) -> Asset:
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise RefusedError(Code.FIGURE_UNSUPPORTED, f"“{path.suffix}” files cannot be published.", PICTURE_HELP)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FIGURE_BYTES + 1)
    except OSError as error:
        raise RefusedError(Code.FIGURE_MISSING, f"It cannot be read: {error.strerror}.", "Check it.") from error
    if len(data) > LARGEST_FIGURE_BYTES:
        raise RefusedError(Code.FILE_TOO_LARGE, "The figure is larger than 5 MB.", "Export it smaller.")
    width, height = svg_size(data) if media_type == "image/svg+xml" else _raster_size(data, media_type)
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise RefusedError(
            Code.FIGURE_UNSUPPORTED,
            f"The figure measures {width:g} by {height:g} pixels.",
            f"Export it with sides of 1 to {LARGEST_SIDE} pixels.",
        )
    return Asset(name, media_type, data, width, height)


def _raster_size(data: bytes, media_type: str) -> tuple[float, float]:
    from PIL import Image, UnidentifiedImageError

    wanted = media_type.removeprefix("image/").upper()
    try:
        with Image.open(io.BytesIO(data), formats=(wanted,)) as image:
            width, height = image.size
            if width <= LARGEST_SIDE and height <= LARGEST_SIDE:
                image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RefusedError(Code.FIGURE_UNSUPPORTED, f"It is not a whole {wanted} picture.", PICTURE_HELP) from error
    return float(width), float(height)
