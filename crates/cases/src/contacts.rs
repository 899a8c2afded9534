//! Contacts: a visit, call, message or meeting, or a try at one, with what the young person said in their own words
//! (S14, pages.md). The clocks read its evidence; people read this.

use diesel::prelude::*;
use jiff::civil::Date;
use waymark_rules::clocks::{EvidenceKind, Mark, Outcome};
use waymark_rules::dates::add_days;

use crate::access::words::listed;
use crate::access::{Checked, Permit, Read, Write, class};
use crate::db::{Day, Reading, Tx, instant, on_each_engine};
use crate::error::{Error, Result};
use crate::evidence::{self, EvidenceRow, NewEvidence};
use crate::ids::{PersonId, RowId};
use crate::own_record::decisions::{self, Decided, ShareDecision};
use crate::own_record::replies::{self, ReplyKind};
use crate::schema::{contact, evidence as evidence_table};

listed! {
    /// How somebody was met or talked with (rules.md §5.7).
    Way {
        AtHome = "at_home", "At their home";
        SomewhereElse = "somewhere_else", "Somewhere else, face to face";
        Video = "video", "Video call";
        Phone = "phone", "Phone call";
        Message = "message", "Messages";
        Letter = "letter", "Letter or email";
        ThroughSomebody = "through_somebody", "Through somebody else";
    }
}

listed! {
    /// How their words came to us.
    SaidHow {
        Said = "said", "Said";
        Wrote = "wrote", "Wrote";
        Interpreted = "interpreted", "Through an interpreter";
        Shown = "shown", "Showed, without words";
        NotSaid = "not_said", "They did not want to say";
    }
}

listed! {
    /// Whether they may read the entry at their own door (pages.md §1 rule 4).
    Share {
        Shared = "shared", "Yes, they can read it";
        TalkFirst = "talk_first", "After we have talked about it";
        Held = "held", "No";
    }
}

listed! {
    /// Why we did not meet, without blame.
    NotMet {
        NoAnswer = "no_answer", "No answer";
        NotIn = "not_in", "They were not in";
        Rearranged = "rearranged", "They asked for another day";
        NotToday = "not_today", "They did not want to meet this time";
        WeCouldNot = "we_could_not", "We could not come";
        NotAllowed = "not_allowed", "The place did not let us in";
    }
}

listed! {
    /// Why they may not read an entry yet (language.md §5). Being talked through first is an answer of its own.
    HeldBecause {
        Danger = "danger", "It could put someone in danger";
        SomebodyElse = "somebody_else", "It is about someone else";
    }
}

impl HeldBecause {
    /// As it is stored: the reason, and on the next line what was written about it.
    pub fn with_words(self, words: &str) -> String {
        format!("{}\n{}", self.code(), words.trim()).trim_end().to_owned()
    }

    fn of_stored(reason: &str) -> Option<Self> {
        Self::from_code(reason.lines().next().unwrap_or_default())
    }
}

impl Way {
    /// What the clocks look for in a contact of this sort in which both sides took part.
    pub const fn marks(self) -> &'static [Mark] {
        match self {
            Self::AtHome | Self::SomewhereElse => &[Mark::FaceToFace, Mark::TwoWay],
            Self::Video => &[Mark::Video, Mark::TwoWay],
            Self::Phone | Self::Message => &[Mark::TwoWay],
            Self::Letter => &[],
            Self::ThroughSomebody => &[Mark::ThirdParty],
        }
    }

    /// How a sentence at either door says it.
    pub const fn in_a_sentence(self) -> &'static str {
        match self {
            Self::AtHome => "a visit at home",
            Self::SomewhereElse => "a meeting",
            Self::Video => "a video call",
            Self::Phone => "a phone call",
            Self::Message => "messages",
            Self::Letter => "a letter or email",
            Self::ThroughSomebody => "news through somebody else",
        }
    }

    pub const fn is_face_to_face(self) -> bool {
        matches!(self, Self::AtHome | Self::SomewhereElse)
    }
}

