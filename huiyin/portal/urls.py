from django.urls import path

from huiyin.portal.views import (
    articles,
    deputies,
    finding,
    home,
    listing,
    opendata,
    pages,
    reports,
    rules,
    statistics,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", finding.find, name="find"),
    path("deputies/", deputies.index, name="deputies"),
    path("deputies/<int:pk>/", deputies.detail, name="deputy"),
    path("stations/", deputies.stations, name="stations"),
    path("suggestions/", listing.suggestions, name="suggestions"),
    path("suggestions/statistics/", statistics.statistics, name="statistics"),
    path("suggestions/reports/", reports.index, name="reports"),
    path("suggestions/data/", opendata.about, name="data"),
    path("suggestions/data/suggestions.json", opendata.as_json, name="json"),
    path("suggestions/data/suggestions.csv", opendata.as_csv, name="csv"),
    path("suggestions/feed.atom", opendata.feed, name="feed"),
    path("columns/", articles.columns, name="columns"),
    path("columns/<slug:key>/", articles.column, name="column"),
    path("articles/<str:code>/", articles.page, name="article"),
    path("rules/", rules.index, name="rules"),
    path("rules/<slug:key>/", rules.profile, name="profile"),
    path("search/", listing.search, name="search"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("record/how/", pages.how, name="how"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
]
