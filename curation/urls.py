"""Public addresses of this room."""

from django.urls import path

from curation.views import public

urlpatterns = [
    path("feed/", public.atom, name="feed"),
    path("stories/<int:story_id>-<slug:slug>/", public.story, name="story"),
]
