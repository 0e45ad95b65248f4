from django.urls import path

from huiyin.accounts.views import own, personas, sign_in

app_name = "people"
urlpatterns = [
    path("sign-in/", sign_in.ask_phone, name="sign-in"),
    path("sign-in/code/", sign_in.ask_code, name="code"),
    path("personas/", personas.choose, name="personas"),
    path("mine/looked/", own.looked, name="looked"),
    path("mine/consents/", own.consents, name="consents"),
    path("mine/data.json", own.data, name="data"),
]
