//! What must hold on every page there is. Each walks the access table itself, so a new page cannot arrive unnoticed.

mod access;
mod fuzz;
mod getting_changes_nothing;
mod headers;
mod other_peoples_ids;
mod planted_names;

use waymark_cases::ids::{PersonId, RowId, StaffId};
use waymark_web::routes::Entry;

/// An address of a page, with real ids where it wants them.
pub fn address(entry: &Entry, person: &PersonId, staff: &StaffId) -> String {
    entry
        .path
        .replace("{person}", person.as_str())
        .replace("{staff}", staff.as_str())
        .replace("{kind}", "preferred_name")
        .replace("{entitlement}", "ENT-02")
        .replace("{clock}", "CLK-23")
        .replace("{paper}", "photo_id")
        .replace("{event}", "assessment")
        .replace("{change}", "move")
        .replace("{domain}", "home")
        .replace("{part}", "home")
        .replace("{question}", "life-now")
        .replace("{file}", "nothing-here")
        .replace("{held}", RowId::fresh().as_str())
        .split('/')
        .map(|part| if part.starts_with('{') { RowId::fresh().to_string() } else { part.to_owned() })
        .collect::<Vec<_>>()
        .join("/")
}

/// Pages that end or change something by being opened, by design.
pub fn acts_when_opened(entry: &Entry) -> bool {
    entry.path == "/me/leave-now"
}
