"""Public addresses of this room, under `/<language>/newsletters/`."""

from django.urls import path

from newsletters.views import sign_up, subscriptions

urlpatterns = [
    path("", sign_up.newsletters, name="newsletters"),
    path("subscribe/", sign_up.subscribe, name="subscribe"),
    path("confirm/<str:token>/", subscriptions.confirm, name="confirm"),
    path("preferences/<str:token>/", subscriptions.preferences, name="preferences"),
    path("unsubscribe/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
    path(
        "unsubscribe/<str:token>/one-click/",
        subscriptions.unsubscribe_one_click,
        name="unsubscribe_one_click",
    ),
]
