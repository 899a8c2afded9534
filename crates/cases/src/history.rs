//! One person's history, told in the order a worker would tell it.
//!
//! The demonstration council, the tests and the screenshots all tell their people with this one builder, so that what is
//! shown, what is tested and what is stored have the same shape. Telling a history gives nobody access to anything: it is
//! written down only by a test's own store or by [`crate::demonstration`].

use jiff::civil::Date;
use serde::Serialize;
use waymark_rules::clocks::{Evidence, EvidenceKind, Outcome};
use waymark_rules::entitlements::{ClaimKind, HeldState, Id, Paper};
use waymark_rules::facts::{
    AftercareRequest, Detention, FamilyPlacement, LegalStatus, Order, OtherAccommodation, Programme,
};
use waymark_rules::plan_content::{Matter, Situation};
use waymark_rules::policy::Policy;
use waymark_rules::status::StatusResult;

use crate::access::{Grade, RelationshipKind};
use crate::assessments;
use crate::care::{
    DatedFact, DatedFactRow, DatedKind, Episode, EpisodeRow, NewDatedFact, NewEpisode, NewReturnRow, ReturnRowRow,
};
use crate::contacts::{self, NewContact};
use crate::db::{Day, Tx, on_each_engine};
use crate::disclosures::{self, DisclosureRow, NewDisclosure};
use crate::entitlements::{ClaimRow, NewClaim};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::evidence::{self, Elsewhere, EvidenceRow, NewEvidence, RowSeen, TieSeen};
use crate::facts::{Answer, Fact, FactKind, NewFact, SaidBy};
use crate::going;
use crate::ids::{PersonId, RowId, StaffId, TeamId};
use crate::meetings::TellMeeting;
use crate::papers::{NewPaper, PaperRow};
use crate::people::NewPerson;
use crate::permissions::NewPermission;
use crate::plans::told::{TellGoal, Told, ToldAnswer};
use crate::relationships::{Holder, NewTie};
use crate::scales;
use crate::schema::{restriction, restriction_named};

/// A young person, before anything is stored.
#[derive(Debug, Clone, Default)]
pub struct Person {
    facts: Vec<NewFact>,
    ties: Vec<NewTie>,
    episodes: Vec<NewEpisode>,
    dated: Vec<NewDatedFact>,
    returned: Vec<NewReturnRow>,
    evidence: Vec<NewEvidence>,
    contacts: Vec<NewContact>,
    said: Vec<assessments::NewEntry>,
    assessed: Vec<assessments::NewStep>,
    going: Vec<going::NewAnswer>,
    helped: Vec<going::NewNote>,
    scales: Vec<Scale>,
    restricted: Option<Restricted>,
    events: Vec<NewEvent>,
    claims: Vec<NewClaim>,
    disclosures: Vec<NewDisclosure>,
    papers: Vec<NewPaper>,
    plan: Told,
    reviews: Vec<TellMeeting>,
}

/// A question from 0 to 10 with its answers.
type Scale = (scales::NewQuestion, Vec<scales::NewAnswer>);

/// A record closed to all but a named list (ACC-07).
#[derive(Debug, Clone)]
struct Restricted {
    grade: Grade,
    reason: String,
    review_on: Date,
    named: Vec<StaffId>,
}

/// Who they are.
impl Person {
    /// Somebody, by the name they like to be called.
    pub fn called(name: &str) -> Self {
        Self::default().fact(FactKind::PreferredName, name, SaidBy::Themselves)
    }

    pub fn legally(self, name: &str) -> Self {
        self.fact(FactKind::LegalName, name, SaidBy::Worker)
    }

    pub fn born(self, on: Date) -> Self {
        self.fact(FactKind::BornOn, on.to_string(), SaidBy::Worker)
    }

    /// Any single answer, with who gave it.
    pub fn fact(mut self, kind: FactKind, value: impl Into<String>, said_by: SaidBy) -> Self {
        self.facts.push(NewFact::given(kind, value, said_by));
        self
    }

    /// "Prefers not to say" or "asked, does not know": answers like any other.
    pub fn answered(mut self, kind: FactKind, answer: Answer, said_by: SaidBy) -> Self {
        self.facts.push(NewFact { kind, answer, said_by, true_from: None });
        self
    }

    /// Something they said of themselves.
    pub fn own(self, kind: FactKind, value: &str) -> Self {
        self.fact(kind, value, SaidBy::Themselves)
    }

