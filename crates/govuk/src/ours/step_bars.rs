//! V2: how parts of life are going, in steps from 1 to 5, each as five boxes. What it was last time is a tick below, the
//! adviser's view a hollow diamond with its own words. Parts are never added up, and one that was skipped has no boxes.

use super::twin::{self, Twin};
use maud::{Markup, Render, html};

const STEPS: u8 = 5;
const WIDTH: u16 = 50;
const GAP: u16 = 4;
const TOP: u16 = 5;

/// One part of life.
#[derive(Clone, Debug, Default)]
pub struct StepRow {
    /// What the part is called: "Money".
    pub part: String,
    /// 1 to 5; nothing when it was skipped or not asked.
    pub step: Option<u8>,
    /// The step in words, or "Skipped", or "Not asked yet".
    pub says: String,
    /// The step it was at last time, and in words.
    pub before: Option<u8>,
    pub before_says: String,
    /// "up 2", "same", "down 1", "first time".
    pub change: String,
    /// When it was answered, and by whom.
    pub on: String,
    pub by: String,
    /// The adviser's own view, kept apart.
    pub other: Option<u8>,
    pub other_says: String,
}

/// The drawing with its finding and its table.
#[derive(Clone, Debug, Default)]
pub struct StepBars {
    /// Unique on the page: names the parts of the drawing.
    pub id: String,
    /// Whose it is and of when: "How it's going, 3 November 2026".
    pub title: String,
    /// The finding in a sentence or two.
    pub says: String,
    pub rows: Vec<StepRow>,
    /// Whose the diamonds are: "Amira's view".
    pub other_is: String,
    pub twin: Twin,
    /// Whether the names of the parts are headings of the third level or of the fourth.
    pub deep: bool,
}

/// Where a box begins.
fn left(step: u8) -> u16 {
    2 + u16::from(step.clamp(1, STEPS) - 1) * (WIDTH + GAP)
}

fn middle(step: u8) -> u16 {
    left(step) + WIDTH / 2
}

fn boxes(step: u8) -> Markup {
    html! {
        @for at in 1..=STEPS {
            @let full = at <= step;
            rect x=(left(at)) y=(TOP) width=(WIDTH) height="14" stroke-width="2"
                fill=(if full { "#00615f" } else { "#fff" }) stroke=(if full { "#0b0c0c" } else { "#858686" }) {}
        }
    }
}

/// Last time, below the row.
fn tick(step: u8) -> Markup {
    html! { rect x=(middle(step) - 2) y="22" width="4" height="8" fill="#0b0c0c" {} }
}

/// A view of somebody else, in the row.
fn diamond(x: u16) -> Markup {
    html! { path d={ "M" (x) " 2l10 10-10 10-10-10z" } fill="#fff" stroke="#12436d" stroke-width="3" {} }
}

impl StepRow {
    /// The whole row in a sentence, for whoever does not see it.
    fn in_words(&self, other_is: &str) -> String {
        let mut said = match self.step {
            Some(step) => format!("{}, {step} of {STEPS}.", self.says),
            None => format!("{}.", self.says),
        };
        if let (Some(before), Some(_)) = (self.before, self.step) {
            said += &format!(" Last time {}, {before} of {STEPS}: {}.", self.before_says, self.change);
        }
        if let Some(other) = self.other {
            said += &format!(" {other_is}: {}, {other} of {STEPS}.", self.other_says);
        }
        said
    }

    fn cells(&self, with_other: bool) -> Vec<String> {
        let numbered = |says: &str, step: Option<u8>| match step {
            Some(step) => format!("{says} ({step})"),
            None => says.to_owned(),
        };
        let mut cells = vec![
            self.part.clone(),
            numbered(&self.says, self.step),
            numbered(&self.before_says, self.before),
            self.change.clone(),
            self.on.clone(),
            self.by.clone(),
        ];
        if with_other {
            cells.push(numbered(&self.other_says, self.other));
        }
        cells
    }
}

impl StepBars {
    fn has_others(&self) -> bool {
        self.rows.iter().any(|row| row.other.is_some())
    }

    fn drawing(&self, at: usize, row: &StepRow, step: u8) -> Markup {
        let name = |part: &str| format!("{}-{}-{part}", self.id, at + 1);
        html! {
            svg viewBox="0 0 320 32" role="img" aria-labelledby={ (name("title")) " " (name("desc")) } {
                title id=(name("title")) { (row.part) }
                desc id=(name("desc")) { (row.in_words(&self.other_is)) }
                (boxes(step))
                @if let Some(before) = row.before { (tick(before)) }
                @if let Some(other) = row.other { (diamond(middle(other))) }
            }
        }
    }

    fn row(&self, at: usize, row: &StepRow) -> Markup {
        let head = html! { (row.part) ": " span.wm-parts__step { (row.says) } };
        html! {
            li {
                @if self.deep { h4.wm-parts__name { (head) } } @else { h3.wm-parts__name { (head) } }
                @if let Some(step) = row.step {
                    div.wm-parts__line { (self.drawing(at, row, step)) p.wm-parts__change { (row.change) } }
                }
                @if row.other.is_some() { p.wm-muted { (self.other_is) ": " (row.other_says) } }
            }
        }
    }

