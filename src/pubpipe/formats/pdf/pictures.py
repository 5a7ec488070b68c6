"""Pictures of the publication as the engine loads them."""

from pubpipe.formats.pdf.fetching import Resource
from pubpipe.model.asset import Asset

# Labels in a drawing are set in the handout's font: any other would be the machine's own.
_LABELS = (
    b'<style>text,tspan,textPath{font-family:"Atkinson Hyperlegible pubpipe" !important}</style>'  # see handout.css
)


def picture(asset: Asset) -> Resource:
    """A figure or a logo, with its labels in the package's font."""
    before, end, after = asset.data.rpartition(b"</svg>")
    if asset.media_type == "image/svg+xml" and b"<text" in before:
        return Resource(asset.media_type, before + _LABELS + end + after)
    return Resource(asset.media_type, asset.data)
