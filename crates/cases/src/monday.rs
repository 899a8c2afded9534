//! What a supervisor's teams have late and coming, by message on Mondays: numbers and the way to the list, no names.

use diesel::prelude::*;
use jiff::civil::{Date, Weekday};

use crate::access::{Role, Who, class};
use crate::clock::london;
use crate::clocks::late::{self, Counts};
use crate::db::{Asking, By, Reading, Tx, micros};
use crate::error::{Error, Result};
use crate::ids::StaffId;
use crate::messages_out::{self, NewMessage};
use crate::schema::message_out;
use crate::sign_in::accounts;
use crate::staff;

/// Those who answer for the work of others.
const SUPERVISE: &[Role] = &[Role::PracticeSupervisor, Role::TeamManager];
/// How each summary begins, by which one already sent is known again.
const BEGINS: &str = "This week: ";

/// Sends each supervisor their summary if today is Monday and it was not sent yet. May be run any number of times.
pub fn send(tx: &mut Tx<'_>, list: &str) -> Result<usize> {
    let today = tx.today();
    if today.weekday() != Weekday::Monday {
        return Ok(0);
    }
    let mut sent = 0;
    for one in staff::everyone(tx)? {
        let id = one.staff_id();
        if sent_since(tx, &id, today)? || !accounts::may_sign_in(tx, &Who::Staff(id.clone()))? {
            continue;
        }
        let Some(counts) = counts(tx, &id)? else { continue };
        let body = says(&counts, list);
        messages_out::send(
            tx,
            &NewMessage { person: None, staff: Some(id), channel: "email", address: one.email, body },
        )?;
        sent += 1;
    }
    Ok(sent)
}

fn sent_since(tx: &mut Tx<'_>, who: &StaffId, monday: Date) -> Result<bool> {
    let midnight = monday.to_zoned(london()).map_err(anyhow::Error::from)?.timestamp();
    let earlier: i64 = message_out::table
        .filter(message_out::staff_id.eq(who.as_str()))
        .filter(message_out::created_at.ge(micros(midnight)))
        .filter(message_out::body.like(format!("{BEGINS}%")))
        .count()
        .get_result(tx.reading.conn)?;
    Ok(earlier > 0)
}

/// The numbers they would see if they looked: by their own reach. Nothing for somebody who supervises nobody.
fn counts(tx: &mut Tx<'_>, who: &StaffId) -> Result<Option<Counts>> {
    let actor = staff::actor(tx, who)?;
    if !actor.roles.iter().any(|role| SUPERVISE.contains(role)) {
        return Ok(None);
    }
    let asking = Asking::new(By::Actor(actor), tx.now());
    // Nobody looked, so nothing goes into who looked: what comes out is numbers.
    let mut theirs = Reading::new(tx.reading.conn, &asking, None);
    match theirs.list_permit::<class::Status>().and_then(|permit| late::counts(&mut theirs, &permit)) {
        Ok(counts) => Ok(Some(counts).filter(|counts| counts.people > 0)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn says(counts: &Counts, list: &str) -> String {
    let late = match (counts.people_late, counts.late) {
        (0, _) => "nothing is late".to_owned(),
        (1, late) => format!("1 person has something late, {late} in all"),
        (people, late) => format!("{people} people have something late, {late} in all"),
    };
    format!("{BEGINS}{late}. Due soon: {}. See the list: {list}", counts.soon)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;
    use waymark_rules::clocks::EvidenceKind;
    use waymark_rules::facts::LegalStatus;

    use super::*;
    use crate::access::{Actor, PostKind};
    use crate::evidence::NewEvidence;
    use crate::history::{Care, Person};
    use crate::testing::TestStore;

    /// A team whose manager has an account, and Sam, with whom nobody has talked for a year.
    fn world(day: Date) -> (TestStore, Actor) {
        let world = TestStore::on(day);
        let team = world.store.write(&world.system(), |tx| staff::add_team(tx, "Harbour", "")).expect("a team");
        let mariam = world.staff("Mariam", Role::TeamManager, &[PostKind::Team(team.clone())]);
        world.store.write(&world.system(), |tx| accounts::open(tx, &mariam.who)).expect("an account");
        let care = Care::under(LegalStatus::C2, date(2016, 2, 1)).until(date(2025, 5, 4), "E4A");
        let begins = NewEvidence::done(EvidenceKind::RecordBegins, date(2025, 5, 4), "The record begins");
        let sam = Person::called("Sam").born(date(2007, 5, 4)).team(&team, date(2025, 5, 4));
        world.keep(sam.in_care(care).recorded(begins));
        (world, mariam)
    }

    fn run(world: &TestStore) -> usize {
        world.store.write(&world.system(), |tx| send(tx, "https://waymark.example/team")).expect("the summary")
    }

    #[test]
    fn on_monday_each_supervisor_gets_numbers_and_no_names() {
        let (world, mariam) = world(date(2026, 11, 23));
        assert_eq!(run(&world), 1);
        let message = world.messages().remove(0);
        let id = TestStore::staff_id(&mariam);
        let email = world.store.read(&world.system(), |r| staff::by_id(r, &id)).expect("staff").email;
        assert_eq!(message.address, email);
        assert!(message.body.starts_with("This week: 1 person has something late"), "{}", message.body);
        assert!(message.body.ends_with("https://waymark.example/team"), "{}", message.body);
        assert!(!message.body.contains("Sam") && !message.body.contains("Harbour"), "{}", message.body);
    }

    #[test]
    fn once_a_week_however_often_the_server_starts() {
        let (world, _) = world(date(2026, 11, 23));
        assert_eq!((run(&world), run(&world)), (1, 0));
        world.clock.advance(SignedDuration::from_hours(10));
        assert_eq!(run(&world), 0, "the same Monday");
        world.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(run(&world), 0, "Tuesday");
        world.clock.advance(SignedDuration::from_hours(6 * 24));
        assert_eq!(run(&world), 1, "the Monday after");
    }

    #[test]
    fn whoever_left_or_supervises_nobody_gets_none() {
        let (world, mariam) = world(date(2026, 11, 23));
        let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
        world.store.write(&world.system(), |tx| accounts::open(tx, &amira.who)).expect("an account");
        let id = TestStore::staff_id(&mariam);
        world.store.write(&world.system(), |tx| staff::leave(tx, &id)).expect("they leave");
        assert_eq!(run(&world), 0);
    }
}
