from django.urls import path

from huiyin.reports import views

app_name = "report_desk"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:year>/", views.page, name="page"),
    path("<int:year>/<slug:name>/", views.act, name="act"),
]
