//! How long a plan of about ten pages takes on paper. Run it as it would be served: `cargo run --release --example ten_pages`.
//! With a path, the last one is written there, to be looked at.

use std::time::Instant;
use waymark_documents::{Format, Level, Part, Sheet, pdf};

fn main() {
    let goal = |number: usize| {
        vec![
            Part::Heading(Level::Two, format!("Goal {number}: a place of my own")),
            Part::TheirWords {
                words: "I want a yard for the bikes. ".repeat(12),
                who: "Sam".into(),
                when: "1 October 2026".into(),
            },
            Part::List((1..8).map(|step| format!("Step {step}: look at three flats, by 3 December 2026")).collect()),
        ]
    };
    let sheet = Sheet {
        title: "The plan of Sam".into(),
        language: "en".into(),
        for_whom: Some("Sam".into()),
        made_on: "27 November 2026".into(),
        council: "Harrowdale Council".into(),
        footer: "Mark K3J9ABCD".into(),
        parts: (1..=30).flat_map(goal).collect(),
    };
    for round in 1..=5 {
        let from = Instant::now();
        let bytes = pdf(&sheet, Format::Standard).expect("a document");
        if let Some(path) = std::env::args().nth(1) {
            std::fs::write(path, &bytes).expect("the file is written");
        }
        #[allow(clippy::print_stdout)]
        {
            println!("round {round}: {} ms, {} KB", from.elapsed().as_millis(), bytes.len() / 1024);
        }
    }
}
