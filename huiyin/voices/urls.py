from django.urls import path

from huiyin.voices.views import public

app_name = "voices"
urlpatterns = [
    path("new/", public.compose, name="new"),
    path("similar/", public.similar, name="similar"),
    path("verify/", public.verify, name="verify"),
    path("receipt/<str:code>/", public.receipt, name="receipt"),
    path("supported/<str:code>/", public.supported, name="supported"),
]
