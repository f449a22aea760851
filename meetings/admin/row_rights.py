"""Who may do what with the rows of a readout."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class RowRights(admin.StackedInline):
    """Rows that are seen with their readout, and changed by those who may change them."""

    @property
    def desk(self) -> Any:
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Give whether the person may see the readout: its rows are on its every page."""
        return self.desk.has_view_permission(request, obj) or self.is_open(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Give whether the person may add rows: to others, who may change those."""
        may = super().has_add_permission(request, obj)
        return may and (obj is None or self.has_change_permission(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Give whether the person may remove rows, which is a way to change them."""
        may = super().has_delete_permission(request, obj)
        return may and self.has_change_permission(request, obj)

    def may_be_rewritten(self, request: HttpRequest, obj: Any) -> bool:
        """Whether a text may be read into the rows: they then change, come and go."""
        if obj is None:
            return self.has_add_permission(request, obj)
        return self.has_add_permission(request, obj) and self.has_delete_permission(request, obj)

    def is_open(self, request: HttpRequest, obj: Any) -> bool:
        """Whether the readout to which the rows belong is open to this person."""
        if obj is None:
            return self.desk.has_add_permission(request)
        return self.desk.has_change_permission(request, obj)