    /// Their own introduction.
    pub fn introduces(self, words: &str) -> Self {
        self.own(FactKind::Introduction, words)
    }

    /// The latest thing they told us.
    pub fn says(self, words: &str) -> Self {
        self.own(FactKind::LatestWords, words)
    }

    /// One sentence on what an invented person shows.
    pub fn shows(self, sentence: &str) -> Self {
        self.fact(FactKind::Shows, sentence, SaidBy::Worker)
    }
}

/// Who stands by them.
impl Person {
    pub fn adviser(self, who: &StaffId, from_on: Date) -> Self {
        self.tied(RelationshipKind::AllocatedWorker, Holder::Staff(who.clone()), from_on, None)
    }

    /// The social worker beside the adviser, for somebody under 18.
    pub fn social_worker(self, who: &StaffId, from_on: Date, to_on: Option<Date>) -> Self {
        self.tied(RelationshipKind::SecondWorker, Holder::Staff(who.clone()), from_on, to_on)
    }

    pub fn team(self, team: &TeamId, from_on: Date) -> Self {
        self.tied(RelationshipKind::Team, Holder::Team(team.clone()), from_on, None)
    }

    pub fn tied(mut self, kind: RelationshipKind, holder: Holder, from_on: Date, to_on: Option<Date>) -> Self {
        self.ties.push(NewTie { kind, holder, from_on, to_on, reason: String::new() });
        self
    }

    pub fn tie(mut self, tie: NewTie) -> Self {
        self.ties.push(tie);
        self
    }

    /// Closes the record to all but these, until it is looked at again.
    pub fn restricted(mut self, grade: Grade, reason: &str, review_on: Date, named: &[StaffId]) -> Self {
        self.restricted = Some(Restricted { grade, reason: reason.to_owned(), review_on, named: named.to_vec() });
        self
    }
}

/// What happened to them.
impl Person {
    pub fn in_care(mut self, care: Care) -> Self {
        self.episodes.extend(care.0);
        self
    }

    /// A review of the plan, of their care, or both.
    pub fn review(mut self, told: TellMeeting) -> Self {
        self.evidence.extend(told.evidence());
        self.reviews.push(told);
        self
    }

    /// Sharing without a yes, put to a manager.
    pub fn shared_without(mut self, new: NewDisclosure) -> Self {
        self.disclosures.push(new);
        self
    }

    /// A yes to tell somebody outside the council, given on a day.
    pub fn says_yes(self, on: Date, yes: &NewPermission) -> Self {
        match yes.evidence(on) {
            Ok(evidence) => self.recorded(evidence),
            Err(_) => self,
        }
    }

    pub fn detained(self, held: Detention) -> Self {
        self.dated(DatedKind::Detention, held.start_on, held.end_on, &held)
    }

    pub fn with_family(self, home: FamilyPlacement) -> Self {
        self.dated(DatedKind::FamilyPlacement, home.start_on, home.end_on, &home)
    }

    pub fn ordered(self, order: Order) -> Self {
        self.dated(DatedKind::Order, order.made_on, order.ended_on, &order)
    }

    pub fn stayed(self, stay: OtherAccommodation) -> Self {
        self.dated(DatedKind::OtherAccommodation, stay.start_on, stay.end_on, &stay)
    }

    pub fn asked(self, request: AftercareRequest) -> Self {
        self.dated(DatedKind::AftercareRequest, request.on, None, &request)
    }

    pub fn studies(self, programme: Programme) -> Self {
        self.dated(DatedKind::Programme, programme.start_on, programme.ended_on, &programme)
    }

    pub fn died(self, on: Date) -> Self {
        self.dated(DatedKind::Death, on, None, &serde_json::Value::Null)
    }

    fn dated(mut self, kind: DatedKind, starts_on: Date, ends_on: Option<Date>, detail: &impl Serialize) -> Self {
        let detail = serde_json::to_value(detail).expect("facts of the law are plain values");
        self.dated.push(NewDatedFact { kind, starts_on, ends_on, detail });
        self
    }

    /// A row of the yearly return beside header and episodes.
    pub fn returned(mut self, row: NewReturnRow) -> Self {
        self.returned.push(row);
        self
    }

