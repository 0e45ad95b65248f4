from django.urls import path

from huiyin.portal.views import laws

app_name = "laws"
urlpatterns = [
    path("", laws.index, name="index"),
    path("<slug:law>/", laws.page, name="page"),
    path("<slug:law>/docx/", laws.docx, name="docx"),
    path("<slug:law>/<path:article>/", laws.article, name="article"),
]
