"""Below the page of a suggestion: ``desk/suggestions/<code>/documents/``."""

from django.urls import path

from huiyin.documents.views import case

app_name = "documents"
urlpatterns = [
    path("", case.index, name="index"),
    path("scans/<uuid:uid>/", case.scanned, name="scanned"),
    path("<slug:kind>/<slug:which>/number/", case.number, name="number"),
    path("<slug:kind>/<slug:which>/scan/", case.scan, name="scan"),
    path("<slug:kind>/<slug:which>/<slug:format>/", case.take, name="take"),
]
