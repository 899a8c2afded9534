//! Where a request meets the access policy: ties are looked up, `access::decide` is asked, and the answer, yes or
//! no, becomes an audit row. There is no other way to a permit.

use std::collections::HashMap;
use std::rc::Rc;

use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::access::class::DataClass;
use crate::access::{
    Action, Actor, Checked, Class, ClassSet, Deed, DenyReason, Grade, Grounds, ListPermit, Permit, Post, Reach,
    RecordState, Relationship, RelationshipKind, ServicePermit, Standing, Who,
};
use crate::audit::AuditRow;
use crate::db::{Day, MultiBackend, Reading, Tx, micros};
use crate::error::{Error, Result};
use crate::ids::{PersonId, StaffId};
use crate::schema::{person, person_summary, relationship, restriction, restriction_named};
use crate::staff::HeldPost;

/// What one piece of work has already looked up.
#[derive(Default)]
pub(crate) struct Known {
    posts: Option<Rc<Vec<Post>>>,
    standings: HashMap<PersonId, Rc<Standing>>,
    pseudonyms: HashMap<PersonId, String>,
}

impl Reading<'_> {
    /// Asks to do one thing with one class of one person's data. "No" and "no such person" are the same answer.
    pub fn permit<C: DataClass, D: Deed>(&mut self, person: &PersonId) -> Result<Permit<C, D>> {
        let actor = self.signed_in()?;
        let Some(pseudonym) = self.pseudonym(person)? else {
            return self.denied_unknown(D::ACTION.code(), C::CLASS);
        };
        let standing = self.standing(&actor, person)?;
        let answer = Permit::<C, D>::ask(&actor, &standing, self.asking.purpose, self.today());
        let grounds = answer.as_ref().map(Permit::grounds).map_err(|reason| *reason);
        self.note(D::ACTION.code(), C::CLASS, pseudonym, grounds);
        answer.map_err(|_| Error::NotFound)
    }

    /// As [`Reading::permit`], to settle what these prepared: nobody settles their own work (ACC-08).
    pub fn permit_to_settle<C: DataClass, D: Deed>(
        &mut self,
        person: &PersonId,
        prepared_by: &[Who],
    ) -> Result<Permit<C, D>> {
        let actor = self.signed_in()?;
        let Some(pseudonym) = self.pseudonym(person)? else {
            return self.denied_unknown(D::ACTION.code(), C::CLASS);
        };
        let standing = self.standing(&actor, person)?;
        let state = RecordState { prepared_by: prepared_by.to_vec(), ..standing.state.clone() };
        let standing = Standing { state, ..(*standing).clone() };
        let answer = Permit::<C, D>::ask(&actor, &standing, self.asking.purpose, self.today());
        let grounds = answer.as_ref().map(Permit::grounds).map_err(|reason| *reason);
        self.note(D::ACTION.code(), C::CLASS, pseudonym, grounds);
        answer.map_err(|_| Error::NotFound)
    }

    /// As [`Reading::permit`], when the page shows less instead of nothing to somebody who may not.
    pub fn permit_if_allowed<C: DataClass, D: Deed>(&mut self, person: &PersonId) -> Result<Option<Permit<C, D>>> {
        let actor = self.signed_in()?;
        let Some(pseudonym) = self.pseudonym(person)? else { return Ok(None) };
        let standing = self.standing(&actor, person)?;
        let answer = Permit::<C, D>::ask(&actor, &standing, self.asking.purpose, self.today());
        if let Ok(permit) = &answer {
            self.note(D::ACTION.code(), C::CLASS, pseudonym, Ok(permit.grounds()));
        }
        Ok(answer.ok())
    }

    /// Asks to read those entries of a class that were read through for harm and shared; none of the others.
    pub fn permit_for_checked<C: DataClass>(&mut self, person: &PersonId) -> Result<Option<Checked<C>>> {
        let actor = self.signed_in()?;
        let Some(pseudonym) = self.pseudonym(person)? else { return Ok(None) };
        let standing = self.standing(&actor, person)?;
        let answer = Checked::<C>::ask(&actor, &standing, self.asking.purpose, self.today());
        if let Ok(permit) = &answer {
            self.note(Action::Read.code(), C::CLASS, pseudonym, Ok(permit.grounds()));
        }
        Ok(answer.ok())
    }

    /// Asks to see a list of one class of data, as far as this actor's reach goes.
    pub fn list_permit<C: DataClass>(&mut self) -> Result<ListPermit<C>> {
        let actor = self.signed_in()?;
        let posts = self.posts(&actor)?;
        let answer = ListPermit::<C>::ask(&actor, &posts, self.asking.purpose, self.today());
        if let Err(reason) = &answer {
            self.note("list", C::CLASS, String::new(), Err(*reason));
        }
        answer.map_err(|_| Error::NotFound)
    }

    /// Asks for what belongs to no young person: settings, accounts, figures, a return being loaded.
    pub fn service_permit<C: DataClass, D: Deed>(&mut self) -> Result<ServicePermit<C, D>> {
        let actor = self.signed_in()?;
        let posts = self.posts(&actor)?;
        let answer = ServicePermit::<C, D>::ask(&actor, &posts, &[], self.asking.purpose, self.today());
        let grounds = answer.as_ref().map(ServicePermit::grounds).map_err(|reason| *reason);
        self.note(D::ACTION.code(), C::CLASS, String::new(), grounds);
        answer.map_err(|_| Error::NotFound)
    }

    /// Says in the audit which people a list showed, by pseudonym (AUD-01).
    pub(crate) fn note_list<C: DataClass>(
        &mut self,
        permit: &ListPermit<C>,
        action: &str,
        shown: &[PersonId],
    ) -> Result<()> {
        let mut names = Vec::with_capacity(shown.len());
        self.learn_pseudonyms(shown)?;
        for person in shown {
            names.extend(self.known.pseudonyms.get(person).cloned());
        }
        self.note(action, C::CLASS, names.join(" "), Ok(permit.grounds()));
        Ok(())
    }

    fn learn_pseudonyms(&mut self, people: &[PersonId]) -> Result<()> {
        for part in people.chunks(1000) {
            let ids: Vec<&str> = part.iter().map(PersonId::as_str).collect();
            let found: Vec<(String, String)> =
                person::table.filter(person::id.eq_any(ids)).select((person::id, person::pseudonym)).load(self.conn)?;
            self.known.pseudonyms.extend(found.into_iter().map(|(id, name)| (PersonId::stored(id), name)));
        }
        Ok(())
    }

    fn signed_in(&self) -> Result<Actor> {
        self.asking.actor().cloned().ok_or(Error::NotFound)
    }

    /// The posts a member of staff holds; a young person holds none.
    pub fn posts(&mut self, actor: &Actor) -> Result<Rc<Vec<Post>>> {
        if let Some(posts) = &self.known.posts {
            return Ok(posts.clone());
        }
        let held = match &actor.who {
            Who::Staff(id) => crate::staff::posts(self, id)?,
            Who::YoungPerson(_) => Vec::new(),
        };
        let posts = Rc::new(held.iter().filter_map(HeldPost::post).collect::<Vec<_>>());
        self.known.posts = Some(posts.clone());
        Ok(posts)
    }

    fn pseudonym(&mut self, who: &PersonId) -> Result<Option<String>> {
        if let Some(known) = self.known.pseudonyms.get(who) {
            return Ok(Some(known.clone()));
        }
        let found: Option<String> = person::table
            .find(who.as_str())
            .filter(person::withdrawn_at.is_null())
            .select(person::pseudonym)
            .first(self.conn)
            .optional()?;
        if let Some(name) = &found {
            self.known.pseudonyms.insert(who.clone(), name.clone());
        }
        Ok(found)
    }

    fn denied_unknown<T>(&mut self, action: &str, class: Class) -> Result<T> {
        self.push_row(action, class, String::new(), "not found".into(), None);
        Err(Error::NotFound)
    }

    fn note(&mut self, action: &str, class: Class, record: String, answer: Result<Grounds, DenyReason>) {
        match answer {
            Ok(grounds) => self.push_row(action, class, record, "allowed".into(), Some(grounds)),
            Err(reason) => self.push_row(action, class, record, format!("denied: {}", reason.code()), None),
        }
    }

    fn push_row(&mut self, action: &str, class: Class, record: String, result: String, grounds: Option<Grounds>) {
        let mut row = self.row(action, class.code());
        row.record = record;
        row.result = result;
        if let Some(grounds) = grounds {
            row.role = grounds.role.code().into();
            row.relationship = grounds.relationship.code().into();
            row.purpose = grounds.purpose.code().into();
        }
        self.audit(row);
    }

    /// An audit row with everything the request itself says.
    pub fn row(&self, action: &str, class: &str) -> AuditRow {
        let asking = self.asking;
        let (actor, actor_kind) = match asking.actor().map(|actor| &actor.who) {
            Some(Who::Staff(id)) => (id.to_string(), "staff"),
            Some(Who::YoungPerson(id)) => {
                (self.known.pseudonyms.get(id).cloned().unwrap_or_else(|| "themselves".into()), "young_person")
            }
            None => (asking.by.recorded_as(), "system"),
        };
        AuditRow {
            at: micros(asking.now),
            actor,
            actor_kind: actor_kind.into(),
            session: asking.session.clone(),
            action: action.into(),
            class: class.into(),
            purpose: asking.purpose.code().into(),
            route: asking.route.clone(),
            result: "allowed".into(),
            origin: asking.origin.clone(),
            request: asking.request.clone(),
            ..AuditRow::default()
        }
    }

    fn standing(&mut self, actor: &Actor, who: &PersonId) -> Result<Rc<Standing>> {
        if let Some(known) = self.known.standings.get(who) {
            return Ok(known.clone());
        }
        let standing = Rc::new(match &actor.who {
            Who::YoungPerson(own) => self.standing_of_young_person(own, who)?,
            Who::Staff(id) => self.standing_of_staff(actor, &id.clone(), who)?,
        });
        self.known.standings.insert(who.clone(), standing.clone());
        Ok(standing)
    }

    fn standing_of_young_person(&mut self, own: &PersonId, who: &PersonId) -> Result<Standing> {
        let mut relationships = Vec::new();
        if own == who {
            relationships.push(Relationship::new(RelationshipKind::Oneself, self.today(), None));
        }
        Ok(Standing { person: who.clone(), relationships, state: self.state(who, None)? })
    }

    fn standing_of_staff(&mut self, actor: &Actor, staff: &StaffId, who: &PersonId) -> Result<Standing> {
        let ties = ties(self, who)?;
        let posts = self.posts(actor)?;
        let own = ties.iter().filter(|tie| tie.staff.as_deref() == Some(staff.as_str()));
        let mut relationships: Vec<Relationship> = own.filter_map(Tie::relationship).collect();
        relationships.extend(posts.iter().filter_map(|post| by_post(post, &ties)));
        Ok(Standing { person: who.clone(), relationships, state: self.state(who, Some(staff))? })
    }

    fn state(&mut self, who: &PersonId, staff: Option<&StaffId>) -> Result<RecordState> {
        let restricted: Vec<(String, String)> = restriction::table
            .filter(restriction::person_id.eq(who.as_str()))
            .filter(restriction::ended_at.is_null())
            .select((restriction::id, restriction::grade))
            .load(self.conn)?;
        let grade = restricted.iter().filter_map(|(_, code)| Grade::from_code(code)).max_by_key(|grade| *grade as u8);
        let looked_after: Option<bool> = person_summary::table
            .find(who.as_str())
            .select(person_summary::looked_after)
            .first(self.conn)
            .optional()?;
        Ok(RecordState {
            restricted: grade,
            on_named_list: self.on_every_list(&restricted, staff)?,
            looked_after: looked_after.unwrap_or_default(),
            turned_18_on: self.turned_18_on(who)?,
            ..RecordState::default()
        })
    }

    /// Each list that closes a record must name them: being on one of two is not enough.
    fn on_every_list(&mut self, restricted: &[(String, String)], staff: Option<&StaffId>) -> Result<bool> {
        let closing: Vec<&str> = restricted
            .iter()
            .filter(|(_, code)| Grade::from_code(code).is_none_or(Grade::hides_the_record))
            .map(|(id, _)| id.as_str())
            .collect();
        let (Some(staff), false) = (staff, closing.is_empty()) else { return Ok(false) };
        let named: i64 = restriction_named::table
            .filter(restriction_named::restriction_id.eq_any(&closing))
            .filter(restriction_named::staff_id.eq(staff.as_str()))
            .count()
            .get_result(self.conn)?;
        Ok(named as usize == closing.len())
    }

    fn turned_18_on(&mut self, who: &PersonId) -> Result<Option<jiff::civil::Date>> {
        let Some(born_on) = crate::people::born_on(self, who)? else { return Ok(None) };
        let leap = crate::settings::policy(self)?.leap_birthday;
        let birthday = waymark_rules::dates::anniversary(born_on, 18, leap);
        Ok((birthday <= self.today()).then_some(birthday))
    }
}

