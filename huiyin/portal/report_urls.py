from django.urls import path

from huiyin.portal.views import reports

app_name = "report"
urlpatterns = [
    path("<int:year>/", reports.report, name="page"),
]
