from django.urls import path

from huiyin.sites.views import cluster, duties, site

app_name = "sites"
urlpatterns = [
    path("", cluster.index, name="index"),
    path("open/", cluster.open_site, name="open"),
    path("coverage/", cluster.coverage, name="coverage"),
    path("<slug:slug>/", site.page, name="page"),
    path("<slug:slug>/columns/", site.columns, name="columns"),
    path("<slug:slug>/notices/", site.notices, name="notices"),
    path("<slug:slug>/notices/<int:pk>/drop/", site.drop_notice, name="drop_notice"),
    path("<slug:slug>/capabilities/", duties.capabilities, name="capabilities"),
    path("<slug:slug>/duties/", duties.duties, name="duties"),
    path("<slug:slug>/steps/<slug:name>/", site.step, name="step"),
]