    /// Something asked for, decided or paid. A kind with no sum has none.
    pub fn claimed(mut self, entitlement: Id, kind: ClaimKind, on: Date, pence: Option<i64>, words: &str) -> Self {
        self.claims.push(NewClaim { entitlement, kind, on, pence, words: words.to_owned() });
        self
    }

    /// How a paper they need stands.
    pub fn paper(mut self, paper: Paper, state: HeldState, on: Date) -> Self {
        self.papers.push(NewPaper { paper, state, on, words: String::new() });
        self
    }

    /// Something the clocks read.
    pub fn recorded(mut self, evidence: NewEvidence) -> Self {
        self.evidence.push(evidence);
        self
    }

    /// Somebody met or talked with them, or tried to.
    pub fn met(mut self, contact: NewContact) -> Self {
        self.contacts.push(contact);
        self
    }

    /// A goal of their plan, with its steps.
    pub fn goal(mut self, goal: TellGoal) -> Self {
        let told = self.plan.add_goal(goal);
        self.evidence.extend(told);
        self
    }

    /// What a worker wrote in the plan about a matter of the law.
    pub fn plan_says(mut self, on: Date, matter: Matter, words: &str, by: &StaffId) -> Self {
        self.plan.add_matter(on, matter, words, by);
        self
    }

    /// The plan as it read on a day was sent, answered, and approved with an analysis.
    pub fn plan_approved(
        mut self,
        on: Date,
        sent_by: &StaffId,
        answer: ToldAnswer,
        manager: &StaffId,
        analysis: &str,
        situation: Situation,
    ) -> Self {
        let approved = Some((manager, analysis));
        let told = self.plan.add_version(on, sent_by, Some(answer), approved, situation);
        self.evidence.extend(told);
        self
    }

    /// The plan as it read on a day waits for a manager.
    pub fn plan_sent(mut self, on: Date, sent_by: &StaffId, situation: Situation) -> Self {
        let told = self.plan.add_version(on, sent_by, None, None, situation);
        self.evidence.extend(told);
        self
    }

    /// A version behind an approval that the clocks know already.
    pub(crate) fn plan_behind(mut self, on: Date, sent_by: &StaffId, manager: &StaffId, analysis: &str) -> Self {
        self.plan.add_version_behind(on, sent_by, manager, analysis);
        self
    }

    /// What one side said of one part of life, for the assessment.
    pub fn said(mut self, entry: assessments::NewEntry) -> Self {
        self.said.push(entry);
        self
    }

    /// The assessment was sent, approved or sent back.
    pub fn assessed(mut self, step: assessments::NewStep) -> Self {
        self.assessed.push(step);
        self
    }

    /// How one part of life was going on a day.
    pub fn going(mut self, answer: going::NewAnswer) -> Self {
        self.going.push(answer);
        self
    }

    /// What changed and what helped.
    pub fn helped(mut self, note: going::NewNote) -> Self {
        self.helped.push(note);
        self
    }

    /// A question from 0 to 10, with its answers.
    pub fn asked_from_0_to_10(mut self, question: scales::NewQuestion, answers: Vec<scales::NewAnswer>) -> Self {
        self.scales.push((question, answers));
        self
    }

    /// Who supports them now, as this history tells it.
    pub(crate) fn adviser_id(&self) -> Option<&StaffId> {
        let mine = self.ties.iter().filter(|tie| tie.kind == RelationshipKind::AllocatedWorker && tie.to_on.is_none());
        mine.filter_map(|tie| match &tie.holder {
            Holder::Staff(id) => Some(id),
            Holder::Team(_) => None,
        })
        .next_back()
    }

    /// Anything else for the timeline.
    pub fn happened(mut self, event: NewEvent) -> Self {
        self.events.push(event);
        self
    }
}

/// One period of care, episode by episode, in the return's own codes.
#[derive(Debug, Clone)]
pub struct Care(Vec<NewEpisode>);

impl Care {
    /// Comes into care on a day, with a foster family until something else is said.
    pub fn under(legal_status: LegalStatus, from_on: Date) -> Self {
        Self(vec![NewEpisode {
            started_on: from_on,
            reason_started: "S".into(),
            legal_status: legal_status.code().into(),
            need_code: "N1".into(),
            place: "U6".into(),
            place_provider: provider("U6").into(),
            ..NewEpisode::default()
        }])
    }

    /// Why they came into care: a need code of the return.
    pub fn because(self, need_code: &str) -> Self {
        self.throughout(|episode| episode.need_code = need_code.into())
    }