/// A contact about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// The draft's own id: the same draft sent again is the same entry.
    pub draft: String,
    pub on: Date,
    pub way: Way,
    /// Why it did not come about; `None` when it did.
    pub not_met: Option<NotMet>,
    pub seen_alone: bool,
    /// The series of the home it happened at, for a visit to their home.
    pub at_home: Option<String>,
    pub their_words: String,
    pub said_how: SaidHow,
    /// 0 to 10, asked and never guessed.
    pub seemed: Option<i32>,
    pub what_happened: String,
    pub next_steps: String,
    pub share: Share,
    pub share_reason: String,
    /// By when it is to be talked through with them, at most [`TALK_WITHIN`] days on.
    pub talk_by: Option<Date>,
    /// When it was written down, if not now: for a history that is told whole.
    pub(crate) written_at: Option<i64>,
    /// What they said of it afterwards: for a history that is told whole.
    pub(crate) said_of_it: Vec<(ReplyKind, String)>,
}

impl NewContact {
    /// What they said of the entry when they had read it.
    #[must_use]
    pub fn answered_back(mut self, kind: ReplyKind, words: &str) -> Self {
        self.said_of_it.push((kind, words.to_owned()));
        self
    }

    /// A contact of which nothing else is known yet.
    pub fn on(draft: impl Into<String>, on: Date, way: Way) -> Self {
        Self {
            draft: draft.into(),
            on,
            way,
            not_met: None,
            seen_alone: false,
            at_home: None,
            their_words: String::new(),
            said_how: SaidHow::Said,
            seemed: None,
            what_happened: String::new(),
            next_steps: String::new(),
            share: Share::Shared,
            share_reason: String::new(),
            talk_by: None,
            written_at: None,
            said_of_it: Vec::new(),
        }
    }
}

/// A contact as it stands, with its evidence.
#[derive(Debug, Clone, Queryable)]
pub struct Contact {
    pub evidence: String,
    pub on: Day,
    pub outcome: String,
    pub marks: String,
    pub way: String,
    pub their_words: String,
    pub said_how: String,
    pub seemed: Option<i32>,
    pub what_happened: String,
    pub next_steps: String,
    pub share: String,
    pub share_reason: String,
    pub recorded_at: i64,
    pub recorded_by: String,
    pub detail: String,
    pub talk_by: Option<Day>,
}

/// The most days that "after we have talked about it" may take (pages.md §1 rule 4).
pub const TALK_WITHIN: i32 = 14;

impl Contact {
    pub fn way(&self) -> Option<Way> {
        Way::from_code(&self.way)
    }

    pub fn share(&self) -> Option<Share> {
        Share::from_code(&self.share)
    }

    pub fn came_about(&self) -> bool {
        evidence::from_code::<Outcome>(&self.outcome) == Some(Outcome::Done)
    }

    pub fn said_how(&self) -> Option<SaidHow> {
        SaidHow::from_code(&self.said_how)
    }

    /// Why it did not come about, if it did not.
    pub fn not_met(&self) -> Option<NotMet> {
        let detail: serde_json::Value = serde_json::from_str(&self.detail).ok()?;
        NotMet::from_code(detail.get("not_met")?.as_str()?)
    }

    pub fn held_because(&self) -> Option<HeldBecause> {
        HeldBecause::of_stored(&self.share_reason)
    }

    /// Whether this is what was typed, so that a second sending is told from a second entry.
    pub fn is_the_same_as(&self, new: &NewContact) -> bool {
        self.on.0 == new.on
            && self.way == new.way.code()
            && self.not_met() == new.not_met
            && self.their_words == new.their_words
            && self.what_happened == new.what_happened
            && self.next_steps == new.next_steps
            && self.share == new.share.code()
    }
}

/// What a young person reads of their contacts at their own door.
#[derive(Debug, Clone, Default)]
pub struct Theirs {
    pub shared: Vec<Contact>,
    /// To be talked about with them first.
    pub talk_first: usize,
    /// Not shown, by the kind of reason. Nothing else of these leaves this room.
    pub held: Vec<Held>,
}

/// Entries that are not shown for one kind of reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub because: Option<HeldBecause>,
    pub number: usize,
    /// Of these, how many a manager has decided about already.
    pub decided: usize,
    /// The next day on which a manager looks at one of them again.
    pub looked_at_again_on: Option<Date>,
}

macro_rules! columns {
    () => {
        (
            contact::evidence,
            evidence_table::happened_on,
            evidence_table::outcome,
            evidence_table::marks,
            contact::way,
            contact::their_words,
            contact::said_how,
            contact::seemed,
            contact::what_happened,
            contact::next_steps,
            contact::share,
            contact::share_reason,
            contact::recorded_at,
            evidence_table::recorded_by,
            evidence_table::detail,
            contact::talk_by,
        )
    };
}

