"""Documents coming in: through each of Wagtail's three doors, a file that is not what its name says is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from articles.media import checking
from articles.models import Attachment
from tests.articles import files

pytestmark = pytest.mark.django_db
HTML = b"<html><script>alert(1)</script></html>"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def collection():
    return Collection.get_first_root_node().pk


def upload(client, name, content):
    """Through the form for one document."""
    fields = {"title": "Titel", "collection": collection(), "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("wagtaildocs:add"), fields)


def upload_many(client, name, content):
    """Through the view that takes several, one request a file; gives its JSON."""
    fields = {"title": name, "collection": collection(), "files[]": SimpleUploadedFile(name, content)}
    return client.post(reverse("wagtaildocs:add_multiple"), fields).json()


def upload_in_chooser(client, name, content):
    """Through the chooser of a block; gives its JSON."""
    at = "document-chooser-upload"
    file = SimpleUploadedFile(name, content)
    fields = {f"{at}-title": "Titel", f"{at}-collection": collection(), f"{at}-file": file}
    return client.post(reverse("wagtaildocs_chooser:create"), fields).json()


@pytest.mark.parametrize("kind", sorted(files.GOOD))
def test_honest_file_of_each_kind_is_taken(admin_client, kind):
    assert upload(admin_client, f"bestand.{kind}", files.GOOD[kind]).status_code == 302
    assert Attachment.objects.get().file_hash


@pytest.mark.parametrize("name", ["film.mp4", "geluid.mp3", "rapport.pdf", "lijst.csv", "pakket.zip"])
def test_page_of_html_under_another_name_is_refused_and_the_form_kept(admin_client, name):
    response = upload(admin_client, name, HTML)
    kind = name.rpartition(".")[2]
    assert (
        f"Dit bestand heet {kind}" in response.content.decode()
        or f"called {kind}" in response.content.decode()
    )
    assert 'value="Titel"' in response.content.decode() and not Attachment.objects.exists()


def test_wave_under_the_name_of_mp3_is_told_what_it_is(admin_client):
    text = upload(admin_client, "geluid.mp3", files.wav()).content.decode()
    assert "wav" in text and not Attachment.objects.exists()


def test_several_at_once_refuse_the_false_one_and_take_the_other(admin_client):
    refused = upload_many(admin_client, "film.webm", HTML)
    assert not refused["success"] and "webm" in refused["error_message"]
    assert upload_many(admin_client, "film.webm", files.webm())["success"]
    assert [one.filename for one in Attachment.objects.all()] == ["film.webm"]


def test_chooser_refuses_the_false_file_in_its_form(admin_client):
    refused = upload_in_chooser(admin_client, "geluid.ogg", HTML)
    assert refused["step"] == "reshow_creation_form" and "ogg" in refused["htmlFragment"]
    assert upload_in_chooser(admin_client, "geluid.ogg", files.ogg())["step"] == "chosen"


def test_kind_that_we_do_not_take_is_refused(admin_client):
    assert upload(admin_client, "tekening.svg", b"<svg/>").status_code == 200
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("name", "kind"), [("film.mp4", "MEDIA_BYTES"), ("rapport.pdf", "DOCUMENT_BYTES")])
def test_file_beyond_the_limit_of_its_kind_is_refused(admin_client, monkeypatch, name, kind):
    monkeypatch.setattr(checking, kind, 10)
    content = files.GOOD[name.rpartition(".")[2]]
    assert "10" in upload(admin_client, name, content).content.decode()
    assert not Attachment.objects.exists()


def test_limits_of_the_settings_and_of_media_are_the_same(settings):
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == checking.MEDIA_BYTES > checking.DOCUMENT_BYTES


def test_new_title_of_a_stored_document_does_not_look_at_its_file_again(admin_client):
    stored = files.document("oud.pdf", b"was taken before bytes were looked at")
    fields = {"title": "Nieuw", "collection": collection()}
    admin_client.post(reverse("wagtaildocs:edit", args=[stored.pk]), fields)
    stored.refresh_from_db()
    assert stored.title == "Nieuw"


def test_new_file_of_a_stored_document_is_looked_at(admin_client):
    stored = files.document("film.mp4", files.mp4())
    fields = {"title": "Nieuw", "collection": collection(), "file": SimpleUploadedFile("film.mp4", HTML)}
    assert admin_client.post(reverse("wagtaildocs:edit", args=[stored.pk]), fields).status_code == 200
    stored.refresh_from_db()
    assert stored.title == "film.mp4" and stored.file.read() == files.mp4()


def test_file_with_an_endless_name_is_refused_or_taken_but_does_not_fail(admin_client):
    answer = upload_many(admin_client, f"{'a' * 300}.pdf", files.GOOD["pdf"])
    assert "success" in answer
