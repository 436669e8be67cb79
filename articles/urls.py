"""Public addresses of this room that are not pages of the tree."""

from django.urls import path
from django.views.generic import TemplateView

from articles.views import rows

urlpatterns = [
    path("bot/", TemplateView.as_view(template_name="articles/bot.html"), name="bot"),
    path("topics/", rows.topics, name="topics"),
    path("topics/<slug:slug>/", rows.topic, name="topic"),
    path("series/", rows.series_list, name="series_list"),
    path("series/<slug:slug>/", rows.series, name="series"),
    path("experts/", rows.experts, name="experts"),
    path("experts/<slug:slug>/", rows.expert, name="expert"),
    path("organisations/", rows.organisations, name="organisations"),
    path("organisations/<slug:slug>/", rows.organisation, name="organisation"),
]
