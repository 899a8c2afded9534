use waymark_cases::access::class::{Health, Plan};
use waymark_cases::access::Permit;

fn read_health(_permit: &Permit<Health>) {}

fn stretch(permit: &Permit<Plan>) {
    read_health(permit);
}

fn main() {}
