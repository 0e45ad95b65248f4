"""The pages of allauth we use: signing in by password and second factor.

Not its sign-up, e-mail and reset pages: accounts of officials are made by their office, and
e-mail addresses belong in the vault. The names are those allauth itself looks up.
"""

from allauth.account import views
from django.urls import include, path

from huiyin.accounts.views.password import PasswordChange

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", PasswordChange.as_view(), name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