#[derive(Queryable)]
struct Tie {
    kind: String,
    staff: Option<String>,
    team: Option<String>,
    from_on: Day,
    to_on: Option<Day>,
    reason: String,
}

impl Tie {
    fn relationship(&self) -> Option<Relationship> {
        let kind = RelationshipKind::from_code(&self.kind)?;
        let tie = Relationship::new(kind, self.from_on.0, self.to_on.map(|day| day.0));
        Some(if kind.names_its_sections() { tie.covering(sections(&self.reason)) } else { tie })
    }
}

/// A grant's reason begins with the classes it opens, by code, before a colon.
fn sections(reason: &str) -> ClassSet {
    let named = reason.split_once(':').map_or("", |(named, _)| named);
    let classes: Vec<Class> = named.split_whitespace().filter_map(Class::from_code).collect();
    ClassSet::of(&classes)
}

fn ties(r: &mut Reading<'_>, who: &PersonId) -> Result<Vec<Tie>> {
    Ok(relationship::table
        .filter(relationship::person_id.eq(who.as_str()))
        .filter(relationship::ended_at.is_null())
        .select((
            relationship::kind,
            relationship::staff_id,
            relationship::team_id,
            relationship::from_on,
            relationship::to_on,
            relationship::reason,
        ))
        .load(r.conn)?)
}

