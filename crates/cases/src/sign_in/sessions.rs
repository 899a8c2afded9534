//! Sessions: staying known to a browser for a while, and no longer (SEC-27, SEC-28, assurance §4).
//!
//! The browser holds 256 random bits; we hold their digest. A session belongs to one door. It ends by itself after
//! disuse or at its longest, and at once when the account is disabled, the person leaves, a secret changes or anybody
//! entitled ends it: [`find`] looks at all of that on every request (ACC-05).

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};

use super::{Browser, accounts, digest};
use crate::access::{Role, Who};
use crate::db::{Reading, Tx, instant, micros};
use crate::error::{Error, Result};
use crate::ids::{RowId, random_text};
use crate::schema::{account, session};

/// How long a proof of who somebody is counts as fresh (SEC-29).
pub const FRESH: SignedDuration = SignedDuration::from_mins(10);
/// The last use is written at most this often, so that reading pages does not write.
const TOUCH_EACH: SignedDuration = SignedDuration::from_mins(1);

/// What kind of session it is, which decides how long it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionKind {
    Staff,
    /// Partners, carers and advocates.
    Outside,
    /// A young person, anywhere: nothing is remembered.
    YoungPerson,
    /// A young person who said "this is my phone".
    OwnPhone,
}

impl SessionKind {
    pub const ALL: [Self; 4] = [Self::Staff, Self::Outside, Self::YoungPerson, Self::OwnPhone];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Outside => "outside",
            Self::YoungPerson => "young_person",
            Self::OwnPhone => "own_phone",
        }
    }

    /// How long it may lie unused.
    pub const fn idle(self) -> SignedDuration {
        match self {
            Self::Staff => SignedDuration::from_mins(20),
            Self::Outside | Self::YoungPerson => SignedDuration::from_mins(15),
            Self::OwnPhone => SignedDuration::from_hours(14 * 24),
        }
    }

    /// How long it may last however much it is used.
    pub const fn longest(self) -> SignedDuration {
        match self {
            Self::Staff => SignedDuration::from_hours(10),
            Self::Outside | Self::YoungPerson => SignedDuration::from_hours(4),
            Self::OwnPhone => SignedDuration::from_hours(14 * 24),
        }
    }

    /// The kind for somebody with these roles: people from outside the council get a shorter one.
    pub fn for_roles(roles: &[Role]) -> Self {
        if !roles.is_empty() && roles.iter().all(|role| is_from_outside(*role)) { Self::Outside } else { Self::Staff }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

const fn is_from_outside(role: Role) -> bool {
    match role {
        Role::PartnerAgency | Role::Carer | Role::Advocate => true,
        Role::PersonalAdviser
        | Role::SocialWorker
        | Role::PracticeSupervisor
        | Role::TeamManager
        | Role::HeadOfService
        | Role::ReviewingOfficer
        | Role::QualityAuditor
        | Role::ParticipationOfficer
        | Role::FinanceOfficer
        | Role::DataAnalyst
        | Role::YoungPerson
        | Role::SystemAdministrator
        | Role::InformationGovernance => false,
    }
}

/// A session in force. The handle names it in lists and in the audit; it opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub handle: String,
    pub who: Who,
    pub kind: SessionKind,
    pub device: String,
    pub started_at: Timestamp,
    /// When they last proved who they are.
    pub proved_at: Timestamp,
    pub last_used_at: Timestamp,
    pub ends_at: Timestamp,
}

impl Session {
    /// Whether they proved who they are lately enough for what is most private (SEC-29).
    pub fn is_freshly_proved(&self, now: Timestamp) -> bool {
        now.duration_since(self.proved_at) <= FRESH
    }

    /// When it ends if nothing more is done.
    pub fn ends_unused_at(&self) -> Timestamp {
        self.ends_at.min(self.last_used_at + self.kind.idle())
    }

    /// Whether its last use is worth writing down again: see [`touch`].
    pub fn wants_touching(&self, now: Timestamp) -> bool {
        now.duration_since(self.last_used_at) >= TOUCH_EACH
    }

    fn is_in_force(&self, now: Timestamp) -> bool {
        now >= self.started_at && now < self.ends_unused_at()
    }
}

/// A session just begun: the token goes to the browser and is never seen here again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    pub token: String,
    pub session: Session,
    /// A second cookie by which this browser keeps its own count of wrong guesses; opens nothing.
    pub remember: Option<String>,
    /// Whether nobody ever signed in to this account before.
    pub is_first: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = session)]
