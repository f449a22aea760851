"""An invented archive of any size, the same whenever it is made, for measuring and trying out."""

from meetings.synthetic.archive import AlreadyThere, make

__all__ = ["AlreadyThere", "make"]
