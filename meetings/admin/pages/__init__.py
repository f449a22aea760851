"""The desk's own pages beside the forms: Start, Decide, Stop, Compare, and who holds what."""

from config.admin import add_page, add_to_first_page
from meetings.admin.first_page import facts
from meetings.admin.pages.compare import compare
from meetings.admin.pages.decide import decide
from meetings.admin.pages.people import merge, newcomer, reshuffle
from meetings.admin.pages.stop import stop, stop_one
from meetings.admin.start import start

add_to_first_page(facts)
add_page("start/", start, "desk_start")
add_page("stop/", stop, "desk_stop")
add_page("stop/<str:number>/<str:what>/", stop_one, "desk_stop_one")
add_page("meetings/readout/<int:pk>/decide/", decide, "meetings_readout_decide")
add_page("meetings/readout/<int:pk>/compare/", compare, "meetings_readout_compare")
add_page("reshuffle/", reshuffle, "desk_reshuffle")
add_page("newcomer/", newcomer, "desk_newcomer")
add_page("relations/person/<int:pk>/merge/", merge, "relations_person_merge")