/// The tie a post makes with a record: a team post needs that team to hold the record, on the days both last.
fn by_post(post: &Post, ties: &[Tie]) -> Option<Relationship> {
    use crate::access::PostKind;
    let PostKind::Team(team) = &post.kind else {
        return Some(Relationship::new(post.kind.relationship(), post.from_on, post.to_on));
    };
    let held = ties
        .iter()
        .find(|tie| tie.kind == RelationshipKind::Team.code() && tie.team.as_deref() == Some(team.as_str()))?;
    let from_on = post.from_on.max(held.from_on.0);
    let to_on = [post.to_on, held.to_on.map(|day| day.0)].into_iter().flatten().min();
    Some(Relationship::new(RelationshipKind::Team, from_on, to_on))
}

/// A condition on `person_summary` for boxed queries.
pub(crate) type OnSummary = Box<dyn BoxableExpression<person_summary::table, MultiBackend, SqlType = Bool>>;

/// What a viewer's lists come down to: looked up once for a page, then laid over each of its queries.
pub(crate) struct Lens {
    reach: Reach,
    own: Vec<String>,
    barred: Vec<String>,
    named: Vec<String>,
}

impl Reading<'_> {
    /// Keeps queries to what a viewer may list: their reach, less what is barred to them or hidden from them (ACC-10).
    pub(crate) fn lens<C: DataClass>(&mut self, permit: &ListPermit<C>) -> Result<Lens> {
        let viewer = staff_of(permit.viewer());
        let own = match permit.reach() {
            Reach::None | Reach::Service => Vec::new(),
            Reach::Own { kinds, .. } | Reach::Teams { kinds, .. } => self.tied_to(&viewer, kinds)?,
        };
        Ok(Lens {
            reach: permit.reach().clone(),
            own,
            barred: self.tied_to(&viewer, &[RelationshipKind::Barred])?,
            named: self.closed_but_named(&viewer)?,
        })
    }

    /// Of these people, those a viewer may list, each with the name lists show. Whoever is out of reach is left out (ACC-10).
    pub(crate) fn in_reach<C: DataClass>(
        &mut self,
        permit: &ListPermit<C>,
        people: &[String],
    ) -> Result<HashMap<String, String>> {
        let lens = self.lens(permit)?;
        let names: Vec<(String, String)> = person_summary::table
            .into_boxed()
            .filter(lens.condition())
            .filter(person_summary::person_id.eq_any(people.to_vec()))
            .select((person_summary::person_id, person_summary::shown_name))
            .load(self.conn)?;
        Ok(names.into_iter().collect())
    }

    /// The first `most` rows about people in reach, each with the name lists show. Reads on past everybody else's, so that
    /// what is another team's never hides what is this viewer's, and says in the audit whom it showed.
    ///
    /// `some` gives so many rows from an offset in a fixed order; `person` says whose a row is.
    pub(crate) fn first_in_reach<C: DataClass, T>(
        &mut self,
        permit: &ListPermit<C>,
        most: usize,
        mut some: impl FnMut(&mut Self, i64, i64) -> Result<Vec<T>>,
        person: impl Fn(&T) -> &String,
    ) -> Result<Vec<(T, String)>> {
        const AT_A_TIME: usize = 500;
        let mut found: Vec<(T, String)> = Vec::new();
        for part in 0.. {
            let rows = some(self, part * AT_A_TIME as i64, AT_A_TIME as i64)?;
            let is_the_last = rows.len() < AT_A_TIME;
            let people: Vec<String> = rows.iter().map(|row| person(row).clone()).collect();
            let names = self.in_reach(permit, &people)?;
            found.extend(rows.into_iter().filter_map(|row| names.get(person(&row)).cloned().map(|name| (row, name))));
            if is_the_last || found.len() >= most {
                break;
            }
        }
        found.truncate(most);
        let shown: Vec<PersonId> = found.iter().map(|(row, _)| PersonId::stored(person(row).clone())).collect();
        self.note_list(permit, "list", &shown)?;
        Ok(found)
    }

    fn tied_to(&mut self, staff: &str, kinds: &[RelationshipKind]) -> Result<Vec<String>> {
        let today = Day(self.today());
        let codes: Vec<&'static str> = kinds.iter().map(|kind| kind.code()).collect();
        Ok(relationship::table
            .filter(relationship::staff_id.eq(staff))
            .filter(relationship::kind.eq_any(codes))
            .filter(relationship::ended_at.is_null())
            .filter(relationship::from_on.le(today))
            .filter(relationship::to_on.is_null().or(relationship::to_on.gt(today)))
            .select(relationship::person_id)
            .distinct()
            .load(self.conn)?)
    }

    fn closed_but_named(&mut self, staff: &str) -> Result<Vec<String>> {
        Ok(restriction_named::table
            .inner_join(restriction::table)
            .filter(restriction::ended_at.is_null())
            .filter(restriction_named::staff_id.eq(staff))
            .select(restriction::person_id)
            .distinct()
            .load(self.conn)?)
    }
}

