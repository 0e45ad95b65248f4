from django.urls import path

from huiyin.trace.views import acts, matter, record, track

app_name = "trace"
urlpatterns = [
    path("track/", track.track, name="track"),
    path("matters/<str:code>/", matter.matter, name="matter"),
    path("matters/<str:code>/receipt.json", matter.receipt, name="receipt"),
    path("matters/<str:code>/support/", acts.support, name="support"),
    path("matters/<str:code>/follow/", acts.follow, name="follow"),
    path("matters/<str:code>/add/", acts.add, name="add"),
    path("matters/<str:code>/close/", acts.close, name="close"),
    path("matters/<str:code>/reopen/", acts.reopen, name="reopen"),
    path("record/", record.log, name="record"),
    path("record/key", record.key, name="key"),
    path("record/verify.py", record.verifier, name="verifier"),
]
