use waymark_cases::access::class::Plan;
use waymark_cases::access::{Permit, Read, Write};

fn write_plan(_permit: &Permit<Plan, Write>) {}

fn stretch(permit: &Permit<Plan, Read>) {
    write_plan(permit);
}

fn main() {}
