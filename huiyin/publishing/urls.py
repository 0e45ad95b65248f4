from django.urls import path

from huiyin.publishing.views import lists, page

app_name = "articles"
urlpatterns = [
    path("", lists.index, name="index"),
    path("new/", lists.new, name="new"),
    path("<str:code>/", page.page, name="page"),
    path("<str:code>/edit/", page.edit, name="edit"),
    path("<str:code>/preview/", page.preview, name="preview"),
    path("<str:code>/certificate/", page.certificate, name="certificate"),
    path("<str:code>/<slug:name>/", page.step, name="step"),
]
