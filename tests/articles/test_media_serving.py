"""Documents going out: whole, in stretches, and only to who may have them."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from articles.models import Attachment
from tests.articles import files

pytestmark = pytest.mark.django_db
SOUND = files.wav(2000)


@pytest.fixture
def sound(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return files.document("geluid.wav", SOUND)


def body(response):
    return b"".join(response.streaming_content)


def test_whole_sound_goes_out_inline_with_its_kind(client, sound):
    response = client.get(sound.url)
    assert (response.status_code, body(response)) == (200, SOUND)
    assert response["Content-Type"] == "audio/wav"
    assert response["Content-Disposition"].startswith("inline")
    assert (response["Accept-Ranges"], response["X-Content-Type-Options"]) == ("bytes", "nosniff")
    assert response["Content-Length"] == str(len(SOUND)) and response["ETag"] == f'"{sound.file_hash}"'
    assert "Content-Encoding" not in response


def test_first_bytes_as_safari_asks_them(client, sound):
    response = client.get(sound.url, headers={"range": "bytes=0-1"})
    assert (response.status_code, body(response)) == (206, SOUND[:2])
    assert response["Content-Range"] == f"bytes 0-1/{len(SOUND)}"
    assert (response["Content-Length"], response["Content-Type"]) == ("2", "audio/wav")
    assert response["ETag"] == f'"{sound.file_hash}"' and response["X-Content-Type-Options"] == "nosniff"


def test_stretch_to_the_end_is_the_rest_of_the_file(client, sound):
    response = client.get(sound.url, headers={"range": "bytes=100-"})
    assert (response.status_code, body(response)) == (206, SOUND[100:])


def test_stretch_behind_the_end_is_416_with_the_length(client, sound):
    response = client.get(sound.url, headers={"range": f"bytes={len(SOUND)}-"})
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(SOUND)}")


def test_head_gives_the_headers_of_the_whole(client, sound):
    response = client.head(sound.url, headers={"range": "bytes=0-1"})
    assert (response.status_code, response["Content-Length"]) == (200, str(len(SOUND)))
    assert response["Accept-Ranges"] == "bytes"


def test_post_is_refused(client, sound):
    assert client.post(sound.url).status_code == 405


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ('"{tag}"', 206),
        ('W/"{tag}"', 200),
        ('"other"', 200),
        ("{date}", 206),
        ("Mon, 01 Jan 2024 00:00:00 GMT", 200),
        ("rubbish", 200),
    ],
)
def test_if_range_of_another_file_gives_the_whole(client, sound, known, status):
    date = client.get(sound.url)["Last-Modified"]
    sent = known.format(tag=sound.file_hash, date=date)
    response = client.get(sound.url, headers={"range": "bytes=0-1", "if-range": sent})
    assert response.status_code == status


def test_known_file_is_304_even_where_a_stretch_is_asked(client, sound):
    known = f'"{sound.file_hash}"'
    response = client.get(sound.url, headers={"if-none-match": known, "range": "bytes=0-1"})
    assert response.status_code == 304


def test_other_document_is_a_download(client, sound):
    text = files.document("lijst.csv", b"a;b\n1;2\n")
    response = client.get(text.url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_private_collection_asks_who_is_there_and_stays_out_of_shared_caches(client, admin_client, sound):
    hidden = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type="login")
    Attachment.objects.update(collection=hidden)
    assert client.get(sound.url, headers={"range": "bytes=0-1"}).status_code == 302
    response = admin_client.get(sound.url, headers={"range": "bytes=0-1"})
    assert (response.status_code, response["Cache-Control"][:7]) == (206, "private")


def test_public_document_may_be_kept_but_is_asked_anew(client, sound):
    assert client.get(sound.url)["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_large_file_goes_out_in_pieces(client, sound):
    film = files.document("film.mp4", files.mp4() + bytes(300_000))
    response = client.get(film.url, headers={"range": "bytes=10-299999"})
    pieces = [len(piece) for piece in response.streaming_content]
    assert sum(pieces) == 299_990 and max(pieces) <= 65_536


def test_file_that_is_gone_is_404(client, sound):
    sound.file.storage.delete(sound.file.name)
    assert client.get(sound.url, headers={"range": "bytes=0-1"}).status_code == 404


def test_name_of_another_document_is_404(client, sound):
    assert client.get(f"/documents/{sound.pk}/other.wav").status_code == 404


def test_replaced_file_under_the_same_tag_is_not_mixed(client, sound):
    tag = sound.file_hash
    sound.file.save("geluid.wav", ContentFile(files.wav(10)), save=False)
    sound._set_document_file_metadata()
    sound.save()
    response = client.get(sound.url, headers={"range": "bytes=0-1", "if-range": f'"{tag}"'})
    assert response.status_code == 200