    fn key(&self) -> Markup {
        let before = self.rows.iter().any(|row| row.before.is_some() && row.step.is_some());
        let sample = |inside: Markup| html! { svg viewBox="0 0 28 24" aria-hidden="true" { (inside) } };
        html! {
            @if before || self.has_others() {
                ul.wm-drawing__key {
                    @if before {
                        li { (sample(html! { rect x="12" y="8" width="4" height="8" fill="#0b0c0c" {} })) "Last time" }
                    }
                    @if self.has_others() { li { (sample(diamond(14))) (self.other_is) } }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let others = self.has_others();
        let mut head = vec!["Part", "Now", "Last time", "Change", "Date", "Who answered"];
        if others {
            head.push(&self.other_is);
        }
        let cells: Vec<Vec<String>> = self.rows.iter().map(|row| row.cells(others)).collect();
        twin::table(&self.twin, &self.title, &head, &cells)
    }
}

impl Render for StepBars {
    fn render(&self) -> Markup {
        html! {
            div.wm-drawing {
                @if !self.says.is_empty() { p.wm-drawing__says { (self.says) } }
                ul.wm-parts__rows { @for (at, row) in self.rows.iter().enumerate() { (self.row(at, row)) } }
                (self.key())
                (self.table())
            }
        }
    }
}

/// The same rows, small and in words, for a page that is about something else.
#[derive(Clone, Debug, Default)]
pub struct StepStrip {
    pub rows: Vec<StepRow>,
}

impl Render for StepStrip {
    fn render(&self) -> Markup {
        html! {
            ul.wm-step-strip {
                @for row in &self.rows {
                    li {
                        strong { (row.part) }
                        @if let Some(step) = row.step { svg viewBox="0 0 270 24" aria-hidden="true" { (boxes(step)) } }
                        span { (row.says) @if row.before.is_some() && row.step.is_some() { ", " (row.change) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    fn row(part: &str, step: Option<u8>, before: Option<u8>, other: Option<u8>) -> StepRow {
        let says = |step: Option<u8>| {
            step.map_or("Skipped", |step| ["Hard", "A bit hard", "Help", "OK", "Well"][usize::from(step) - 1])
        };
        StepRow {
            part: part.into(),
            step,
            says: says(step).into(),
            before,
            before_says: before.map_or(String::new(), |_| says(before).into()),
            change: "up 2".into(),
            on: "3 Nov 2026".into(),
            by: "Sam".into(),
            other,
            other_says: other.map_or(String::new(), |_| says(other).into()),
        }
    }

    fn bars() -> StepBars {
        StepBars {
            id: "going".into(),
            title: "How it's going".into(),
            says: "Money got better.".into(),
            rows: vec![row("Money", Some(4), Some(2), Some(3)), row("Home", None, Some(5), None)],
            other_is: "Amira's view".into(),
            ..StepBars::default()
        }
    }

    fn count(text: &str, part: &str) -> usize {
        text.matches(part).count()
    }

    #[test]
    fn as_many_boxes_are_filled_as_the_step_says() {
        for step in 1..=5u8 {
            assert_eq!(count(&boxes(step).into_string(), "#00615f"), usize::from(step));
            assert_eq!(count(&boxes(step).into_string(), "<rect"), 5);
        }
    }

    #[test]
    fn a_part_that_was_skipped_has_words_and_no_boxes() {
        let text = bars().render().into_string();
        assert!(text.contains("Home: <span class=\"wm-parts__step\">Skipped</span>"));
        assert_eq!(count(&text, "role=\"img\""), 1, "only Money is drawn");
    }

    #[test]
    fn every_drawing_has_a_title_and_a_finding_of_its_own() {
        let text = bars().render().into_string();
        for id in ["going-1-title", "going-1-desc"] {
            assert_eq!(count(&text, &format!("id=\"{id}\"")), 1, "{id}");
        }
        assert!(text.contains("OK, 4 of 5. Last time A bit hard, 2 of 5: up 2. Amira's view: Help, 3 of 5."));
    }

    #[test]
    fn the_table_says_the_same_numbers() {
        let text = bars().render().into_string();
        for cell in ["OK (4)", "A bit hard (2)", "up 2", "Help (3)", "Skipped"] {
            assert!(text.contains(&format!("<bdi>{cell}</bdi>")), "{cell}");
        }
    }

    #[test]
    fn the_drawing_holds_no_words_and_only_colours_that_can_be_seen() {
        let text = bars().drawing(0, &bars().rows[0], 4).into_string();
        assert!(!text.contains("<text"), "words stand beside it");
        for colour in text.split('#').skip(1).map(|rest| &rest[..rest.find('"').unwrap_or(0)]) {
            assert!(["00615f", "0b0c0c", "858686", "12436d", "fff"].contains(&colour), "#{colour}");
        }
    }

    #[test]
    fn marks_stay_inside_the_drawing() {
        assert_eq!((left(1), left(5) + WIDTH), (2, 268));
        assert!(middle(5) + 10 < 320 && middle(1) > 10);
    }

    #[test]
    fn where_the_table_is_elsewhere_a_link_leads_to_it() {
        let bars = StepBars { twin: Twin::At("/me/going?table=yes".into()), ..bars() };
        let text = bars.render().into_string();
        assert!(text.contains("href=\"/me/going?table=yes\"") && !text.contains("<table"));
    }
}
