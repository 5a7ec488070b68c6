"""What tells whose paper it is and where it leads: colour, letterhead, and the square code."""

from collections.abc import Mapping

from pubpipe.formats.pdf.fetching import Resource, address
from pubpipe.formats.pdf.pictures import picture
from pubpipe.formats.pdf.qr import qr_code
from pubpipe.formats.publication import Publication
from pubpipe.model.asset import Asset
from pubpipe.model.walks import stretches
from pubpipe.wording.web_address import printed_address

LOGO_HEIGHT, LOGO_WIDTH = 16.0, 60.0
"""Millimetres that a logo fills, as far as its shape lets it, and never exceeds."""

_WIDE_LOGO, _LONG_NAME, _LONG_LINE = 36.0, 60, 40
"""Beyond these millimetres of a logo, and characters of a name or a line of an address, two columns have no room."""

_LONGEST_PRINTED = 120
"""Characters of an address that a person would still type."""

_CODE, _LOGO = address("code", "address"), address("logo", "clinic")


def branding(publication: Publication) -> Mapping[str, object]:
    """The names that templates/handout uses for a clinic's own."""
    clinic = publication.profile.clinic
    return {
        "accent": clinic.colour if clinic else None,
        "address_lines": clinic.address if clinic else (),
        "logo": _logo(publication),
        "one_column": _has_one_column(publication),
        **_codes(publication),
    }


def branding_resources(publication: Publication) -> Mapping[str, Resource]:
    """The pictures that these names lead to, by address."""
    url = publication.profile.audio.url or publication.profile.url
    code = {_CODE: qr_code(url).picture} if url else {}
    return {**code, _LOGO: picture(publication.logo)} if publication.logo else code


def logo_size(logo: Asset) -> tuple[float, float]:
    """Width and height in millimetres, in the logo's own proportion."""
    scale = min(LOGO_WIDTH / logo.width, LOGO_HEIGHT / logo.height)
    return round(logo.width * scale, 2), round(logo.height * scale, 2)


def _logo(publication: Publication) -> Mapping[str, object] | None:
    clinic, logo = publication.profile.clinic, publication.logo
    if not (clinic and clinic.logo and logo):
        return None
    width, height = logo_size(logo)
    return {"image": _LOGO, "alt": clinic.logo.alt, "width": width, "height": height}


def _has_one_column(publication: Publication) -> bool:
    """Whether the ways to get in touch stand below name and address rather than beside them."""
    clinic, logo = publication.profile.clinic, publication.logo
    return bool(
        (logo and logo_size(logo)[0] > _WIDE_LOGO)
        or (clinic and len(clinic.name) > _LONG_NAME)
        or (clinic and any(len(line) > _LONG_LINE for line in clinic.address))
    )


def _codes(publication: Publication) -> Mapping[str, object]:
    """The code leads to the recording if its address is known, and then the page's stands in words; else to the page.

    What is said of either is true of it: a page may be silent, and only a guided session can be followed.
    """
    article, profile, words = publication.article, publication.profile, publication.language.interface
    page, recording = profile.url, profile.audio.url
    if recording:
        is_guided = bool(stretches(article)) and "session" in profile.audio.recordings
        label = words.listen_along if is_guided else words.listen
        online = _printed(page, words.scan_code) if page and len(printed_address(page)) <= _LONGEST_PRINTED else None
        return {"code": _code(recording, label, words.code_leads_to_recording), "online": online}
    label = words.read_or_listen if profile.html.recordings else words.scan_code
    return {"code": _code(page, label, words.code_leads_to) if page else None, "online": None}


def _code(url: str, label: str, alternative: str) -> Mapping[str, object]:
    return {
        **_printed(url, label),
        "image": _CODE,
        "alt": alternative.format(address=url),
        "width": qr_code(url).width,
        "beside": len(printed_address(url)) <= _LONGEST_PRINTED,
    }


def _printed(url: str, label: str) -> Mapping[str, object]:
    return {"label": label, "url": url, "address": printed_address(url)}
