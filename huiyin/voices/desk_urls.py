app_name = "voice_desk"
urlpatterns = []
