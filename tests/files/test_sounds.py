"""What a file is, is told by what is in it."""

import pytest

from voice_app.files.sounds import kind_of

MP3 = b"\xff\xfb\x90\x64" + bytes(64)


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        (b"ID3\x04" + bytes(20), "audio/mpeg"),
        (MP3, "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "audio/mp4"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"RIFF\x24\x08\x00\x00WAVEfmt ", "audio/wav"),
        (b"", ""),
        (b"\xff", ""),
        (b"\xff\xf1\x50\x80", ""),  # AAC without a box: phones disagree about it
        (b"\x00\x00\x00\x20ftypavif", ""),  # a picture in the same kind of box
        (b"RIFF\x24\x08\x00\x00AVI LIST", ""),
        (b"<script>alert(1)</script>", ""),
        (b"MZ\x90\x00", ""),
    ],
)
def test_a_sound_is_told_by_its_first_bytes(begins: bytes, kind: str) -> None:
    assert kind_of(begins) == kind
