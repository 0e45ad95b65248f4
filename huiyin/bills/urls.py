from django.urls import path

from huiyin.bills.views import lists, page

app_name = "bills"
urlpatterns = [
    path("", lists.index, name="index"),
    path("new/", lists.new, name="new"),
    path("<str:code>/", page.page, name="page"),
    path("<str:code>/<slug:name>/", page.step, name="step"),
]
