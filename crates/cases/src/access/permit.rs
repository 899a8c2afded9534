//! Proof that access was decided. A permit has no public constructor: the only way to one is to ask.

use std::fmt;
use std::marker::PhantomData;

use jiff::civil::Date;

use super::class::DataClass;
use super::decision::{DenyReason, Grounds, decide};
use super::reach::{Post, Reach, reach_with_grounds};
use super::relationship::{Actor, RecordState, Relationship, RelationshipKind, Standing, Who};
use super::words::{Action, Class, Purpose};
use crate::ids::PersonId;

mod sealed {
    pub trait Sealed {}
}

/// An action as a type, so that a permit to read cannot be used to write.
pub trait Deed: sealed::Sealed {
    const ACTION: Action;
}

macro_rules! deeds {
    ($($name:ident)+) => {
        $(
            #[doc = concat!("See [`Action::", stringify!($name), "`].")]
            #[derive(Debug)]
            pub struct $name;
            impl sealed::Sealed for $name {}
            impl Deed for $name {
                const ACTION: Action = Action::$name;
            }
        )+
    };
}

deeds! { Read Write Approve Export Suggest AddOwnWords Ask Share Grant Prepare }

/// Proof that this one may do one thing with one class of one young person's data, now. Not cloned, not stored:
/// it is asked for again on every request, so that a relationship that ends is felt at once (ACC-05).
pub struct Permit<C: DataClass, A: Deed = Read> {
    person: PersonId,
    holder: Who,
    grounds: Grounds,
    of: PhantomData<(C, A)>,
}

impl<C: DataClass, A: Deed> Permit<C, A> {
    /// Asks. The standing carries the person, so the ties to one record cannot open another.
    pub fn ask(actor: &Actor, standing: &Standing, purpose: Purpose, today: Date) -> Result<Self, DenyReason> {
        decide(actor, &standing.relationships, A::ACTION, C::CLASS, &standing.state, purpose, today).grounds().map(
            |grounds| Self { person: standing.person.clone(), holder: actor.who.clone(), grounds, of: PhantomData },
        )
    }

    pub fn person(&self) -> &PersonId {
        &self.person
    }

    pub fn holder(&self) -> &Who {
        &self.holder
    }

    pub fn grounds(&self) -> Grounds {
        self.grounds
    }

    pub const fn class(&self) -> Class {
        C::CLASS
    }

    pub const fn action(&self) -> Action {
        A::ACTION
    }
}

impl<C: DataClass, A: Deed> fmt::Debug for Permit<C, A> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Permit to {} {} of {} as {:?}", A::ACTION, C::CLASS, self.person, self.grounds)
    }
}

/// Proof that somebody may read those entries of a class that were read through for harm, one by one, before they were
/// shared. It opens no other: a query that takes it keeps to those.
#[derive(Debug)]
pub struct Checked<C: DataClass>(Permit<C, Read>);

impl<C: DataClass> Checked<C> {
    /// Asks for what was checked, and only that.
    pub fn ask(actor: &Actor, standing: &Standing, purpose: Purpose, today: Date) -> Result<Self, DenyReason> {
        let state = RecordState { checked_for_reading: true, ..standing.state.clone() };
        Permit::ask(actor, &Standing { state, ..standing.clone() }, purpose, today).map(Self)
    }

    pub fn person(&self) -> &PersonId {
        self.0.person()
    }

    pub fn grounds(&self) -> Grounds {
        self.0.grounds()
    }
}

/// Proof that this one may see a list of one class of data, as far as the reach goes.
#[derive(Debug)]
pub struct ListPermit<C: DataClass> {
    viewer: Who,
    reach: Reach,
    grounds: Grounds,
    of: PhantomData<C>,
}

impl<C: DataClass> ListPermit<C> {
    pub fn ask(actor: &Actor, posts: &[Post], purpose: Purpose, today: Date) -> Result<Self, DenyReason> {
        let (reach, grounds) = reach_with_grounds(actor, C::CLASS, posts, purpose, today)?;
        Ok(Self { viewer: actor.who.clone(), reach, grounds, of: PhantomData })
    }

    /// Whose records the query must keep to.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// Who is looking: the query leaves out what is barred to or hidden from them.
    pub fn viewer(&self) -> &Who {
        &self.viewer
    }

    pub fn grounds(&self) -> Grounds {
        self.grounds
    }

    pub const fn class(&self) -> Class {
        C::CLASS
    }
}

/// Proof for what belongs to no young person: figures, accounts, settings, a return being loaded.
pub struct ServicePermit<C: DataClass, A: Deed = Read> {
    holder: Who,
    grounds: Grounds,
    of: PhantomData<(C, A)>,
}

impl<C: DataClass, A: Deed> ServicePermit<C, A> {
    /// Asks on the strength of the posts held. `prepared_by` names whoever prepared the thing in hand, who may not
    /// settle it (ACC-08).
    pub fn ask(
        actor: &Actor,
        posts: &[Post],
        prepared_by: &[Who],
        purpose: Purpose,
        today: Date,
    ) -> Result<Self, DenyReason> {
        let state = RecordState { prepared_by: prepared_by.to_vec(), ..RecordState::default() };
        decide(actor, &ties_to_the_council(posts, today), A::ACTION, C::CLASS, &state, purpose, today)
            .grounds()
            .map(|grounds| Self { holder: actor.who.clone(), grounds, of: PhantomData })
    }

    pub fn holder(&self) -> &Who {
        &self.holder
    }

    pub fn grounds(&self) -> Grounds {
        self.grounds
    }

    pub const fn class(&self) -> Class {
        C::CLASS
    }

    pub const fn action(&self) -> Action {
        A::ACTION
    }
}

impl<C: DataClass, A: Deed> fmt::Debug for ServicePermit<C, A> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ServicePermit to {} {} as {:?}", A::ACTION, C::CLASS, self.grounds)
    }
}

/// Posts as ties, and the one tie everybody has: to their own account and their own figures.
fn ties_to_the_council(posts: &[Post], today: Date) -> Vec<Relationship> {
    let posts = posts.iter().map(|post| Relationship::new(post.kind.relationship(), post.from_on, post.to_on));
    posts.chain([Relationship::new(RelationshipKind::Oneself, today, None)]).collect()
}
