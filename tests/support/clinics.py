"""Clinics with letterheads of every shape: square, wide and tall logos, long names, and next to nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from pubpipe.model.asset import Asset
from pubpipe.model.clinic import Clinic, Logo
from pubpipe.profile import AudioSettings, Paper, Profile
from tests.support.pdf import HANDOUT

LEAF = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="31" fill="#1f5f3a"/>'
    b'<path d="M18 46C16 26 28 16 48 16 49 36 38 47 22 44" fill="#fff"/>'
    b'<path d="M14 52C20 40 28 32 40 25" fill="none" stroke="#1f5f3a" stroke-width="3" stroke-linecap="round"/></svg>'
)
"""A white leaf on a green disc."""

HILLS = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><path d="M8 52 34 10 60 52Z" fill="#7a1f3d"/>'
    b'<path d="M34 52 60 10 86 52Z" fill="#b0516f"/>'
    b'<text x="98" y="46" font-family="Georgia, serif" font-size="44" fill="#7a1f3d">Hillpoint</text></svg>'
)
"""Two hills with the clinic's name beside them, in a typeface that other machines may not have."""

SPINE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 60"><path d="M15 2V58M6 10q9 6 18 0M4 22q11 7 22 0'
    b'M4 34q11 7 22 0M6 46q9 6 18 0" fill="none" stroke="#0058ad" stroke-width="4" stroke-linecap="round"/></svg>'
)
"""A spine, standing."""

PAGE, RECORDING = "https://clinic.example/{id}", "https://clinic.example/{id}.mp3"


@dataclass(frozen=True, slots=True)
class Branded:
    """A clinic's profile with the picture of its logo."""

    profile: Profile
    logo: Asset | None = None


def drawing(data: bytes, width: float, height: float) -> Asset:
    """A logo as the reader of profiles gives it."""
    return Asset("logo.svg", "image/svg+xml", data, width, height)


def branded(clinic: Clinic, logo: Asset | None = None, *papers: Paper, **addresses: str) -> Branded:
    """A clinic on its papers; page, recording: the addresses that it has."""
    audio = AudioSettings(url=addresses.get("recording"))
    page, sheets = addresses.get("page"), papers or ("A4",)
    return Branded(Profile(clinic=clinic, url=page, audio=audio, paper=sheets, print=HANDOUT), logo)


def clinics(*papers: Paper) -> Mapping[str, Branded]:
    """All of them, by what is unusual about each."""
    leaf = Logo(file="logo.svg", alt="A green leaf")
    hills = Logo(file="logo.svg", alt="Hillpoint: two hills")
    service = Clinic(
        name="The Community Musculoskeletal Physiotherapy Service of Example Town and District",
        phone="+44 (0)20 7946 9999",
        url="https://town.example/community-physiotherapy/",
        address=(
            "Department of Physiotherapy, Level 2, West Wing",
            "Example Town General Hospital",
            "The Avenue, Example Town EX9 8YZ",
        ),
    )
    greenfield = Clinic(
        name="Greenfield Physiotherapy",
        phone="020 7946 0000",
        url="https://greenfield.example/",
        address=("12 High Street", "Exampletown EX1 2AB"),
        colour="#1f5f3a",
    )
    hillpoint = Clinic(
        name="Hillpoint Clinic",
        phone="+44 (0)20 7946 0000",
        url="https://hillpoint.example/",
        address=("3 Castle Hill, Exampletown EX1 2AB",),
        logo=hills,
        colour="#7a1f3d",
    )
    spine = Clinic(
        name="Spine & Movement",
        url="https://spine.example/",
        address=("Unit 4, The Old Mill", "Riverside Way", "Exampletown EX1 2AB"),
        logo=Logo(file="logo.svg", alt="A spine"),
        colour="#0058ad",
    )
    both = {"page": PAGE, "recording": RECORDING}
    return {
        "no logo": branded(greenfield, None, *papers, **both),
        "a square logo": branded(greenfield.model_copy(update={"logo": leaf}), drawing(LEAF, 64, 64), *papers, **both),
        "a wide logo": branded(hillpoint, drawing(HILLS, 300, 60), *papers, page=PAGE),
        "a tall logo and no phone": branded(spine, drawing(SPINE, 30, 60), *papers, recording=RECORDING),
        "a long name": branded(service.model_copy(update={"logo": leaf}), drawing(LEAF, 64, 64), *papers, **both),
        "a long name and a wide logo": branded(
            service.model_copy(update={"logo": hills}), drawing(HILLS, 300, 60), *papers, page=PAGE
        ),
        "a name and a logo": branded(Clinic(name="Quiet Clinic", logo=leaf), drawing(LEAF, 64, 64), *papers),
        "a name alone": branded(Clinic(name="Quiet Clinic"), None, *papers),
    }
