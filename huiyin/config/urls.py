"""Addresses. Each app's own are in its ``urls``; the tenant's prefix is added by its scope."""

from django.urls import include, path

from huiyin.config import machine

urlpatterns = [
    path("-/health", machine.health),
    path("-/ready", machine.ready),
    path("accounts/", include("huiyin.accounts.office_urls")),
    path("desk/voices/", include("huiyin.voices.desk_urls")),
    path("desk/documents/", include("huiyin.documents.desk_urls")),
    path("desk/suggestions/<str:code>/documents/", include("huiyin.documents.urls")),
    path("desk/suggestions/", include("huiyin.suggestions.urls")),
    path("desk/reports/", include("huiyin.reports.urls")),
    path("desk/sites/", include("huiyin.sites.urls")),
    path("desk/articles/", include("huiyin.publishing.urls")),
    path("desk/bills/", include("huiyin.bills.urls")),
    path("desk/", include("huiyin.desk.urls")),
    path("bills/", include("huiyin.bills.public_urls")),
    path("photos/", include("huiyin.suggestions.photo_urls")),
    path("consultations/", include("huiyin.suggestions.public_urls")),
    path("voices/", include("huiyin.voices.urls")),
    path("mine/", include("huiyin.portal.mine_urls")),
    path("laws/", include("huiyin.portal.law_urls")),
    path("", include("huiyin.accounts.urls")),
    path("", include("huiyin.kit.urls")),
    path("", include("huiyin.trace.urls")),
    path("suggestions/reports/", include("huiyin.portal.report_urls")),
    path("suggestions/reports/", include("huiyin.documents.public_urls")),
    path("", include("huiyin.portal.urls")),
]
handler400 = "huiyin.kit.errors.bad_request"
handler403 = "huiyin.kit.errors.not_found"
handler404 = "huiyin.kit.errors.not_found"
handler429 = "huiyin.kit.errors.too_many"
handler500 = "huiyin.kit.errors.server_error"
