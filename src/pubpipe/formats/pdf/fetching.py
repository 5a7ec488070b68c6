"""What the PDF engine may load: the publication's pictures, the package's fonts, and pictures beside the templates.

Every address has a scheme of ours, so that no file, network or data address can
be meant by accident, and whatever else is asked for is refused and reported.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import fontpkg_atkinson_hyperlegible
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pubpipe.rendering import Templates

_FONT_FOLDER = Path(fontpkg_atkinson_hyperlegible.ROOT) / "files"
# No dots but the last, so that no address climbs out of a template folder.
_TEMPLATE_PICTURE = re.compile(r"template:([\w-]+(?:/[\w-]+)*\.svg)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that a page shows: its media type and bytes."""

    media_type: str
    data: bytes


def address(scheme: str, name: str) -> str:
    """The address under which markup names a resource, such as asset:figures/side%20neck.svg."""
    return f"{scheme}:{quote(name)}"


class Fetcher(URLFetcher):  # type: ignore[misc]  # the library carries no types
    """Serves `resources` by address, font:NAME.ttf of the font package, and template:NAME.svg.

    `refusals` holds what else was asked for.
    """

    def __init__(self, resources: Mapping[str, Resource], templates: Templates | None = None) -> None:
        super().__init__()
        self._resources = resources
        self._templates = templates
        self.refusals: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 (the library's signature)
        """The resource at `url`, or a ValueError, which the library turns into a log line."""
        resource = self.found(url)
        if resource is None:
            self.refusals.append(f"Refused to load “{url}”: it is not a part of this publication.")
            raise ValueError("not a part of this publication")
        return URLFetcherResponse(url, resource.data, {"Content-Type": resource.media_type})

    def found(self, url: str) -> Resource | None:
        """The resource at `url`, if there is one."""
        return self._resources.get(url) or _font(url) or self._template_picture(url)

    def _template_picture(self, url: str) -> Resource | None:
        named = _TEMPLATE_PICTURE.fullmatch(url)
        if named is None or self._templates is None:
            return None
        return Resource("image/svg+xml", self._templates.read(named[1]).encode())


@lru_cache(maxsize=1)
def _fonts() -> Mapping[str, Path]:
    return {address("font", path.name): path for path in _FONT_FOLDER.glob("*.ttf")}


@lru_cache(maxsize=8)
def _font(url: str) -> Resource | None:
    path = _fonts().get(url)
    return Resource("font/ttf", path.read_bytes()) if path else None
