"""Addresses of the sample sources."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
