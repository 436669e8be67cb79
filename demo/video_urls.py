"""Addresses of the sample host of video, shaped as PeerTube's are."""

from django.urls import path

from demo import video_views

urlpatterns = [
    path("w/<slug:name>", video_views.watch, name="sample_watch"),
    path("videos/embed/<slug:name>", video_views.player, name="sample_player"),
    path("films/<slug:name>.webm", video_views.film, name="sample_film"),
    path("services/oembed", video_views.oembed, name="sample_oembed"),
]
