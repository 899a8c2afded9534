//! "My adviser is with me": four plain words on the young person's screen, typed by their adviser on the adviser's own
//! signed-in page. Then that one browser is signed in. No password, no memory test, no copying by the young person.

use std::sync::LazyLock;

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};

use super::guessing::{self, Lane};
use super::sessions::Started;
use super::{Browser, accounts, codes, digest};
use crate::access::{Permit, RelationshipKind, Who, Write, class};
use crate::db::{Reading, Tx, instant, micros};
use crate::error::Result;
use crate::events::{EventKind, NewEvent};
use crate::ids::RowId;
use crate::schema::adviser_phrase;

/// How long the words work.
pub const GOOD_FOR: SignedDuration = SignedDuration::from_mins(10);
const WORDS_IN_A_PHRASE: usize = 4;
/// Phrases one browser may ask for while the first still works.
const MOST_ASKED: i64 = 5;

static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("kind_words.txt").lines().collect());

/// The words to show, and until when they work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub words: String,
    pub until_at: Timestamp,
}

/// What came of an adviser typing the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// The young person's screen can go on.
    Yes,
    /// No screen shows these words now.
    NoSuchPhrase,
    /// Only the adviser or second worker can do this.
    NotTheirWorker,
    /// Too many wrong phrases.
    Wait(SignedDuration),
}

/// What came of the young person's screen going on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    SignedIn(Started),
    /// The adviser has not typed the words yet.
    NotYet,
    Old,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = adviser_phrase)]
struct Row {
    id: String,
    expires_at: i64,
    who: Option<String>,
    used_at: Option<i64>,
}

impl Row {
    fn is_open(&self, now: Timestamp) -> bool {
        self.used_at.is_none() && now < instant(self.expires_at)
    }
}

/// Starts a phrase for this browser and gives the words; the ones it has while they still work.
pub fn show(tx: &mut Tx<'_>, binding: &str) -> Result<Option<Shown>> {
    if let Some(shown) = shown(tx, binding)? {
        return Ok(Some(shown));
    }
    let now = tx.now();
    let asked: i64 = adviser_phrase::table
        .filter(adviser_phrase::binding.eq(digest("binding", &[binding])))
        .filter(adviser_phrase::created_at.gt(micros(now - GOOD_FOR)))
        .count()
        .get_result(tx.reading.conn)?;
    if asked >= MOST_ASKED {
        return Ok(None);
    }
    let id = RowId::fresh();
    let words = words(id.as_str(), binding);
    let until_at = now + GOOD_FOR;
    diesel::insert_into(adviser_phrase::table)
        .values((
            adviser_phrase::id.eq(id.as_str()),
            adviser_phrase::binding.eq(digest("binding", &[binding])),
            adviser_phrase::phrase_digest.eq(digest("phrase", &[&words])),
            adviser_phrase::created_at.eq(micros(now)),
            adviser_phrase::expires_at.eq(micros(until_at)),
        ))
        .execute(tx.reading.conn)?;
    Ok(Some(Shown { words, until_at }))
}

/// The words this browser is showing, for drawing its page again. They are not stored: they follow from the browser's
/// own secret.
pub fn shown(r: &mut Reading<'_>, binding: &str) -> Result<Option<Shown>> {
    let now = r.now();
    let open = latest(r, binding)?.filter(|row| row.is_open(now));
    Ok(open.map(|row| Shown { words: words(&row.id, binding), until_at: instant(row.expires_at) }))
}

fn latest(r: &mut Reading<'_>, binding: &str) -> Result<Option<Row>> {
    Ok(adviser_phrase::table
        .filter(adviser_phrase::binding.eq(digest("binding", &[binding])))
        .order(adviser_phrase::created_at.desc())
        .select(Row::as_select())
        .first(r.conn)
        .optional()?)
}

fn words(id: &str, binding: &str) -> String {
    let drawn = digest("words", &[id, binding]);
    let pick = |place: usize| {
        let number = u64::from_str_radix(&drawn[place * 16..place * 16 + 16], 16).expect("a digest is hexadecimal");
        WORDS[(number % WORDS.len() as u64) as usize]
    };
    (0..WORDS_IN_A_PHRASE).map(pick).collect::<Vec<_>>().join(" ")
}

