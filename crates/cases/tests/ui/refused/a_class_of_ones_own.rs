use waymark_cases::access::class::DataClass;
use waymark_cases::access::Class;

struct Anything;

impl DataClass for Anything {
    const CLASS: Class = Class::Health;
}

fn main() {}
