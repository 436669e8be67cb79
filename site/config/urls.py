"""Every address of the site. Wagtail's own sign-in doors are shadowed: they would sign in by password alone."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from articles import renditions
from articles.media.views import serve as serve_document
from articles.views import feeds, pages, pictures
from config import personal, views

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_sign_out = RedirectView.as_view(pattern_name="account_logout")
to_reset = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("bot", views.choose_language, {"path": "bot/"}),
    path("health", views.health, name="health"),
    path("robots.txt", feeds.robots, name="robots"),
    path(".well-known/security.txt", feeds.security, name="security"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", feeds.sitemap, name="sitemap"),
    path("news-sitemap.xml", feeds.news_sitemap, name="news_sitemap"),
    path("cms/login/", to_sign_in),
    path("cms/logout/", to_sign_out),
    re_path(r"^cms/password_reset/", to_reset),
    path("cms/", include(wagtailadmin_urls)),
    # Addresses change through accounts.change_address alone, so allauth's own page for them is closed.
    re_path(r"^accounts/(email|confirm-email)/", views.closed),
    path("accounts/", include("allauth.account.urls")),
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),  # with Range, for players
    path("documents/", include(wagtaildocs_urls)),
    # Pictures alone: a document goes through the view above, which asks whether its collection is private.
    re_path(rf"^media/(?P<folder>images)/(?P<path>.+{renditions.NAME_ENDS})$", pictures.made),
    re_path(r"^media/(?P<folder>share)/(?P<path>.+)$", pictures.made),
    re_path(r"^media/(?P<folder>images|original_images)/(?P<path>.+)$", pictures.of_the_cms),
]

urlpatterns += i18n_patterns(
    re_path(r"^_util/", to_sign_in),
    path("personal/", personal.page, name="personal"),
    path("personal/fragment/", personal.fragment, name="personal_fragment"),
    path("newsletters/", include("newsletters.urls")),
    path("", include("curation.urls")),
    path("", include("articles.urls")),
    re_path(wagtail_urls.serve_pattern, pages.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
handler429 = "config.views.too_many_requests"
