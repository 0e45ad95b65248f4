from django.urls import path
from django.views.i18n import set_language

from huiyin.kit import views
from huiyin.kit.origin import from_this_site

app_name = "kit"
urlpatterns = [
    path("ui/", views.gallery, name="gallery"),
    path("ui/front/", views.front_gallery, name="front-gallery"),
    path("ui/profile/", views.profile_gallery, name="profile-gallery"),
    path("ui/desk/", views.desk_gallery, name="desk-gallery"),
    path("view/", views.set_view, name="view"),
    path("language/", from_this_site(set_language), name="language"),
]
