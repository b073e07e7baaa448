"""Where links and forms around every page of the desk lead."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=1024)
def addresses(slug: str) -> dict[str, str]:
    """Where links and forms of the frame lead: looking an address up is among the dearest things a template does."""
    return {
        "tickets_at": reverse("desk-tickets", args=[slug]),
        "views_at": reverse("desk-views", args=[slug]),
        "bulk_at": reverse("desk-bulk", args=[slug]),
        "inbox_at": reverse("desk-inbox", args=[slug]),
        "drafts_at": reverse("desk-drafts", args=[slug]),
        "customers_at": reverse("desk-customers", args=[slug]),
        "articles_at": reverse("desk-articles", args=[slug]),
        "satisfaction_at": reverse("desk-satisfaction", args=[slug]),
        "article_report_at": reverse("desk-article-report", args=[slug]),
        "settings_at": reverse("settings", args=[slug]),
        "workspaces_at": reverse("workspaces"),
        "sign_out_at": reverse("sign-out"),
        "account_at": reverse("account"),
        "look_as_at": reverse("desk-look-as", args=[slug]),
        "stop_looking_at": reverse("desk-stop-looking", args=[slug]),
    }
