from django.urls import path

from huiyin.portal.views import deputies, finding, home, listing, pages

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", finding.find, name="find"),
    path("deputies/", deputies.index, name="deputies"),
    path("deputies/<int:pk>/", deputies.detail, name="deputy"),
    path("stations/", deputies.stations, name="stations"),
    path("suggestions/", listing.suggestions, name="suggestions"),
    path("search/", listing.search, name="search"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("record/how/", pages.how, name="how"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
]