/// The contacts of a person that were not taken back, with their evidence.
macro_rules! standing {
    ($person:expr) => {
        contact::table
            .inner_join(evidence_table::table.on(evidence_table::series.eq(contact::evidence)))
            .filter(contact::person_id.eq($person.as_str()))
            .filter(evidence_table::superseded_at.is_null())
    };
}

/// Records a contact. The clocks follow in the same transaction; the same draft sent again changes nothing.
pub fn record(tx: &mut Tx<'_>, permit: &Permit<class::CaseNotes, Write>, new: &NewContact) -> Result<RowId> {
    if let Some(earlier) = earlier(tx, permit, &new.draft)? {
        return Ok(earlier);
    }
    let series = evidence::record(tx, permit, &evidence_of(new))?;
    let row = ContactRow::new(tx, permit.person(), series.as_str(), new);
    insert_rows(tx, &[row])?;
    Ok(series)
}

/// Many at once, for the demonstration council and tests.
pub(crate) fn insert_all<'a>(
    tx: &mut Tx<'_>,
    people: impl Iterator<Item = (&'a PersonId, &'a [NewContact])>,
) -> Result<()> {
    let (mut evidence, mut rows, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for (person, contacts) in people {
        for new in contacts {
            let row = EvidenceRow::new(tx, person, &evidence_of(new));
            rows.push(ContactRow::new(tx, person, &row.series, new));
            said.extend(
                new.said_of_it.iter().map(|(kind, words)| replies::told_row(tx, person, &row.series, *kind, words)),
            );
            evidence.push(row);
        }
    }
    evidence::insert_rows(tx, &evidence)?;
    insert_rows(tx, &rows)?;
    replies::insert_rows(tx, &said)
}

#[derive(Insertable)]
#[diesel(table_name = contact, treat_none_as_default_value = false)]
struct ContactRow {
    evidence: String,
    person_id: String,
    draft: String,
    way: &'static str,
    their_words: String,
    said_how: &'static str,
    seemed: Option<i32>,
    what_happened: String,
    next_steps: String,
    share: &'static str,
    share_reason: String,
    recorded_at: i64,
    talk_by: Option<Day>,
    look_on: Option<Day>,
}

/// When a manager has to look at it: at once where it is held back, and the day after it should have been talked through.
fn look_on(new: &NewContact, talk_by: Option<Date>) -> Option<Date> {
    match new.share {
        Share::Shared => None,
        Share::TalkFirst => talk_by.map(|by| add_days(by, 1)),
        Share::Held => Some(new.on),
    }
}

impl ContactRow {
    fn new(tx: &Tx<'_>, person: &PersonId, series: &str, new: &NewContact) -> Self {
        let recorded_at = new.written_at.unwrap_or_else(|| tx.stamp());
        let latest = add_days(crate::clock::day_of(instant(recorded_at)), TALK_WITHIN);
        let talk_by = (new.share == Share::TalkFirst).then(|| new.talk_by.unwrap_or(latest).min(latest));
        Self {
            evidence: series.to_owned(),
            person_id: person.to_string(),
            draft: new.draft.clone(),
            way: new.way.code(),
            their_words: new.their_words.clone(),
            said_how: new.said_how.code(),
            seemed: new.seemed,
            what_happened: new.what_happened.clone(),
            next_steps: new.next_steps.clone(),
            share: new.share.code(),
            share_reason: new.share_reason.clone(),
            recorded_at,
            talk_by: talk_by.map(Day),
            look_on: look_on(new, talk_by).map(Day),
        }
    }
}

fn insert_rows(tx: &mut Tx<'_>, rows: &[ContactRow]) -> Result<()> {
    for part in rows.chunks(2000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(contact::table).values(part).execute(c))?;
    }
    Ok(())
}

/// What was saved from a draft already, if anything was.
pub fn earlier(r: &mut Reading<'_>, permit: &Permit<class::CaseNotes, Write>, draft: &str) -> Result<Option<RowId>> {
    let found: Option<(String, String)> = contact::table
        .filter(contact::draft.eq(draft))
        .select((contact::evidence, contact::person_id))
        .first(r.conn)
        .optional()?;
    match found {
        Some((_, person)) if person != permit.person().as_str() => {
            Err(Error::Contradicts("This draft was already saved for somebody else. Start again.".into()))
        }
        found => Ok(found.map(|(series, _)| RowId::stored(series))),
    }
}