struct Row {
    handle: String,
    who: String,
    kind: String,
    device: String,
    started_at: i64,
    proved_at: i64,
    last_used_at: i64,
    ends_at: i64,
}

impl Row {
    fn session(self) -> Option<Session> {
        Some(Session {
            who: Who::stored(&self.who)?,
            kind: SessionKind::from_code(&self.kind)?,
            handle: self.handle,
            device: self.device,
            started_at: instant(self.started_at),
            proved_at: instant(self.proved_at),
            last_used_at: instant(self.last_used_at),
            ends_at: instant(self.ends_at),
        })
    }
}

/// The door an account's sessions belong to; at any other it gets none.
pub(super) fn is_own_door(who: &Who, door: &str) -> bool {
    let own = match who {
        Who::Staff(_) => "team",
        Who::YoungPerson(_) => "me",
    };
    door == own
}

/// Begins a session, with a new token whatever the browser held, and ends the one it held.
pub(crate) fn start(tx: &mut Tx<'_>, who: &Who, kind: SessionKind, browser: &Browser<'_>) -> Result<Started> {
    if !is_own_door(who, browser.door) {
        return Err(Error::NotFound);
    }
    if let Some(held) = browser.replacing {
        end_by_token(tx, held, "replaced by a new sign-in")?;
    }
    let now = tx.now();
    let token = random_text(32);
    let begun = Session {
        handle: RowId::fresh().to_string(),
        who: who.clone(),
        kind,
        device: browser.device.chars().take(120).collect(),
        started_at: now,
        proved_at: now,
        last_used_at: now,
        ends_at: now + kind.longest(),
    };
    let is_first = accounts::of(tx, who)?.is_some_and(|account| account.last_used_at.is_none());
    insert(tx, &begun, browser.door, &token)?;
    accounts::used(tx, who)?;
    Ok(Started { token, session: begun, remember: None, is_first })
}

fn insert(tx: &mut Tx<'_>, begun: &Session, door: &str, token: &str) -> Result<()> {
    diesel::insert_into(session::table)
        .values((
            session::handle.eq(&begun.handle),
            session::token_digest.eq(digest("session", &[token])),
            session::who.eq(begun.who.to_string()),
            session::door.eq(door),
            session::kind.eq(begun.kind.code()),
            session::device.eq(&begun.device),
            session::started_at.eq(micros(begun.started_at)),
            session::proved_at.eq(micros(begun.proved_at)),
            session::last_used_at.eq(micros(begun.last_used_at)),
            session::ends_at.eq(micros(begun.ends_at)),
        ))
        .execute(tx.reading.conn)?;
    Ok(())
}

/// The session a token opens at this door now, if any. Asked on every request.
pub fn find(r: &mut Reading<'_>, door: &str, token: &str) -> Result<Option<Session>> {
    let found: Option<Row> = session::table
        .inner_join(account::table)
        .filter(session::token_digest.eq(digest("session", &[token])))
        .filter(session::door.eq(door))
        .filter(session::ended_at.is_null())
        .filter(account::disabled_at.is_null())
        .select(Row::as_select())
        .first(r.conn)
        .optional()?;
    let now = r.now();
    let Some(found) = found.and_then(Row::session).filter(|session| session.is_in_force(now)) else { return Ok(None) };
    Ok(accounts::is_here(r, &found.who)?.then_some(found))
}

/// Notes that a session is in use. Worth doing when [`Session::wants_touching`] says so.
pub fn touch(tx: &mut Tx<'_>, handle: &str) -> Result<()> {
    let at = tx.now_micros();
    diesel::update(session::table.find(handle).filter(session::ended_at.is_null()))
        .set(session::last_used_at.eq(at))
        .execute(tx.reading.conn)?;
    Ok(())
}

/// After a fresh proof of who they are: the same session under a new token (SEC-27).
pub(super) fn renew(tx: &mut Tx<'_>, handle: &str) -> Result<String> {
    let at = tx.now_micros();
    let token = random_text(32);
    replace_token(tx, handle, &token)?;
    diesel::update(session::table.find(handle))
        .set((session::proved_at.eq(at), session::last_used_at.eq(at)))
        .execute(tx.reading.conn)?;
    Ok(token)
}

