from django.urls import path

from huiyin.suggestions.views import consulting

app_name = "consultations"
urlpatterns = [
    path("", consulting.index, name="index"),
    path("<int:pk>/", consulting.page, name="page"),
    path("<int:pk>/verify/", consulting.verify, name="verify"),
]
