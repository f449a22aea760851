"""From a canonical document to what a readout's page shows.

The public page, an edition's page and the desk's preview come from here, through one template,
so that what is approved is what appears.
"""

from meetings.page.files import PUBLIC_FILES, FileAddresses
from meetings.page.frame import Frame, frame_of, live_frame
from meetings.page.gone import Removal, removal_of
from meetings.page.history import Address, Edition, editions_of, page_address
from meetings.page.readout import page_of, preview_of, render_page, render_preview
from meetings.page.surroundings import edition_page, live_page

__all__ = [
    "PUBLIC_FILES",
    "Address",
    "Edition",
    "FileAddresses",
    "Frame",
    "Removal",
    "edition_page",
    "editions_of",
    "frame_of",
    "live_frame",
    "live_page",
    "page_address",
    "page_of",
    "preview_of",
    "removal_of",
    "render_page",
    "render_preview",
]
