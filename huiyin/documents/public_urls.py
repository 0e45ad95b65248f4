"""Documents for everybody: ``suggestions/reports/``."""

from django.urls import path

from huiyin.documents.views import annual

app_name = "public_documents"
urlpatterns = [path("<int:year>/<slug:format>/", annual.public, name="annual")]