pub(crate) fn evidence_of(new: &NewContact) -> NewEvidence {
    let mut recorded = NewEvidence::done(EvidenceKind::Contact, new.on, says(new)).detailed(serde_json::json!({
        "way": new.way.code(),
        "not_met": new.not_met.map(NotMet::code),
    }));
    recorded.at_home.clone_from(&new.at_home);
    recorded.written_at = new.written_at;
    if new.not_met.is_some() {
        return recorded.came_to(Outcome::Attempted);
    }
    let alone: &[Mark] = if new.seen_alone && new.way.is_face_to_face() { &[Mark::Alone] } else { &[] };
    recorded.with(new.way.marks()).with(alone)
}

/// How the timeline says it: both doors read this, so it says what happened and no more.
fn says(new: &NewContact) -> String {
    let way = new.way.in_a_sentence();
    match new.not_met {
        None => format!("Contact: {way}"),
        Some(why) => format!("We tried: {way}. {}", why.says()),
    }
}

/// A person's contacts, latest first.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::CaseNotes, Read>, limit: i64) -> Result<Vec<Contact>> {
    latest(r, permit.person(), limit)
}

/// One contact of a person.
pub fn one(r: &mut Reading<'_>, permit: &Permit<class::CaseNotes, Read>, id: &str) -> Result<Option<Contact>> {
    standing_one(r, permit.person(), id)
}

/// What they may read of their own contacts: those a worker read through and shared, and those a manager decided to show.
/// Of the others only how many there are, the kind of reason and when a manager looks again (pages.md §1 rule 4).
pub fn theirs(r: &mut Reading<'_>, permit: &Checked<class::CaseNotes>, limit: i64) -> Result<Theirs> {
    let decided = decisions::standing(r, permit.person())?;
    let mut theirs = Theirs::default();
    for entry in latest(r, permit.person(), limit)? {
        let decision = decided.get(&entry.evidence);
        match seen(&entry, decision) {
            Share::Shared => theirs.shared.push(entry),
            Share::TalkFirst => theirs.talk_first += 1,
            Share::Held => count(&mut theirs.held, entry.held_because(), decision),
        }
    }
    Ok(theirs)
}

/// One of the entries they may read; nothing for one that is held back.
pub fn one_of_theirs(r: &mut Reading<'_>, permit: &Checked<class::CaseNotes>, id: &str) -> Result<Option<Contact>> {
    let decided = decisions::standing(r, permit.person())?;
    let found = standing_one(r, permit.person(), id)?;
    Ok(found.filter(|entry| seen(entry, decided.get(&entry.evidence)) == Share::Shared))
}

pub(crate) fn standing_one(r: &mut Reading<'_>, person: &PersonId, id: &str) -> Result<Option<Contact>> {
    Ok(standing!(person).filter(contact::evidence.eq(id)).select(columns!()).first(r.conn).optional()?)
}

/// What stands of the answer to "can they read this": a manager's decision before the worker's.
pub fn seen(entry: &Contact, decision: Option<&Decided>) -> Share {
    match decision.and_then(Decided::decision) {
        Some(ShareDecision::Show) => Share::Shared,
        Some(ShareDecision::Hold) => Share::Held,
        None => entry.share().unwrap_or(Share::Held),
    }
}

fn count(held: &mut Vec<Held>, because: Option<HeldBecause>, decision: Option<&Decided>) {
    let again = decision.and_then(|one| one.review_on).map(|day| day.0);
    let decided = usize::from(decision.is_some());
    match held.iter_mut().find(|one| one.because == because) {
        Some(one) => {
            one.number += 1;
            one.decided += decided;
            one.looked_at_again_on = [one.looked_at_again_on, again].into_iter().flatten().min();
        }
        None => held.push(Held { because, number: 1, decided, looked_at_again_on: again }),
    }
}

fn latest(r: &mut Reading<'_>, person: &PersonId, limit: i64) -> Result<Vec<Contact>> {
    Ok(standing!(person)
        .order((evidence_table::happened_on.desc(), contact::recorded_at.desc()))
        .limit(limit)
        .select(columns!())
        .load(r.conn)?)
}
