from meetings.admin import forms, log, occasion, page, pages, place, readout, tag, users

__all__ = ["forms", "log", "occasion", "page", "pages", "place", "readout", "tag", "users"]
