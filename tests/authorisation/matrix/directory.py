"""The directory: the territory, its people, structures and members, and what is imported."""

from __future__ import annotations

from .roles import AGENDA_KEEPERS, COORDINATORS, CORRECTORS, DIRECTORY_READERS, EVERYBODY, OFFICE

ROWS: dict[str, frozenset[str]] = {
    # territory
    "list_communes": EVERYBODY,
    "list_cpts": frozenset({"platform_operator"}),
    "found_cpts": frozenset({"platform_operator"}),
    "get_territory": frozenset({"platform_operator"}),
    "redraw_territory": frozenset({"platform_operator"}),
    "get_current_cpts": EVERYBODY,
    "get_current_outlines": EVERYBODY,
    "state_coordination": OFFICE,
    "announce_cpts_closure": OFFICE,
    "withdraw_cpts_closure": OFFICE,
    # people and structures
    "search_professionals": DIRECTORY_READERS,
    "get_professional": DIRECTORY_READERS,
    "list_structures": DIRECTORY_READERS,
    "get_structure": DIRECTORY_READERS,
    "list_recourses": DIRECTORY_READERS,
    "get_recourse": DIRECTORY_READERS,
    "add_recourse": AGENDA_KEEPERS,
    "change_recourse": AGENDA_KEEPERS,
    "list_professions": EVERYBODY,
    "list_specialties": EVERYBODY,
    "list_structure_categories": EVERYBODY,
    "list_languages": EVERYBODY,
    "list_directory_worklists": EVERYBODY,
    "state_offer": CORRECTORS,
    "confirm_offer": CORRECTORS,
    "correct_contact": CORRECTORS,
    "list_sheet_changes": CORRECTORS,
    "state_absence": CORRECTORS,
    "remove_absence": CORRECTORS,
    "state_training": CORRECTORS,
    "withdraw_training": CORRECTORS,
    "state_volunteering": OFFICE | COORDINATORS,
    # members and imports
    "list_members": DIRECTORY_READERS,
    "join_member": OFFICE,
    "depart_member": OFFICE,
    "list_imports": OFFICE | {"platform_operator"},
    "give_file": OFFICE | {"platform_operator"},
    "get_import": OFFICE | {"platform_operator"},
    "list_import_rejections": OFFICE | {"platform_operator"},
}
