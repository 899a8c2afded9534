//! What is known about a person, one fact at a time: who said it, when it was true from, and when it was recorded.
//!
//! A newer answer supersedes an older one; the older one stays (DPR-12). "Not asked yet", "prefers not to say" and
//! "asked, does not know" are three different answers.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use waymark_ssda903::codes;

use crate::access::{Class, ListPermit, Permit, Read, Write, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{ImportId, PersonId, RowId};
use crate::schema::person_fact;

macro_rules! fact_kinds {
    ($($(#[$doc:meta])* $member:ident = $code:literal, $says:literal, $class:ident;)+) => {
        /// Everything that can be known about a person as a single answer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum FactKind { $($(#[$doc])* #[serde(rename = $code)] $member,)+ }

        impl FactKind {
            pub const ALL: &'static [Self] = &[$(Self::$member,)+];
            /// The stored name, also used in addresses.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$member => $code,)+ }
            }
            /// What staff screens call it.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$member => $says,)+ }
            }
            /// Which class of data it belongs to (assurance §2.2).
            pub const fn class(self) -> Class {
                match self { $(Self::$member => Class::$class,)+ }
            }
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

fact_kinds! {
    /// The name they like to be called: first everywhere.
    PreferredName = "preferred_name", "Name they like to be called", Identity;
    LegalName = "legal_name", "Full legal name", Identity;
    OtherName = "other_name", "Another name they are known by", Identity;
    BornOn = "born_on", "Date of birth", Identity;
    DobStatus = "dob_status", "How sure we are of the date of birth", Identity;
    Pronouns = "pronouns", "Pronouns", Identity;
    Gender = "gender", "Gender", Identity;
    /// As the yearly return codes it.
    Sex = "sex", "Sex in the yearly return", Identity;
    /// By the code of the yearly return.
    Ethnicity = "ethnicity", "Ethnicity", Identity;
    Religion = "religion", "Religion or belief", Identity;
    FirstLanguage = "first_language", "First language", Identity;
    Interpreter = "interpreter", "Interpreter", Identity;
    Communication = "communication", "How to communicate", Identity;
    ReadingHelp = "reading_help", "Help with reading", Identity;
    Disability = "disability", "Disability, and what helps", Identity;
    Culture = "culture", "Culture and what matters about it", Identity;
    Phone = "phone", "Phone", Identity;
    Email = "email", "Email", Identity;
    BestWay = "best_way", "Best way to reach them", Identity;
    SafeContact = "safe_contact", "What is safe to say in a message", Identity;
    QuietHours = "quiet_hours", "Times not to contact them", Identity;
    /// Asked before an adviser is chosen (S53).
    AdviserWishes = "adviser_wishes", "What they want in an adviser", Identity;
    Area = "area", "Lives in or outside our area", Status;
    Responsible = "responsible", "Who is responsible", Status;
    ChildNumber = "child_number", "Number in the yearly return", Identity;
    Upn = "upn", "Unique pupil number", Identity;
    Mother = "mother", "Is a mother (yearly return)", Family;
    FirstChildBornOn = "first_child_born_on", "First child's date of birth (yearly return)", Family;
    SeparatedYoungPerson = "separated_young_person", "Came to the UK on their own", Immigration;
    /// Their own introduction, in their own words.
    Introduction = "introduction", "In their words", Plan;
    LatestWords = "latest_words", "The latest thing they told us", Plan;
    WhatMatters = "what_matters", "What matters to them", Plan;
    WhatHelps = "what_helps", "What helps", Plan;
    WhatToAvoid = "what_to_avoid", "What to avoid", Plan;
    /// One sentence on what an invented person shows. Only in the demonstration council.
    Shows = "shows", "What this invented person shows", Status;
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Given(String),
    PrefersNotToSay,
    DoesNotKnow,
}

impl Answer {
    fn stored(&self) -> (&'static str, &str) {
        match self {
            Self::Given(value) => ("given", value),
            Self::PrefersNotToSay => ("prefers_not", ""),
            Self::DoesNotKnow => ("does_not_know", ""),
        }
    }

    fn read(answer: &str, value: String) -> Self {
        match answer {
            "prefers_not" => Self::PrefersNotToSay,
            "does_not_know" => Self::DoesNotKnow,
            _ => Self::Given(value),
        }
    }

    /// The words of the answer, if words were given.
    pub fn given(&self) -> Option<&str> {
        match self {
            Self::Given(value) => Some(value),
            Self::PrefersNotToSay | Self::DoesNotKnow => None,
        }
    }

    /// As a page shows it (language.md §6).
    pub fn says(&self) -> &str {
        match self {
            Self::Given(value) => value,
            Self::PrefersNotToSay => "Prefers not to say",
            Self::DoesNotKnow => "Asked, does not know",
        }
    }
}

/// Who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaidBy {
    Themselves,
    Worker,
    Carer,
    /// A statutory return, or another council's transfer.
    Return,
}

impl SaidBy {
    pub const ALL: [Self; 4] = [Self::Themselves, Self::Worker, Self::Carer, Self::Return];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Themselves => "themselves",
            Self::Worker => "worker",
            Self::Carer => "carer",
            Self::Return => "return",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }
}

/// One answer, with its provenance.
#[derive(Debug, Clone)]
pub struct Fact {
    pub id: String,
    pub kind: FactKind,
    pub answer: Answer,
    pub said_by: SaidBy,
    pub true_from: Option<Date>,
    pub recorded_at: i64,
    pub recorded_by: String,
    /// When a later answer took its place; `None` while it stands.
    pub superseded_at: Option<i64>,
}

impl Fact {
    /// As a page shows it.
    pub fn says(&self) -> Cow<'_, str> {
        self.kind.in_words(&self.answer)
    }
}

impl FactKind {
    /// An answer as a page shows it: what is kept as a code of the yearly return, in words.
    pub fn in_words(self, answer: &Answer) -> Cow<'_, str> {
        match (self, answer) {
            (Self::Ethnicity, Answer::Given(code)) => Cow::Owned(ethnicity_in_words(code)),
            _ => Cow::Borrowed(answer.says()),
        }
    }
}

