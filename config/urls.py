"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.health import Health

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    path("healthz", Health.as_view(), name="health"),
    path("", include("meetings.urls")),
]
