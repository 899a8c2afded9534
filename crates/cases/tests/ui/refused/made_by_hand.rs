use waymark_cases::access::class::Plan;
use waymark_cases::access::{Grounds, Permit, Read, Who};
use waymark_cases::ids::PersonId;

fn forge(person: PersonId, holder: Who, grounds: Grounds) -> Permit<Plan, Read> {
    Permit { person, holder, grounds, of: std::marker::PhantomData }
}

fn main() {}
