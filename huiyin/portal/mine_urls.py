from django.urls import path

from huiyin.portal.views import mine

app_name = "mine"
urlpatterns = [
    path("", mine.matters, name="matters"),
    path("notices/", mine.notices, name="notices"),
]
