"""Whose admin this is."""

from django.conf import settings
from django.contrib import admin

admin.site.site_header = f"{settings.MINISTRY.name}: Readout"
admin.site.site_title = f"Readout, {settings.MINISTRY.name}"
admin.site.index_title = "The desk"
admin.site.empty_value_display = "–"
