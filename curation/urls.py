"""Public addresses of this room."""

from django.urls import path

from curation.views import public

urlpatterns = [
    path("sources.opml", public.sources, name="sources_opml"),
    path("stories/<int:story_id>-<slug:slug>/", public.story, name="story"),
]