    /// The council that looks after them.
    pub fn by(self, authority: &str) -> Self {
        self.throughout(|episode| episode.authority = authority.into())
    }

    fn throughout(mut self, change: impl Fn(&mut NewEpisode)) -> Self {
        self.0.iter_mut().for_each(change);
        self
    }

    /// Where they live now: a home code of the return.
    pub fn living(mut self, place: &str) -> Self {
        let now = self.now();
        now.place = place.into();
        now.place_provider = provider(place).into();
        self
    }

    /// A new home, under the same order.
    pub fn moved(mut self, on: Date, place: &str) -> Self {
        let next = NewEpisode { place: place.into(), place_provider: provider(place).into(), ..self.next(on, "P") };
        self.now().reason_place_change = "CARPL".into();
        self.0.push(next);
        self
    }

    /// A new order, in the same home.
    pub fn order(mut self, on: Date, legal_status: LegalStatus) -> Self {
        let next = NewEpisode { legal_status: legal_status.code().into(), ..self.next(on, "L") };
        self.0.push(next);
        self
    }

    /// Leaves care on a day, with the return's reason.
    pub fn until(mut self, on: Date, reason_ended: &str) -> Self {
        let now = self.now();
        now.ended_on = Some(on);
        now.reason_ended = reason_ended.into();
        self
    }

    fn now(&mut self) -> &mut NewEpisode {
        self.0.last_mut().expect("care begins with an episode")
    }

    /// Closes the episode that is open and gives the one that follows it the same day.
    fn next(&mut self, on: Date, reason_started: &str) -> NewEpisode {
        let now = self.now();
        let next = NewEpisode { started_on: on, reason_started: reason_started.into(), ..now.clone() };
        now.ended_on = Some(on);
        now.reason_ended = "X1".into();
        next
    }
}

/// Who usually provides a kind of home.
fn provider(place: &str) -> &'static str {
    match place {
        "P1" => "PR0",
        "K1" | "K2" | "K3" | "S1" => "PR4",
        "R2" | "R5" | "T1" => "PR3",
        "T0" | "T2" | "T3" | "T4" => "",
        _ => "PR1",
    }
}

/// What can be read back from a history before it is stored.
impl Person {
    pub fn answer(&self, kind: FactKind) -> Option<&Answer> {
        self.facts.iter().rev().find(|fact| fact.kind == kind).map(|fact| &fact.answer)
    }

    /// The words given for a kind of fact, if any were.
    pub fn given(&self, kind: FactKind) -> Option<&str> {
        self.answer(kind).and_then(Answer::given)
    }

    pub fn facts(&self) -> &[NewFact] {
        &self.facts
    }

    pub fn episodes(&self) -> &[NewEpisode] {
        &self.episodes
    }

    pub fn return_rows(&self) -> &[NewReturnRow] {
        &self.returned
    }

    /// The last day something of a kind was told as done.
    pub(crate) fn told_last(&self, kind: EvidenceKind) -> Option<Date> {
        let done = |one: &&NewEvidence| one.kind == kind && one.outcome == Outcome::Done;
        self.evidence.iter().filter(done).map(|one| one.on).max()
    }

    pub(crate) fn told_adviser(&self) -> Option<&StaffId> {
        let adviser = |tie: &&NewTie| tie.kind == RelationshipKind::AllocatedWorker;
        self.ties.iter().rev().find(adviser).and_then(|tie| match &tie.holder {
            Holder::Staff(id) => Some(id),
            Holder::Team(_) => None,
        })
    }

    /// What the law will say of this person once stored: the same reading as of a stored record.
    pub fn status_on(&self, policy: &Policy, day: Date) -> Result<StatusResult> {
        let (births, episodes, dated) = self.as_stored();
        let (facts, _) = crate::status::assemble(&births, episodes, &dated)?;
        waymark_rules::status::status(&facts, policy, day).map_err(|problems| Error::Contradicts(problems.to_string()))
    }
}

impl Person {
    fn as_stored(&self) -> (Vec<Fact>, Vec<Episode>, Vec<DatedFact>) {
        (
            self.facts.iter().map(as_stored_fact).collect(),
            self.episodes.iter().map(as_stored_episode).collect(),
            self.dated.iter().map(as_stored_dated).collect(),
        )
    }

