from django.urls import path

from huiyin.suggestions.views import photos

app_name = "photos"
urlpatterns = [path("<uuid:uid>/", photos.in_public, name="photo")]
