"""Between pages of the tree and their addresses, live or not, without asking the pages on the way one by one.

Comes in: a magazine and a path, as `/nl/cloud/`, or a page. Goes out: the page, or where it stands in each magazine.
Error pages, gone addresses, generations and the personal fragment call it.
"""

from wagtail.models import Page, Site

FRONT_DEPTH = 2  # of a home page in the tree; every page of its magazine and language stands below it


def front_path(page: Page) -> str:
    """Where in the tree the front stands that a page stands below, or that it is."""
    return page.path[: FRONT_DEPTH * page.steplen]


def url_path_of(site: Site, path: str) -> str | None:
    """The `url_path` behind an address of a magazine; None where the magazine has no such language."""
    for root in Site.get_site_root_paths():
        prefix = f"/{root.language_code}/"
        if root.site_id == site.pk and path.startswith(prefix):
            rest = path.removeprefix(prefix)
            return root.root_path + (rest if not rest or rest.endswith("/") else f"{rest}/")
    return None


def page_at(site: Site, path: str) -> Page | None:
    """The page of the tree at an address of a magazine."""
    url_path = url_path_of(site, path)
    return Page.objects.filter(url_path=url_path).first() if url_path else None


def addresses_of(page: Page) -> list[tuple[int, str]]:
    """The id of each magazine that a page belongs to, with its path there."""
    return [
        (root.site_id, f"/{root.language_code}/{page.url_path.removeprefix(root.root_path)}")
        for root in Site.get_site_root_paths()
        if page.url_path.startswith(root.root_path)
    ]
