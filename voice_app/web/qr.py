"""A QR code drawn into the page: nothing is asked of anybody else's server to make it."""

from io import BytesIO

import segno
from markupsafe import Markup

QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


def drawn(content: str) -> Markup:
    """The code as an SVG of our own: one path, no style, black on white. A quarter may be lost."""
    made = BytesIO()
    segno.make_qr(content, error="q").save(
        made, kind="svg", xmldecl=False, svgclass="qr", lineclass=None, omitsize=True, border=QUIET
    )
    return Markup(made.getvalue().decode())  # noqa: S704 - drawn by us, of digits and letters
