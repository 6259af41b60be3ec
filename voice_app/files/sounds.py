"""What kind of sound a file is, told by its own first bytes: a name can say anything."""

OGG = b"OggS"
SPOKEN_MP4 = (b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"dash")  # its "brand"


def kind_of(file: bytes) -> str:
    """The media type of an MP3, M4A, Ogg or WAV file; empty for anything else."""
    if file[:3] == b"ID3" or _begins_with_a_frame(file):
        return "audio/mpeg"
    if file[4:8] == b"ftyp" and file[8:12] in SPOKEN_MP4:
        return "audio/mp4"
    if file[:4] == OGG:
        return "audio/ogg"
    return "audio/wav" if file[:4] == b"RIFF" and file[8:12] == b"WAVE" else ""


def _begins_with_a_frame(file: bytes) -> bool:
    """Whether an MP3 begins here without a title: eleven bits set, and layer III."""
    return len(file) > 1 and file[0] == 0xFF and file[1] & 0xE0 == 0xE0 and file[1] & 0x06 == 0x02  # noqa: PLR2004 - bits of the format
