//! What there is between somebody and a record: dated ties, and the state the record is in.

use jiff::civil::Date;

use super::words::{Class, Role, listed};
use crate::ids::{PersonId, StaffId};
use std::fmt;

listed! {
    /// The kinds of tie that may open a record (ACC-04), and the one that closes it (ACC-07).
    RelationshipKind {
        AllocatedWorker = "allocated_worker", "allocated worker";
        SecondWorker = "second_worker", "second worker";
        /// Supervises the allocated worker.
        Supervisor = "supervisor", "supervises the worker";
        /// Belongs to the team that holds the record.
        Team = "team", "the team that holds the record";
        /// Works for the service as a whole.
        Service = "service", "the service";
        /// Ends with looked-after status (INF-20).
        ReviewingOfficerAppointment = "reviewing_officer", "appointed reviewing officer";
        /// A dated sample chosen for audit.
        AuditAssignment = "audit_assignment", "assigned to audit this record";
        /// The carer or key worker where the young person lives (INF-21).
        Placement = "placement", "where the young person lives";
        /// An advocate or mentor the young person agreed to.
        Advocate = "advocate", "agreed by the young person";
        DutyShift = "duty_shift", "on duty today";
        CostCentre = "cost_centre", "pays from this budget";
        /// A dated package of chosen sections (INF-22).
        SharingPackage = "sharing_package", "a package shared for a purpose";
        /// Named on the record by somebody entitled to: a permission or an override.
        NamedGrant = "named_grant", "named on the record";
        /// The record, or the account, is their own.
        Oneself = "oneself", "their own";
        /// On the conflict list: knows the young person or their family (INF-24).
        Barred = "barred", "barred from this record";
    }
}

/// A set of classes of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClassSet(u32);

impl ClassSet {
    pub const EMPTY: Self = Self(0);
    pub const EVERYTHING: Self = Self((1 << Class::ALL.len()) - 1);

    pub fn of(classes: &[Class]) -> Self {
        Self(classes.iter().fold(0, |bits, class| bits | (1 << *class as u32)))
    }

    pub const fn contains(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.iter().copied().filter(move |class| self.contains(*class))
    }
}

/// A dated tie. The end date is the first day it no longer holds; `None` means no end is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    pub kind: RelationshipKind,
    pub from_on: Date,
    pub to_on: Option<Date>,
    /// The classes it opens at most. A grant, a package or an advocate's agreement names its sections; the other
    /// ties leave that to the matrix.
    pub covers: ClassSet,
}

impl Relationship {
    /// A tie over the given days. One that must name its sections opens nothing until [`covering`](Self::covering).
    pub fn new(kind: RelationshipKind, from_on: Date, to_on: Option<Date>) -> Self {
        let covers = if kind.names_its_sections() { ClassSet::EMPTY } else { ClassSet::EVERYTHING };
        Self { kind, from_on, to_on, covers }
    }

    /// The same tie, opening these classes only.
    pub fn covering(self, covers: ClassSet) -> Self {
        Self { covers, ..self }
    }

    /// Whether the tie holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from_on <= day && self.to_on.is_none_or(|end| day < end)
    }
}

impl RelationshipKind {
    /// Whether a tie of this kind opens only the sections written on it.
    pub const fn names_its_sections(self) -> bool {
        match self {
            Self::NamedGrant | Self::SharingPackage | Self::Advocate => true,
            Self::AllocatedWorker
            | Self::SecondWorker
            | Self::Supervisor
            | Self::Team
            | Self::Service
            | Self::ReviewingOfficerAppointment
            | Self::AuditAssignment
            | Self::Placement
            | Self::DutyShift
            | Self::CostCentre
            | Self::Oneself
            | Self::Barred => false,
        }
    }

    /// Whether the tie was made for a child and stops on the eighteenth birthday (ACC-15).
    pub const fn stops_at_18(self) -> bool {
        match self {
            Self::ReviewingOfficerAppointment | Self::Placement | Self::SharingPackage => true,
            Self::AllocatedWorker
            | Self::SecondWorker
            | Self::Supervisor
            | Self::Team
            | Self::Service
            | Self::AuditAssignment
            | Self::Advocate
            | Self::DutyShift
            | Self::CostCentre
            | Self::NamedGrant
            | Self::Oneself
            | Self::Barred => false,
        }
    }
}

/// How tightly a record is closed (ACC-20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grade {
    /// Part of it, for example a hidden address.
    Section,
    /// All of it: only those on the named list.
    Record,
    /// It concerns a colleague's family: only those on the named list, outside the colleague's team.
    StaffRelated,
}

impl Grade {
    pub const ALL: &'static [Self] = &[Self::Section, Self::Record, Self::StaffRelated];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Record => "record",
            Self::StaffRelated => "staff_related",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|grade| grade.code() == code)
    }

    /// Whether nobody outside the named list may learn that the record exists.
    pub const fn hides_the_record(self) -> bool {
        match self {
            Self::Section => false,
            Self::Record | Self::StaffRelated => true,
        }
    }
}

/// What about the record itself bears on access.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordState {
    pub restricted: Option<Grade>,
    /// Whether the one who asks is on the record's named list.
    pub on_named_list: bool,
    pub looked_after: bool,
    /// The eighteenth birthday once it has come; `None` for a child.
    pub turned_18_on: Option<Date>,
    /// Whether this item has been read through for harm and for other people's data before the young person sees it.
    pub checked_for_reading: bool,
    /// Who wrote or asked for the thing in hand: none of them may approve it (ACC-08).
    pub prepared_by: Vec<Who>,
}

impl RecordState {
    pub const fn under_18(&self) -> bool {
        self.turned_18_on.is_none()
    }
}

/// The person behind a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Somebody the council employs, or has invited: carers, advocates and partners too.
    Staff(StaffId),
    YoungPerson(PersonId),
}

impl Who {
    /// Reads what `Display` wrote.
    pub fn stored(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("staff", id) => StaffId::parse(id).ok().map(Self::Staff),
            ("person", id) => PersonId::parse(id).ok().map(Self::YoungPerson),
            _ => None,
        }
    }
}

impl fmt::Display for Who {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Staff(id) => write!(out, "staff:{id}"),
            Self::YoungPerson(id) => write!(out, "person:{id}"),
        }
    }
}

/// The one who asks, with the roles they hold today in the order they are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub who: Who,
    pub roles: Vec<Role>,
}

impl Actor {
    pub fn staff(id: StaffId, roles: &[Role]) -> Self {
        Self { who: Who::Staff(id), roles: roles.to_vec() }
    }

    /// A young person at their own door has that one role and can have no other.
    pub fn young_person(id: PersonId) -> Self {
        Self { who: Who::YoungPerson(id), roles: vec![Role::YoungPerson] }
    }
}

/// Everything about one actor and one record that access turns on. Loaded together, so that the ties of one person
/// can never be used to open the record of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub person: PersonId,
    pub relationships: Vec<Relationship>,
    pub state: RecordState,
}