impl Lens {
    /// What names the totals of somebody who sees the whole service: everybody else who sees the same shares them.
    /// Nothing for a shorter reach, which is counted quickly enough.
    pub(crate) fn of_the_whole_service(&self) -> Option<String> {
        matches!(self.reach, Reach::Service).then(|| format!("not {:?} but {:?}", self.barred, self.named))
    }

    pub(crate) fn condition(&self) -> OnSummary {
        let reach: OnSummary = match &self.reach {
            Reach::None => Box::new(person_summary::person_id.eq("")),
            Reach::Service => Box::new(person_summary::person_id.ne("")),
            Reach::Own { .. } => Box::new(person_summary::person_id.eq_any(self.own.clone())),
            Reach::Teams { teams, .. } => {
                let teams: Vec<String> = teams.iter().map(ToString::to_string).collect();
                let held =
                    person_summary::team_id.is_not_null().and(person_summary::team_id.assume_not_null().eq_any(teams));
                Box::new(held.or(person_summary::person_id.eq_any(self.own.clone())))
            }
        };
        if self.barred.is_empty() && self.named.is_empty() {
            return Box::new(reach.and(person_summary::record_restricted.eq(false)));
        }
        let open = person_summary::record_restricted.eq(false).or(person_summary::person_id.eq_any(self.named.clone()));
        Box::new(reach.and(person_summary::person_id.ne_all(self.barred.clone())).and(open))
    }
}