/// The groups the yearly return knows, by code, each in words. How somebody did not answer is an [`Answer`] of its own.
pub fn ethnicities() -> impl Iterator<Item = (&'static str, String)> {
    let known = codes::set("ETHNIC").into_iter().flat_map(|set| set.codes);
    let groups = known.filter(|one| !["REFU", "NOBT"].contains(&one.code));
    groups.map(|one| (one.code, ethnicity_in_words(one.code)))
}

/// A code on no list stays as it was given.
fn ethnicity_in_words(code: &str) -> String {
    let mut letters = codes::staff_words("ETHNIC", code).chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// An answer about to be recorded.
#[derive(Debug, Clone)]
pub struct NewFact {
    pub kind: FactKind,
    pub answer: Answer,
    pub said_by: SaidBy,
    pub true_from: Option<Date>,
}

impl NewFact {
    pub fn given(kind: FactKind, value: impl Into<String>, said_by: SaidBy) -> Self {
        Self { kind, answer: Answer::Given(value.into()), said_by, true_from: None }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = person_fact)]
pub(crate) struct StoredFact {
    pub(crate) id: String,
    pub(crate) person_id: String,
    kind: String,
    answer: String,
    value: String,
    said_by: String,
    true_from: Option<Day>,
    recorded_at: i64,
    recorded_by: String,
    superseded_at: Option<i64>,
}

impl StoredFact {
    /// `None` for a kind this program does not know: kept in the table, shown by the version that knows it.
    pub(crate) fn read(self) -> Option<Fact> {
        Some(Fact {
            id: self.id,
            kind: FactKind::from_code(&self.kind)?,
            answer: Answer::read(&self.answer, self.value),
            said_by: SaidBy::from_code(&self.said_by).unwrap_or(SaidBy::Worker),
            true_from: self.true_from.map(|day| day.0),
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by,
            superseded_at: self.superseded_at,
        })
    }
}

/// A person's standing answers of the classes a permit opens.
#[derive(Debug, Clone, Default)]
pub struct Facts(BTreeMap<FactKind, Fact>);

impl Facts {
    pub fn get(&self, kind: FactKind) -> Option<&Fact> {
        self.0.get(&kind)
    }

    /// The words given for a kind, if any were.
    pub fn given(&self, kind: FactKind) -> Option<&str> {
        self.get(kind).and_then(|fact| fact.answer.given())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.0.values()
    }

    /// The name to use everywhere: what they like to be called, else the legal name.
    pub fn shown_name(&self) -> &str {
        self.given(FactKind::PreferredName).or_else(|| self.given(FactKind::LegalName)).unwrap_or("Name not recorded")
    }

    /// The name where staff need one for somebody: without a name, their number in the yearly return.
    pub fn name_or_number(&self) -> String {
        let named = self.given(FactKind::PreferredName).or_else(|| self.given(FactKind::LegalName)).is_some();
        match self.given(FactKind::ChildNumber) {
            Some(number) if !named => format!("Number {number}"),
            _ => self.shown_name().to_owned(),
        }
    }

    pub fn born_on(&self) -> Option<Date> {
        self.given(FactKind::BornOn).and_then(|text| text.parse().ok())
    }

    pub(crate) fn collect(facts: impl Iterator<Item = Fact>) -> Self {
        Self(facts.map(|fact| (fact.kind, fact)).collect())
    }
}

/// The standing answers of one class.
pub fn of_class<C: crate::access::class::DataClass>(r: &mut Reading<'_>, permit: &Permit<C, Read>) -> Result<Facts> {
    let codes: Vec<&str> =
        FactKind::ALL.iter().filter(|kind| kind.class() == C::CLASS).map(|kind| kind.code()).collect();
    let stored = person_fact::table
        .filter(person_fact::person_id.eq(permit.person().as_str()))
        .filter(person_fact::kind.eq_any(codes))
        .filter(person_fact::superseded_at.is_null())
        .select(StoredFact::as_select())
        .load(r.conn)?;
    Ok(Facts::collect(stored.into_iter().filter_map(StoredFact::read)))
}

/// Standing answers to a few questions of identity, for people a list shows. Whoever is out of the asker's reach is left
/// out (ACC-10).
pub fn of_listed(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Identity>,
    people: &[String],
    kinds: &[FactKind],
) -> Result<HashMap<String, Facts>> {
    let seen: Vec<String> = r.in_reach(permit, people)?.into_keys().collect();
    let codes: Vec<&str> =
        kinds.iter().filter(|kind| kind.class() == Class::Identity).map(|kind| kind.code()).collect();
    let stored: Vec<StoredFact> = person_fact::table
        .filter(person_fact::person_id.eq_any(&seen))
        .filter(person_fact::kind.eq_any(codes))
        .filter(person_fact::superseded_at.is_null())
        .select(StoredFact::as_select())
        .load(r.conn)?;
    let shown: Vec<PersonId> = seen.into_iter().map(PersonId::stored).collect();
    r.note_list(permit, "list", &shown)?;
    let mut of_each: HashMap<String, Facts> = HashMap::new();
    for one in stored {
        let person = one.person_id.clone();
        if let Some(fact) = one.read() {
            of_each.entry(person).or_default().0.insert(fact.kind, fact);
        }
    }
    Ok(of_each)
}

/// Every answer ever given to one question, newest first.
pub fn history<C: crate::access::class::DataClass>(
    r: &mut Reading<'_>,
    permit: &Permit<C, Read>,
    kind: FactKind,
) -> Result<Vec<Fact>> {
    if kind.class() != C::CLASS {
        return Err(Error::NotFound);
    }
    let stored = person_fact::table
        .filter(person_fact::person_id.eq(permit.person().as_str()))
        .filter(person_fact::kind.eq(kind.code()))
        .order((person_fact::recorded_at.desc(), person_fact::superseded_at.desc()))
        .select(StoredFact::as_select())
        .load(r.conn)?;
    Ok(stored.into_iter().filter_map(StoredFact::read).collect())
}

/// Records an answer as staff heard it. Nothing happens if it says what already stands.
pub fn record<C: crate::access::class::DataClass>(
    tx: &mut Tx<'_>,
    permit: &Permit<C, Write>,
    new: &NewFact,
) -> Result<bool> {
    if new.kind.class() != C::CLASS {
        return Err(Error::NotFound);
    }
    store(tx, permit.person(), std::slice::from_ref(new), None).map(|stored| stored > 0)
}

/// Records what a young person says of themselves, at their own door. Access allows only kinds of their own.
pub fn record_own(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Identity, crate::access::Suggest>,
    new: &NewFact,
) -> Result<bool> {
    if !OWN.contains(&new.kind) {
        return Err(Error::NotFound);
    }
    store(tx, permit.person(), std::slice::from_ref(new), None).map(|stored| stored > 0)
}

/// What a young person settles for themselves (Y43).
pub const OWN: &[FactKind] = &[
    FactKind::PreferredName,
    FactKind::Pronouns,
    FactKind::FirstLanguage,
    FactKind::ReadingHelp,
    FactKind::BestWay,
    FactKind::SafeContact,
    FactKind::QuietHours,
    FactKind::AdviserWishes,
];

#[derive(Insertable)]
#[diesel(table_name = person_fact, treat_none_as_default_value = false)]
pub(crate) struct FactRow {
    pub(crate) id: String,
    pub(crate) person_id: String,
    kind: &'static str,
    answer: &'static str,
    value: String,
    said_by: &'static str,
    true_from: Option<Day>,
    recorded_at: i64,
    recorded_by: String,
    import_id: Option<String>,
}

impl FactRow {
    pub(crate) fn new(tx: &Tx<'_>, person: &PersonId, new: &NewFact, import: Option<&ImportId>) -> Self {
        let (answer, value) = new.answer.stored();
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            kind: new.kind.code(),
            answer,
            value: value.to_owned(),
            said_by: new.said_by.code(),
            true_from: new.true_from.map(Day),
            recorded_at: tx.stamp(),
            recorded_by: tx.by(),
            import_id: import.map(ToString::to_string),
        }
    }
}

