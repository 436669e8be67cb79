"""Small honest files of every kind that a document may be, and documents made of them."""

import io
import struct
import wave
import zipfile

from django.core.files.base import ContentFile

from articles.models import Attachment

ODF = "application/vnd.oasis.opendocument."
MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes


def wav(frames: int = 100) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * frames))
    return target.getvalue()


def mp4(brand: bytes = b"isom") -> bytes:
    return (
        struct.pack(">I", 24) + b"ftyp" + brand + b"\0\0\2\0" + b"isommp42" + struct.pack(">I", 8) + b"mdat"
    )


def webm(kind: bytes = b"webm") -> bytes:
    fields = b"\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82" + bytes([0x80 | len(kind)]) + kind
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(fields)]) + fields + bytes(20)


def ogg(packet: bytes = b"OpusHead\x01\x01") -> bytes:
    return b"OggS\x00\x02" + bytes(20) + b"\x01" + bytes([len(packet)]) + packet


def mp3(tag: bytes = b"") -> bytes:
    return tag + MP3_FRAME * 3


def package(*names: str, mimetype: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "<x/>")
    return target.getvalue()


GOOD = {
    "mp4": mp4(),
    "webm": webm(),
    "ogg": ogg(),
    "mp3": mp3(),
    "wav": wav(),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n",
    "zip": package("a.txt"),
    "docx": package("[Content_Types].xml", "word/document.xml"),
    "xlsx": package("[Content_Types].xml", "xl/workbook.xml"),
    "pptx": package("[Content_Types].xml", "ppt/presentation.xml"),
    "odt": package("content.xml", mimetype=f"{ODF}text"),
    "ods": package("content.xml", mimetype=f"{ODF}spreadsheet"),
    "epub": package("META-INF/container.xml", mimetype="application/epub+zip"),
    "csv": "naam;prijs\ncafé;3\n".encode(),
    "txt": "Zomaar één regel.\n".encode(),
}


def document(name: str, content: bytes) -> Attachment:
    """A stored document, as Wagtail's upload leaves it."""
    made = Attachment(title=name, file=ContentFile(content, name))
    made._set_document_file_metadata()
    made.save()
    return made