fn staff_of(viewer: &Who) -> String {
    match viewer {
        Who::Staff(id) => id.to_string(),
        // A young person has no lists of people; nothing matches.
        Who::YoungPerson(_) => String::new(),
    }
}

impl Tx<'_> {
    /// The audit row of a change to a person's record: which fields, never their values.
    pub(crate) fn audit_change(&mut self, who: &PersonId, class: &str, fields: &str) -> Result<()> {
        let record = self.pseudonym(who)?.unwrap_or_default();
        let row = AuditRow { record, detail: fields.to_owned(), ..self.row("write", class) };
        self.audit(row);
        Ok(())
    }

    /// The audit row of a change to settings or accounts.
    pub(crate) fn audit_setting(&mut self, what: &str) {
        let row = AuditRow { detail: what.to_owned(), ..self.row("write", Class::UsersAndSettings.code()) };
        self.audit(row);
    }
}

impl Reading<'_> {
    /// What a search may say of a record that is not this actor's to open (ACC-16).
    pub(crate) fn pointer(&mut self, who: &PersonId) -> Result<crate::access::search_allowance::Pointer> {
        let actor = self.signed_in()?;
        let standing = self.standing(&actor, who)?;
        let today = self.today();
        Ok(crate::access::search_allowance::pointer(&actor, &standing.relationships, &standing.state, today))
    }
}