    /// What the clocks would read of this history on a day, before anything is stored.
    pub(crate) fn for_clocks(&self, day: Date) -> Result<(waymark_rules::facts::Facts, Vec<Evidence>)> {
        let (births, episodes, dated) = self.as_stored();
        let ties: Vec<TieSeen> =
            self.ties.iter().map(|tie| TieSeen { kind: tie.kind, from_on: tie.from_on, to_on: tie.to_on }).collect();
        let rows: Vec<RowSeen> = self
            .returned
            .iter()
            .map(|row| RowSeen { file: row.file.clone(), starts_on: row.starts_on, ends_on: row.ends_on })
            .collect();
        let told = self.evidence.iter().enumerate().map(|(at, new)| new.evidence(&format!("told-{at}")));
        let met = self.contacts.iter().map(|new| contacts::evidence_of(new).evidence(&new.draft));
        let elsewhere = Elsewhere { ties: &ties, episodes: &episodes, rows: &rows, begun_on: day };
        let evidence = evidence::with_elsewhere(told.chain(met).collect(), elsewhere);
        let (facts, _) = crate::status::assemble(&births, episodes, &dated)?;
        Ok((facts, evidence))
    }
}

fn as_stored_fact(new: &NewFact) -> Fact {
    Fact {
        id: String::new(),
        kind: new.kind,
        answer: new.answer.clone(),
        said_by: new.said_by,
        true_from: new.true_from,
        recorded_at: 0,
        recorded_by: String::new(),
        superseded_at: None,
    }
}

fn as_stored_episode(new: &NewEpisode) -> Episode {
    let new = new.clone();
    Episode {
        id: String::new(),
        person_id: String::new(),
        started_on: Day(new.started_on),
        ended_on: new.ended_on.map(Day),
        reason_started: new.reason_started,
        legal_status: new.legal_status,
        need_code: new.need_code,
        place: new.place,
        place_provider: new.place_provider,
        reason_ended: new.reason_ended,
        reason_place_change: new.reason_place_change,
        home_postcode: new.home_postcode,
        place_postcode: new.place_postcode,
        urn: new.urn,
        authority: new.authority,
        recorded_at: 0,
        recorded_by: String::new(),
    }
}

fn as_stored_dated(new: &NewDatedFact) -> DatedFact {
    DatedFact {
        id: String::new(),
        person_id: String::new(),
        kind: new.kind.code().to_owned(),
        starts_on: Day(new.starts_on),
        ends_on: new.ends_on.map(Day),
        detail: new.detail.to_string(),
        recorded_at: 0,
        recorded_by: String::new(),
    }
}

/// Writes these people down, all or none, and works out what lists show of them.
pub(crate) fn keep(tx: &mut Tx<'_>, people: &[Person]) -> Result<Vec<PersonId>> {
    let new: Vec<NewPerson> =
        people.iter().map(|one| NewPerson { facts: one.facts.clone(), ties: one.ties.clone() }).collect();
    let ids = crate::people::start_unlisted(tx, &new, None)?;
    let (mut episodes, mut dated, mut returned, mut events) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut evidence = Vec::new();
    for (id, one) in ids.iter().zip(people) {
        episodes.extend(one.episodes.iter().map(|new| EpisodeRow::new(tx, id, new.clone(), None)));
        dated.extend(one.dated.iter().map(|new| DatedFactRow::new(tx, id, new, None)));
        returned.extend(one.returned.iter().map(|new| ReturnRowRow::new(tx, id, new.clone(), None)));
        evidence.extend(one.evidence.iter().map(|new| EvidenceRow::new(tx, id, new)));
        events.extend(one.timeline().into_iter().map(|event| (id.clone(), event)));
    }
    crate::care::insert_episodes(tx, &episodes)?;
    crate::care::insert_dated_facts(tx, &dated)?;
    crate::care::insert_return_rows(tx, &returned)?;
    keep_claims_and_papers(tx, &ids, people)?;
    evidence::insert_rows(tx, &evidence)?;
    contacts::insert_all(tx, ids.iter().zip(people.iter().map(|one| one.contacts.as_slice())))?;
    crate::plans::told::keep(tx, ids.iter().zip(people.iter().map(|one| &one.plan)))?;
    keep_how_it_is_going(tx, &ids, people)?;
    keep_disclosures(tx, &ids, people)?;
    crate::meetings::told::keep(tx, ids.iter().zip(people.iter().map(|one| one.reviews.as_slice())))?;
    tx.record_all(events)?;
    for (id, one) in ids.iter().zip(people) {
        if let Some(restricted) = &one.restricted {
            restrict(tx, id, restricted)?;
        }
    }
    crate::summary::refresh(tx, &ids)?;
    Ok(ids)
}

