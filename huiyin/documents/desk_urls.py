"""Documents of a whole congress: ``desk/documents/``."""

from django.urls import path

from huiyin.documents.views import annual

app_name = "congress_documents"
urlpatterns = [path("annual/<int:year>/<slug:format>/", annual.take, name="annual")]
