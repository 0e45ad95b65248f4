from django.urls import path

from huiyin.bills.views import public

app_name = "public_bills"
urlpatterns = [
    path("", public.index, name="index"),
    path("<str:code>/", public.page, name="page"),
]