fn folded(typed: &str) -> String {
    let lower = typed.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The adviser types the words they see. The permit proves whose record it is; the tie in it must be their own.
pub fn confirm(tx: &mut Tx<'_>, permit: &Permit<class::Identity, Write>, typed: &str) -> Result<Confirmed> {
    if !is_their_worker(permit.grounds().relationship) {
        return Ok(Confirmed::NotTheirWorker);
    }
    let lane = Lane::of("phrase", &permit.holder().to_string(), true);
    let wait = guessing::wait(tx, &lane)?;
    if wait.is_positive() {
        return Ok(Confirmed::Wait(wait));
    }
    let now = tx.now();
    let open: Option<Row> = adviser_phrase::table
        .filter(adviser_phrase::phrase_digest.eq(digest("phrase", &[&folded(typed)])))
        .filter(adviser_phrase::who.is_null())
        .order(adviser_phrase::created_at.desc())
        .select(Row::as_select())
        .first(tx.reading.conn)
        .optional()?;
    let Some(row) = open.filter(|row| row.is_open(now)) else {
        guessing::failed(tx, &lane)?;
        super::note(tx, Some(permit.holder()), "adviser's phrase", "denied: wrong")?;
        return Ok(Confirmed::NoSuchPhrase);
    };
    guessing::succeeded(tx, &lane)?;
    vouch(tx, permit, &row)?;
    Ok(Confirmed::Yes)
}

const fn is_their_worker(tie: RelationshipKind) -> bool {
    match tie {
        RelationshipKind::AllocatedWorker | RelationshipKind::SecondWorker => true,
        RelationshipKind::Supervisor
        | RelationshipKind::Team
        | RelationshipKind::Service
        | RelationshipKind::ReviewingOfficerAppointment
        | RelationshipKind::AuditAssignment
        | RelationshipKind::Placement
        | RelationshipKind::Advocate
        | RelationshipKind::DutyShift
        | RelationshipKind::CostCentre
        | RelationshipKind::SharingPackage
        | RelationshipKind::NamedGrant
        | RelationshipKind::Oneself
        | RelationshipKind::Barred => false,
    }
}

/// The adviser's word opens an account if there is none yet, but never one that was disabled.
fn vouch(tx: &mut Tx<'_>, permit: &Permit<class::Identity, Write>, row: &Row) -> Result<()> {
    let who = Who::YoungPerson(permit.person().clone());
    accounts::open(tx, &who)?;
    let at = tx.now_micros();
    diesel::update(adviser_phrase::table.find(&row.id))
        .set((
            adviser_phrase::who.eq(who.to_string()),
            adviser_phrase::confirmed_by.eq(permit.holder().to_string()),
            adviser_phrase::confirmed_at.eq(at),
        ))
        .execute(tx.reading.conn)?;
    super::note(tx, Some(permit.holder()), "adviser's phrase", "allowed")?;
    let happened = NewEvent::new(EventKind::SignInChanged, tx.today(), "Your adviser helped you sign in on a device");
    tx.record(permit.person(), happened)
}

/// The young person's screen goes on, once the words were typed.
pub fn claim(tx: &mut Tx<'_>, binding: &str, is_own_phone: bool, browser: &Browser<'_>) -> Result<Claimed> {
    let now = tx.now();
    let Some(row) = latest(tx, binding)?.filter(|row| row.is_open(now)) else { return Ok(Claimed::Old) };
    let Some(who) = row.who.as_deref().and_then(Who::stored) else { return Ok(Claimed::NotYet) };
    let at = tx.now_micros();
    diesel::update(adviser_phrase::table.find(&row.id)).set(adviser_phrase::used_at.eq(at)).execute(tx.reading.conn)?;
    if !accounts::may_sign_in(tx, &who)? {
        return Ok(Claimed::Old);
    }
    super::note(tx, Some(&who), "with their adviser", "allowed")?;
    Ok(Claimed::SignedIn(codes::begin(tx, &who, is_own_phone, browser)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_over_a_thousand_words_and_each_is_short_plain_and_once_there() {
        assert!(WORDS.len() >= 1000, "{}", WORDS.len());
        assert!(WORDS.iter().all(|word| (3..=9).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())));
        let once: std::collections::BTreeSet<_> = WORDS.iter().collect();
        assert_eq!(once.len(), WORDS.len());
    }

    #[test]
    fn a_phrase_is_four_words_and_differs_from_browser_to_browser() {
        let phrase = words("a", "one browser");
        assert_eq!(phrase.split(' ').count(), 4);
        assert_eq!(phrase, words("a", "one browser"));
        assert_ne!(phrase, words("a", "another browser"));
        assert_ne!(phrase, words("b", "one browser"));
    }

    #[test]
    fn the_words_are_read_however_they_are_spaced_and_capitalised() {
        assert_eq!(folded(" Orchid, kettle-BRISK\tlantern. "), "orchid kettle brisk lantern");
    }
}