fn keep_how_it_is_going(tx: &mut Tx<'_>, ids: &[PersonId], people: &[Person]) -> Result<()> {
    let each = || ids.iter().zip(people);
    assessments::insert_all(tx, each().map(|(id, one)| (id, one.said.as_slice(), one.assessed.as_slice())))?;
    going::insert_all(tx, each().map(|(id, one)| (id, one.going.as_slice(), one.helped.as_slice())))?;
    scales::insert_all(tx, each().map(|(id, one)| (id, one.scales.as_slice())))
}

fn keep_disclosures(tx: &mut Tx<'_>, ids: &[PersonId], people: &[Person]) -> Result<()> {
    let each = ids.iter().zip(people).flat_map(|(id, one)| one.disclosures.iter().map(move |new| (id, new)));
    let rows: Vec<DisclosureRow> = each.map(|(id, new)| DisclosureRow::new(tx, id, new)).collect();
    disclosures::insert_rows(tx, &rows)
}

fn keep_claims_and_papers(tx: &mut Tx<'_>, ids: &[PersonId], people: &[Person]) -> Result<()> {
    let (mut claims, mut papers) = (Vec::new(), Vec::new());
    for (id, one) in ids.iter().zip(people) {
        claims.extend(one.claims.iter().map(|new| ClaimRow::new(tx, id, new)));
        papers.extend(one.papers.iter().map(|new| PaperRow::new(tx, id, new)));
    }
    crate::entitlements::insert(tx, &claims)?;
    crate::papers::insert(tx, &papers)
}

fn restrict(tx: &mut Tx<'_>, person: &PersonId, how: &Restricted) -> Result<()> {
    use diesel::prelude::*;
    let (id, at, by) = (RowId::fresh(), tx.now_micros(), tx.by());
    diesel::insert_into(restriction::table)
        .values((
            restriction::id.eq(id.as_str()),
            restriction::person_id.eq(person.as_str()),
            restriction::grade.eq(how.grade.code()),
            restriction::reason.eq(&how.reason),
            restriction::review_on.eq(Day(how.review_on)),
            restriction::set_at.eq(at),
            restriction::set_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    let named: Vec<_> = how
        .named
        .iter()
        .map(|staff| {
            (restriction_named::restriction_id.eq(id.as_str()), restriction_named::staff_id.eq(staff.as_str()))
        })
        .collect();
    on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(restriction_named::table).values(&named).execute(c))?;
    let says = "The record was closed to all but a named list of people";
    tx.record(person, NewEvent::new(EventKind::RestrictionSet, tx.today(), says))
}

impl Person {
    /// What the timeline says of all this: each home, each thing that bears on status, and what was added by hand.
    fn timeline(&self) -> Vec<NewEvent> {
        let homes = self.episodes.iter().flat_map(of_episode);
        let dated = self
            .dated
            .iter()
            .map(|new| NewEvent::new(EventKind::DatedFactRecorded, new.starts_on, new.kind.says().to_owned()));
        let claims = self.claims.iter().map(crate::entitlements::event);
        let papers = self.papers.iter().map(crate::papers::event);
        let recorded = self.evidence.iter().map(NewEvidence::event);
        let met = self.contacts.iter().map(|new| contacts::evidence_of(new).event());
        homes
            .chain(dated)
            .chain(claims)
            .chain(papers)
            .chain(recorded)
            .chain(met)
            .chain(self.plan.events())
            .chain(self.events.iter().cloned())
            .collect()
    }
}

fn of_episode(episode: &NewEpisode) -> Vec<NewEvent> {
    let begins = match episode.reason_started.as_str() {
        "S" => "Came into care",
        "L" => "A new court order or agreement",
        _ => "Moved to a new home",
    };
    let mut said = vec![NewEvent::new(EventKind::CareRecorded, episode.started_on, begins)];
    if let Some(ended_on) = episode.ended_on.filter(|_| episode.reason_ended != "X1") {
        said.push(NewEvent::new(EventKind::CareRecorded, ended_on, "Left care"));
    }
    said
}
