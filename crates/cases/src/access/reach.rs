//! How far a list goes. A list is never fetched whole and then thinned: its query is filtered by the reach.

use jiff::civil::Date;

use super::decision::{DenyReason, Grounds, Scope, granted_ties, own_ties};
use super::matrix::{Clause, Ties, matrix};
use super::relationship::{Actor, RelationshipKind, Who};
use super::words::{Action, Class, Purpose, Role};
use crate::ids::TeamId;

/// The most people one page of a list shows (ACC-17).
pub const LIST_PAGE_SIZE: usize = 50;

/// More people than this in one export, print or opening wants a fresh proof, a purpose and a second person (ACC-17).
pub const BULK_LIMIT: usize = 25;

/// Where somebody is placed in the council.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PostKind {
    /// Belongs to a team, or manages it.
    Team(TeamId),
    /// Works for the whole service.
    Service,
    /// Pays from the service's budgets.
    CostCentre,
    /// On the duty rota.
    DutyShift,
}

/// A dated post. The end date is the first day it is no longer held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    pub kind: PostKind,
    pub from_on: Date,
    pub to_on: Option<Date>,
}

impl Post {
    pub fn holds_on(&self, day: Date) -> bool {
        self.from_on <= day && self.to_on.is_none_or(|end| day < end)
    }
}

impl PostKind {
    /// The kind of relationship this post makes with what the council holds as a whole.
    pub const fn relationship(&self) -> RelationshipKind {
        match self {
            Self::Team(_) => RelationshipKind::Team,
            Self::Service => RelationshipKind::Service,
            Self::CostCentre => RelationshipKind::CostCentre,
            Self::DutyShift => RelationshipKind::DutyShift,
        }
    }
}

/// Whose records a list may show. Whatever the reach, the query also leaves out records the viewer is barred from and
/// those restricted to a list the viewer is not on, and counts none of them (ACC-10, ACC-11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    None,
    /// Records with a relationship of one of these kinds to this one, in force today.
    Own {
        who: Who,
        kinds: &'static [RelationshipKind],
    },
    /// The same, and every record one of these teams holds.
    Teams {
        who: Who,
        kinds: &'static [RelationshipKind],
        teams: Vec<TeamId>,
    },
    /// Every record of the service.
    Service,
}

impl Reach {
    const fn width(&self) -> u8 {
        match self {
            Self::None => 0,
            Self::Own { .. } => 1,
            Self::Teams { .. } => 2,
            Self::Service => 3,
        }
    }

    /// The relationship a list of this reach rests on.
    const fn rests_on(&self) -> Option<RelationshipKind> {
        match self {
            Self::None => None,
            Self::Own { kinds, .. } => kinds.first().copied(),
            Self::Teams { .. } => Some(RelationshipKind::Team),
            Self::Service => Some(RelationshipKind::Service),
        }
    }
}

/// The widest reach any of the actor's roles gives over a class today; of two as wide, the role held first.
pub fn list_reach(actor: &Actor, class: Class, posts: &[Post], purpose: Purpose, today: Date) -> Reach {
    reach_with_grounds(actor, class, posts, purpose, today).map_or(Reach::None, |(reach, _)| reach)
}

pub(super) fn reach_with_grounds(
    actor: &Actor,
    class: Class,
    posts: &[Post],
    purpose: Purpose,
    today: Date,
) -> Result<(Reach, Grounds), DenyReason> {
    // An administrator of the system lists no case class, whatever other role they hold (ACC-09).
    if actor.roles.contains(&Role::SystemAdministrator) && class != Class::UsersAndSettings {
        return Err(DenyReason::AdministratorSeesNoRecords);
    }
    let held: Vec<&PostKind> = posts.iter().filter(|post| post.holds_on(today)).map(|post| &post.kind).collect();
    let mut best: Option<(Reach, Grounds)> = None;
    for role in actor.roles.iter().filter(|role| role.may_say(purpose)) {
        for clause in matrix().cell(class, *role).allowing(Action::List) {
            let reach = clause_reach(actor, *role, class, clause, &held);
            let wider = best.as_ref().is_none_or(|(so_far, _)| reach.width() > so_far.width());
            if let (Some(relationship), true) = (reach.rests_on(), wider) {
                let grounds = list_grounds(*role, relationship, clause.scope, purpose);
                best = Some((reach, grounds));
            }
        }
    }
    best.ok_or(if actor.roles.is_empty() { DenyReason::NoRole } else { DenyReason::NotForTheirRole })
}

fn list_grounds(role: Role, relationship: RelationshipKind, scope: Scope, purpose: Purpose) -> Grounds {
    let purpose = if purpose == Purpose::WorkOfTheRole { role.usual_purpose() } else { purpose };
    Grounds { role, relationship, scope, purpose, second_person: false }
}

fn clause_reach(actor: &Actor, role: Role, class: Class, clause: &Clause, held: &[&PostKind]) -> Reach {
    let own = own_ties(role, class.concerns());
    match clause.ties {
        Ties::Own => own_reach(actor, own, held),
        Ties::Team => team_reach(actor, own, held),
        Ties::Service => service_reach(actor, own, held),
        Ties::Grant => grant_reach(actor, role),
    }
}

/// One's own records; for roles whose own tie is a post in the service, that is all of them.
fn own_reach(actor: &Actor, own: &'static [RelationshipKind], held: &[&PostKind]) -> Reach {
    let by_post = held.iter().any(|post| match post {
        PostKind::Service => own.contains(&RelationshipKind::Service),
        PostKind::CostCentre => own.contains(&RelationshipKind::CostCentre),
        PostKind::Team(_) | PostKind::DutyShift => false,
    });
    let only_by_post =
        own.iter().all(|kind| *kind == RelationshipKind::Service || *kind == RelationshipKind::CostCentre);
    match (by_post, only_by_post) {
        (true, _) => Reach::Service,
        (false, true) => Reach::None,
        (false, false) => Reach::Own { who: actor.who.clone(), kinds: own },
    }
}

fn team_reach(actor: &Actor, own: &'static [RelationshipKind], held: &[&PostKind]) -> Reach {
    let teams: Vec<TeamId> = held
        .iter()
        .filter_map(|post| match post {
            PostKind::Team(team) => Some(team.clone()),
            PostKind::Service | PostKind::CostCentre | PostKind::DutyShift => None,
        })
        .collect();
    if teams.is_empty() {
        return own_reach(actor, own, held);
    }
    Reach::Teams { who: actor.who.clone(), kinds: own, teams }
}

fn service_reach(actor: &Actor, own: &'static [RelationshipKind], held: &[&PostKind]) -> Reach {
    if held.contains(&&PostKind::Service) { Reach::Service } else { team_reach(actor, own, held) }
}

/// A grant that names its sections is opened one record at a time; only an audit sample is a list.
fn grant_reach(actor: &Actor, role: Role) -> Reach {
    const SAMPLE: &[RelationshipKind] = &[RelationshipKind::AuditAssignment];
    if granted_ties(role).contains(&RelationshipKind::AuditAssignment) {
        Reach::Own { who: actor.who.clone(), kinds: SAMPLE }
    } else {
        Reach::None
    }
}
