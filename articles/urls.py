"""Public addresses of this room that are not pages of the tree."""

from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path("bot/", TemplateView.as_view(template_name="articles/bot.html"), name="bot"),
]
