//! What must hold on every page there is. Each walks the access table itself, so a new page cannot arrive unnoticed.

mod access;
mod census;
mod fuzz;
mod getting_changes_nothing;
mod headers;
mod other_peoples_ids;
mod planted_names;

use jiff::civil::{Date, date};
use waymark_cases::history::Person;
use waymark_cases::ids::{PersonId, RowId, StaffId};
use waymark_cases::meetings::{Arrangement, Kind, Lead, TellMeeting, Way};
use waymark_cases::plans::Answer;
use waymark_cases::plans::told::{TellGoal, ToldAnswer};
use waymark_rules::plan_content::Situation;
use waymark_web::routes::Entry;

use crate::support::{App, Persona};

/// A goal that is in the plan of each young person these tests make.
pub const GOAL: &str = "00000000000000000000000000";

/// A review of each young person these tests make, of their care and of the plan.
pub const MEETING: &str = "00000000000000000000000001";

fn review(on: Date, by: &StaffId) -> TellMeeting {
    let arrangement = Arrangement {
        kind: Kind::Both,
        way: Way::Meeting,
        on: date(2026, 12, 10),
        at: "4pm".into(),
        place: "At college".into(),
        purpose: "To see how things are".into(),
        lead: Lead::Themselves,
    };
    TellMeeting::set_up(on, by, arrangement).named(MEETING)
}

/// What a plan needs for each of its pages to have something to show.
pub fn with_a_plan(app: &App, name: &str, born_on: Date, adviser: Option<&Persona>) -> PersonId {
    let (on, manager) = (date(2026, 10, 1), StaffId::fresh());
    let answer = ToldAnswer { answer: Answer::Agrees, words: String::new() };
    let told = Person::called(name).born(born_on).goal(TellGoal::theirs(on, "A quiet flat").named(GOAL)).plan_approved(
        on,
        &manager,
        answer,
        &manager,
        "Read with them.",
        Situation::default(),
    );
    let told = told.review(review(on, &manager));
    app.world.keep(match adviser {
        Some(adviser) => told.adviser(&adviser.staff_id(), date(2022, 1, 1)),
        None => told,
    })
}

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
        .replace("{goal}", GOAL)
        .replace("{meeting}", MEETING)
        .replace("{thing}", "report")
        .replace("{number}", "1")
        .replace("{matter}", "money")
        .replace("{aspect}", "why")
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
