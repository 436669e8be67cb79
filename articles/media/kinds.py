"""What kind of file this is, told from its bytes.

Pure. In: a seekable binary file. Out: the extension that its bytes stand for, among those that we take, or an empty
text. Sources: the WHATWG's mimesniff, 6.2 (MP4, WebM, MP3, Ogg, WAVE); RFC 3533 (Ogg), RFC 8794 (EBML); ISO/IEC
14496-12, 4.3 (brands); ISO 26300-3, 3.3 and EPUB OCF 3.3, 4.3 (the member `mimetype`); ECMA-376-2 (Office files).
"""

from __future__ import annotations

import zipfile
from typing import BinaryIO

VIDEO = frozenset({"mp4", "webm"})
AUDIO = frozenset({"mp3", "ogg", "wav"})
MEDIA = VIDEO | AUDIO
PACKAGES = frozenset({"docx", "epub", "ods", "odt", "pptx", "xlsx", "zip"})
TEXTS = frozenset({"csv", "txt"})
ALL = MEDIA | PACKAGES | TEXTS | {"pdf"}

CONTENT_TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
}

HEAD = 65_536  # bytes: enough for a header, and for a text to show what it is
MP4_BRANDS = (b"isom", b"iso", b"mp4", b"avc", b"dash", b"M4V", b"MSNV", b"f4v", b"cmf")
SOUNDS_IN_OGG = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
BY_MIMETYPE = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"{\\rtf", b"%!ps")
UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")
BITRATES_OF_NONE = (0, 15)  # "free" and "bad" in a frame of MPEG audio
LAYER_III = 1


def extension(name: str) -> str:
    """What stands behind the last dot of a file's name, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def tell(file: BinaryIO) -> str:
    """The extension that the bytes stand for; "txt" for any plain text, an empty text for what we do not take."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _tell_package(file)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return next((kind for kind, is_it in _SIGNS if is_it(head, file)), "")


def matches(name: str, told: str) -> bool:
    """Whether a file of this name may hold what its bytes were told to be. A package is a zip as well."""
    named = extension(name)
    if named in TEXTS:
        return told == "txt"
    return named in ALL and (named == told or (named == "zip" and told in PACKAGES))


def _is_mp4(head: bytes, file: BinaryIO) -> bool:
    return head[4:8] == b"ftyp" and head[8:12].startswith(MP4_BRANDS)


def _is_webm(head: bytes, file: BinaryIO) -> bool:
    """EBML whose element DocType (42 82) says webm; Matroska says otherwise."""
    place = head.find(b"\x42\x82", 4, 128)
    return head.startswith(b"\x1a\x45\xdf\xa3") and place > 0 and head[place + 3 : place + 7] == b"webm"


def _is_ogg(head: bytes, file: BinaryIO) -> bool:
    """A first page whose first packet opens a sound; one that opens a film is none of ours."""
    body = 27 + head[26] if len(head) > 27 else 0
    return head.startswith(b"OggS\x00") and head.startswith(SOUNDS_IN_OGG, body)


def _is_wav(head: bytes, file: BinaryIO) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WAVE" and b"fmt " in head[12:4096]


def _is_mp3(head: bytes, file: BinaryIO) -> bool:
    """Two frames of MPEG audio, layer III, one after the other, behind a tag if there is one."""
    start = 0
    if head.startswith(b"ID3") and len(head) > 10:
        start = 10 + sum(
            (byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True)
        )
    file.seek(start)
    sound = file.read(4096)
    length = _frame_length(sound)
    return length > 0 and (len(sound) <= length or _frame_length(sound[length:]) > 0)


def _frame_length(frame: bytes) -> int:
    """Bytes of the frame that begins here; 0 when none does (ISO/IEC 11172-3, 2.4.1.3 and 2.4.3.1)."""
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0:
        return 0
    version, layer = (frame[1] >> 3) & 3, (frame[1] >> 1) & 3
    bitrate, rate, padding = frame[2] >> 4, (frame[2] >> 2) & 3, (frame[2] >> 1) & 1
    if version == 1 or layer != LAYER_III or bitrate in BITRATES_OF_NONE or rate == 3:
        return 0
    is_first = version == 3
    kilobits = (_KILOBITS_1 if is_first else _KILOBITS_2)[bitrate]
    hertz = _HERTZ[rate] >> {3: 0, 2: 1, 0: 2}[version]
    return (144 if is_first else 72) * kilobits * 1000 // hertz + padding


_KILOBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KILOBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_HERTZ = (44_100, 48_000, 32_000)


def _is_text(head: bytes, file: BinaryIO) -> bool:
    """Text of any encoding: no zero bytes, unless it is UTF-16, and not a page or a program."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        return False
    return head.startswith(UNICODE_MARKS) or (bool(head) and not _CONTROL.intersection(head))


_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a\x1b")
_SIGNS = (
    ("mp4", _is_mp4),
    ("webm", _is_webm),
    ("ogg", _is_ogg),
    ("wav", _is_wav),
    ("mp3", _is_mp3),
    ("txt", _is_text),
)


def _tell_package(file: BinaryIO) -> str:
    """Which kind of package a zip is; nothing but the list of its members and one short text is read."""
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            names = [member.filename for member in members]
            first = package.open(members[0]).read(100) if names[:1] == ["mimetype"] else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return ""
    if first:
        return BY_MIMETYPE.get(first.strip(), "zip")
    if "[Content_Types].xml" not in names:
        return "zip"
    return next((kind for folder, kind in OFFICE.items() if any(n.startswith(folder) for n in names)), "zip")