fn replace_token(tx: &mut Tx<'_>, handle: &str, token: &str) -> Result<()> {
    let changed = diesel::update(session::table.find(handle).filter(session::ended_at.is_null()))
        .set(session::token_digest.eq(digest("session", &[token])))
        .execute(tx.reading.conn)?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Keeps a young person's session on the phone they say is theirs (the choice of assurance §4). It goes on under a new
/// token. Only soon after they proved who they are, so that whoever finds a phone open cannot keep it open.
pub fn keep_on_own_phone(tx: &mut Tx<'_>, session: &Session) -> Result<Option<String>> {
    let is_theirs = match session.kind {
        SessionKind::YoungPerson | SessionKind::OwnPhone => true,
        SessionKind::Staff | SessionKind::Outside => false,
    };
    if !is_theirs || !session.is_freshly_proved(tx.now()) {
        return Ok(None);
    }
    let kind = SessionKind::OwnPhone;
    diesel::update(session::table.find(&session.handle).filter(session::ended_at.is_null()))
        .set((session::kind.eq(kind.code()), session::ends_at.eq(micros(session.started_at + kind.longest()))))
        .execute(tx.reading.conn)?;
    super::note(tx, Some(&session.who), "kept on own phone", "allowed")?;
    let token = random_text(32);
    replace_token(tx, &session.handle, &token)?;
    Ok(Some(token))
}

/// The sessions of one account that are in force, latest used first: for its own list of devices.
pub fn of(r: &mut Reading<'_>, who: &Who) -> Result<Vec<Session>> {
    let now = r.now();
    let rows: Vec<Row> = session::table
        .filter(session::who.eq(who.to_string()))
        .filter(session::ended_at.is_null())
        .filter(session::ends_at.gt(micros(now)))
        .order(session::last_used_at.desc())
        .select(Row::as_select())
        .load(r.conn)?;
    Ok(rows.into_iter().filter_map(Row::session).filter(|session| session.is_in_force(now)).collect())
}

/// When somebody was last here before this session, as far as is still known (S04).
pub fn last_before(r: &mut Reading<'_>, session: &Session) -> Result<Option<Timestamp>> {
    let last: Option<i64> = session::table
        .filter(session::who.eq(session.who.to_string()))
        .filter(session::started_at.lt(micros(session.started_at)))
        .select(diesel::dsl::max(session::last_used_at))
        .first(r.conn)?;
    Ok(last.map(instant))
}

/// Ends the session a browser holds: signing out.
pub fn end_by_token(tx: &mut Tx<'_>, token: &str, why: &str) -> Result<()> {
    let found: Option<(String, String)> = session::table
        .filter(session::token_digest.eq(digest("session", &[token])))
        .filter(session::ended_at.is_null())
        .select((session::handle, session::who))
        .first(tx.reading.conn)
        .optional()?;
    match found.and_then(|(handle, who)| Some((handle, Who::stored(&who)?))) {
        Some((handle, who)) => end(tx, &who, &handle, why),
        None => Ok(()),
    }
}

/// Ends one session of an account. A handle of somebody else's session is not found.
pub fn end(tx: &mut Tx<'_>, who: &Who, handle: &str, why: &str) -> Result<()> {
    let at = tx.now_micros();
    let mine = session::table.find(handle).filter(session::who.eq(who.to_string())).filter(session::ended_at.is_null());
    let ended =
        diesel::update(mine).set((session::ended_at.eq(at), session::ended_why.eq(why))).execute(tx.reading.conn)?;
    if ended == 0 {
        return Err(Error::NotFound);
    }
    super::note(tx, Some(who), "session ended", "allowed")
}

/// Ends every session of an account, except the one named if any: after a change of secret only the browser that made
/// it stays.
pub fn end_all(tx: &mut Tx<'_>, who: &Who, except: Option<&str>, why: &str) -> Result<usize> {
    let at = tx.now_micros();
    let others = session::table
        .filter(session::who.eq(who.to_string()))
        .filter(session::ended_at.is_null())
        .filter(session::handle.ne(except.unwrap_or_default()));
    Ok(diesel::update(others).set((session::ended_at.eq(at), session::ended_why.eq(why))).execute(tx.reading.conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_from_outside_the_council_get_the_shorter_session() {
        assert_eq!(SessionKind::for_roles(&[Role::Carer]), SessionKind::Outside);
        assert_eq!(SessionKind::for_roles(&[Role::Carer, Role::PersonalAdviser]), SessionKind::Staff);
        assert_eq!(SessionKind::for_roles(&[]), SessionKind::Staff);
    }
}
