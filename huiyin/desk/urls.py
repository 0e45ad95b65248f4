from django.urls import path

from huiyin.desk.views import commitments, home, reveal, review, take_up

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("take-up/", take_up.take_up, name="take_up"),
    path("review/", review.index, name="review"),
    path("review/<uuid:uid>/", review.decide, name="decide"),
    path("reveal/", reveal.reveal, name="reveal"),
    path("commitments/", commitments.index, name="commitments"),
]
