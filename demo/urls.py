"""Addresses of a sample source: its home page, its feed, and a page for each entry."""

from django.urls import path

from demo import views

urlpatterns = [
    path("", views.home, name="sample_home"),
    path("feed", views.feed, name="sample_feed"),
    path("<slug:slug>/", views.entry, name="sample_entry"),
]
