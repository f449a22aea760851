"""The desk's own pages beside the forms: Decide, Stop, Compare, and who holds what."""

from config.admin import add_page, add_to_first_page
from config.carrying import give_back_by
from meetings.admin.first_page import facts
from meetings.admin.pages.compare import compare
from meetings.admin.pages.decide import decide
from meetings.admin.pages.meeting import merge_meeting
from meetings.admin.pages.people import merge, newcomer, reshuffle
from meetings.admin.pages.stop import stop, stop_one
from meetings.admin.returned import press_again, returned

add_to_first_page(facts)
add_page("stop/", stop, "desk_stop")
add_page("stop/<str:number>/<str:what>/", stop_one, "desk_stop_one")
add_page("meetings/readout/<int:pk>/decide/", decide, "meetings_readout_decide")
add_page("meetings/readout/<int:pk>/compare/", compare, "meetings_readout_compare")
add_page("meetings/readout/<int:pk>/merge/", merge_meeting, "meetings_readout_merge")
add_page("reshuffle/", reshuffle, "desk_reshuffle")
add_page("newcomer/", newcomer, "desk_newcomer")
add_page("relations/person/<int:pk>/merge/", merge, "relations_person_merge")

give_back_by("admin:meetings_readout_add", returned)
give_back_by("admin:meetings_readout_change", returned)
for name in ("meetings_readout_decide", "desk_stop", "desk_stop_one"):
    give_back_by(f"admin:{name}", press_again)
