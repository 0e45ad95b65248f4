from django.urls import path

from huiyin.voices.views import deputy

app_name = "voice_desk"
urlpatterns = [
    path("", deputy.index, name="index"),
    path("<str:code>/", deputy.page, name="page"),
    path("<str:code>/answer/", deputy.answer, name="answer"),
    path("<str:code>/transfer/", deputy.transfer, name="transfer"),
]
