from django.urls import path

from huiyin.suggestions.views import lists, page, photos

app_name = "suggestions"
urlpatterns = [
    path("", lists.index, name="index"),
    path("new/", lists.new, name="new"),
    path("<str:code>/", page.page, name="page"),
    path("<str:code>/photos/<uuid:uid>/", photos.at_work, name="photo"),
    path("<str:code>/<slug:name>/", page.step, name="step"),
]
