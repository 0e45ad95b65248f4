from django.urls import path

from huiyin.desk.views import (
    assistants,
    bulk,
    commitments,
    filters,
    home,
    reveal,
    review,
    tables,
    take_up,
    taking_out,
)

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("take-up/", take_up.take_up, name="take_up"),
    path("review/", review.index, name="review"),
    path("review/<uuid:uid>/", review.decide, name="decide"),
    path("reveal/", reveal.reveal, name="reveal"),
    path("commitments/", commitments.index, name="commitments"),
    path("lists/", taking_out.export, name="export"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("bulk/<uuid:uid>/", bulk.bulk_done, name="bulk_done"),
    path("tables/", tables.send, name="import"),
    path("tables/<uuid:uid>/", tables.table, name="table"),
    path("filters/", filters.save, name="save_filter"),
    path("filters/<int:pk>/drop/", filters.drop, name="drop_filter"),
    path("assistants/", assistants.index, name="assistants"),
    path("assistants/<int:pk>/dismiss/", assistants.dismiss, name="dismiss_assistant"),
]
