"""How large an upload may be, and how much its reading may cost."""

MEGABYTE = 1024**2

PHOTO_BYTES = 25 * MEGABYTE
DOCUMENT_BYTES = 20 * MEGABYTE

PHOTO_PIXELS = 40_000_000
# A strip 65,535 pixels long and one high is no photograph, and a rendition 1,440 pixels wide
# and fifty times as high would cost more than the picture itself.
PHOTO_LONGEST_RATIO = 10

RENDITION_WIDTHS = (360, 720, 1440)

# A child that reads an upload. The memory is address space, of which some 120 MB are the
# interpreter and its libraries; a 40-megapixel WebP needs the most.
CHILD_MEMORY = 900 * MEGABYTE
CHILD_FILE_BYTES = 256 * MEGABYTE
CHILD_CPU_SECONDS = 20
CHILD_WALL_SECONDS = 60
CHILDREN_AT_ONCE = 2
