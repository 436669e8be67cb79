"""Public addresses of this room that are not pages of the tree."""

from django.urls import path, re_path
from django.views.generic import TemplateView

from articles.public_pages import public_page
from articles.views import feeds, rows

FORMATS = r"(?P<form>atom|rss|json)"

urlpatterns = [
    re_path(rf"^feeds/(?P<kind>magazine|digests)\.{FORMATS}$", feeds.feed, name="feed"),
    re_path(
        rf"^feeds/(?P<kind>section|topic|expert)/(?P<key>[-\w]+)\.{FORMATS}$", feeds.feed, name="feed_of"
    ),
    path("feeds/", public_page()(TemplateView.as_view(template_name="articles/feeds.html")), name="feeds"),
    path("feed/", feeds.first_feed),
    path("bot/", public_page()(TemplateView.as_view(template_name="articles/bot.html")), name="bot"),
    path("topics/", rows.topics, name="topics"),
    path("topics/<slug:slug>/", rows.topic, name="topic"),
    path("series/", rows.series_list, name="series_list"),
    path("series/<slug:slug>/", rows.series, name="series"),
    path("experts/", rows.experts, name="experts"),
    path("experts/<slug:slug>/", rows.expert, name="expert"),
    path("organisations/", rows.organisations, name="organisations"),
    path("organisations/<slug:slug>/", rows.organisation, name="organisation"),
]
