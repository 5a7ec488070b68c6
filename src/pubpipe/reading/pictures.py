"""Pictures from the disk: inside the folder of what names them, of a known kind, of a sane size, read once."""

import io
import re
import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pubpipe.findings import Code
from pubpipe.model.article import Figure
from pubpipe.model.asset import Asset
from pubpipe.reading.refusing import RefusedError
from pubpipe.reading.report import Report

if TYPE_CHECKING:
    from pubpipe.model.clinic import Logo

LARGEST_PICTURE_BYTES = 5_000_000
LARGEST_SIDE = 10_000
MOST_PIXELS = 50_000_000
"""As many as the largest photographs of telephones: unpacked, they take 150 MB, however small the file is."""
SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^//")
MEDIA_TYPES: dict[str, Literal["image/svg+xml", "image/png", "image/jpeg"]] = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
POSE_ENDING = ".pose.yaml"
YAML_ENDINGS = (".yaml", ".yml")
PICTURE_HELP = "Use an SVG, PNG or JPEG file."


@dataclass(frozen=True, slots=True)
class Use:
    """What a picture is for, as messages put it.

    what: its own name; folder: the one that it may not leave; place: the folder to save it in; beside: the file
    that names it; others: the pattern of files in the folder that may be meant, by the ends of their names.
    """

    what: str
    folder: str
    place: str
    beside: str
    others: str
    endings: tuple[str, ...] = tuple(MEDIA_TYPES)


FIGURE = Use(
    "figure",
    "the article's folder",
    "the article's figures/ folder",
    "the article",
    "figures/*",
    (*MEDIA_TYPES, POSE_ENDING),
)
LOGO = Use("logo", "the profile's folder", "the profile's folder", "the profile", "*")


def load_figures(figures: tuple[Figure, ...], folder: Path, report: Report) -> dict[str, Asset]:
    """The pictures that the figures name, by path; what is wrong goes to the report."""
    assets: dict[str, Asset] = {}
    for figure in figures:
        if figure.path in assets:
            continue
        asset = _picture(figure.path, folder, FIGURE, report, figure.source.line if figure.source else None)
        if asset is not None:
            assets[figure.path] = asset
    return assets


def load_logo(logo: "Logo", folder: Path, report: Report, line: int | None) -> Asset | None:
    """The picture of a logo that stands in a line of a profile; what is wrong goes to the report."""
    return _picture(logo.file, folder, LOGO, report, line)


def _picture(name: str, folder: Path, use: Use, report: Report, line: int | None) -> Asset | None:
    try:
        return _load(name, inside(name, folder, use), use)
    except RefusedError as refused:
        where = f" (line {refused.line} of the {use.what})" if refused.line else ""
        report.add(refused.code, f"{refused.message}{where}", refused.remedy, line=line, excerpt=name)
        return None


def inside(name: str, folder: Path, use: Use) -> Path:
    """The file, which after all links are followed lies in the folder. Raises RefusedError."""
    if SCHEME.match(name):
        raise RefusedError(
            Code.FIGURE_REMOTE,
            f"A {use.what} cannot come from an address.",
            f"Save the picture in {use.place} and name it there.",
        )
    outside = RefusedError(
        Code.FIGURE_OUTSIDE,
        f"The {use.what} lies outside {use.folder}.",
        f"Copy it into {use.place} and name it with slashes.",
    )
    if "\\" in name or "\0" in name or name.startswith("/"):
        raise outside
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise outside
        is_file = path.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        raise RefusedError(Code.FIGURE_MISSING, f"The {use.what}'s file cannot be read.", "Check its name.") from error
    if not is_file:
        raise RefusedError(Code.FIGURE_MISSING, f"The {use.what}'s file is not there.", _similar(name, folder, use))
    return path


def _similar(name: str, folder: Path, use: Use) -> str:
    there = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.glob(use.others)
        if path.name.lower().endswith(use.endings)
    )
    return f"There are: {', '.join(there[:10])}." if there else f"Save it as {name} beside {use.beside}."


def _load(name: str, path: Path, use: Use) -> Asset:
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        pose = path.suffix.lower() in YAML_ENDINGS and POSE_ENDING in use.endings
        remedy = f"If it is a pose, give it a name that ends in {POSE_ENDING}." if pose else PICTURE_HELP
        raise RefusedError(Code.FIGURE_UNSUPPORTED, f"“{path.suffix}” files cannot be published.", remedy)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_PICTURE_BYTES + 1)
    except OSError as error:
        raise RefusedError(Code.FIGURE_MISSING, f"It cannot be read: {error.strerror}.", "Check it.") from error
    if len(data) > LARGEST_PICTURE_BYTES:
        raise RefusedError(Code.FILE_TOO_LARGE, f"The {use.what} is larger than 5 MB.", "Export it smaller.")
    width, height = _vector_size(data) if media_type == "image/svg+xml" else _raster_size(data, media_type)
    is_raster = media_type != "image/svg+xml"
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE) or (is_raster and width * height > MOST_PIXELS):
        raise RefusedError(
            Code.FIGURE_UNSUPPORTED,
            f"The {use.what} measures {width:g} by {height:g} pixels.",
            f"Export it with sides of 1 to {LARGEST_SIDE} pixels, and with {MOST_PIXELS // 10**6} million at most.",
        )
    return Asset(name, media_type, data, width, height)


def _vector_size(data: bytes) -> tuple[float, float]:
    from pubpipe.reading.vector import svg_size

    return svg_size(data)


def _raster_size(data: bytes, media_type: str) -> tuple[float, float]:
    from PIL import Image, UnidentifiedImageError

    wanted = media_type.removeprefix("image/").upper()
    # What a decoder stumbles over in bytes that are no picture of its kind.
    stumbles = (ArithmeticError, EOFError, LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error)
    try:
        with warnings.catch_warnings():
            # Their size is judged here, and by a stricter measure.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=(wanted,)) as image:
                (width, height), mode = image.size, image.mode
                if width * height <= MOST_PIXELS:
                    image.verify()
    except (UnidentifiedImageError, zlib.error, Image.DecompressionBombError, *stumbles) as error:
        raise RefusedError(Code.FIGURE_UNSUPPORTED, f"It is not a whole {wanted} picture.", PICTURE_HELP) from error
    if mode == "CMYK":
        # What they look like depends on the press, so that screens differ in them and PDF/A refuses them by themselves.
        raise RefusedError(
            Code.FIGURE_UNSUPPORTED, "Its colours are those of a printing press (CMYK).", "Export it in RGB."
        )
    return float(width), float(height)