pub(crate) fn insert_rows(tx: &mut Tx<'_>, rows: &[FactRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(person_fact::table).values(part).execute(c))?;
    }
    Ok(())
}

/// Supersedes what stood and stores the new answers; says so on the timeline and refreshes what lists show.
pub(crate) fn store(tx: &mut Tx<'_>, person: &PersonId, new: &[NewFact], import: Option<&ImportId>) -> Result<usize> {
    let standing = standing(tx, person)?;
    let fresh: Vec<&NewFact> =
        new.iter().filter(|new| standing.get(new.kind).is_none_or(|fact| fact.answer != new.answer)).collect();
    if fresh.is_empty() {
        return Ok(0);
    }
    let rows: Vec<FactRow> = fresh.iter().map(|new| FactRow::new(tx, person, new, import)).collect();
    for (row, new) in rows.iter().zip(&fresh) {
        if let Some(old) = standing.get(new.kind) {
            supersede(tx, &old.id, &row.id)?;
        }
    }
    insert_rows(tx, &rows)?;
    let kinds: Vec<&str> = fresh.iter().map(|new| new.kind.code()).collect();
    let says = format!("Written down: {}", fresh.iter().map(|new| new.kind.says()).collect::<Vec<_>>().join(", "));
    let event = NewEvent::new(EventKind::FactRecorded, tx.today(), says)
        .with(serde_json::json!({ "fields": kinds }))
        .from_import(import);
    tx.record(person, event)?;
    let class = fresh.first().map_or(crate::access::Class::Identity, |new| new.kind.class());
    tx.audit_change(person, class.code(), &kinds.join(" "))?;
    crate::summary::refresh(tx, std::slice::from_ref(person))?;
    Ok(rows.len())
}

pub(crate) fn supersede(tx: &mut Tx<'_>, old: &str, by: &str) -> Result<()> {
    let at = tx.stamp();
    diesel::update(person_fact::table.find(old))
        .set((person_fact::superseded_at.eq(at), person_fact::superseded_by.eq(by)))
        .execute(tx.reading.conn)?;
    Ok(())
}

pub(crate) fn standing(tx: &mut Tx<'_>, person: &PersonId) -> Result<Facts> {
    let stored = person_fact::table
        .filter(person_fact::person_id.eq(person.as_str()))
        .filter(person_fact::superseded_at.is_null())
        .select(StoredFact::as_select())
        .load(tx.reading.conn)?;
    Ok(Facts::collect(stored.into_iter().filter_map(StoredFact::read)))
}
