//! V3: answers from 0 to 10 over time, a line for each who answered, never averaged. Drawn from two dates on; with fewer it
//! is words. What was skipped is a gap, never joined and never nought.

use super::twin::{self, Twin};
use maud::{Markup, Render, html};

const LEFT: i32 = 26;
const TOP: i32 = 12;
const WIDTH: i32 = 276;
const HEIGHT: i32 = 170;
/// The latest so many dates are drawn; the table has them all.
const DATES: usize = 8;
/// A date's words need so much room.
const APART: i32 = 66;

/// Who a line belongs to, each with its own mark and stroke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineOf {
    #[default]
    Theirs,
    Worker,
    SomebodyElse,
}

/// One answer.
#[derive(Clone, Debug, Default)]
pub struct NumberPoint {
    /// Days since any fixed day: where it lies in time.
    pub day: i32,
    /// The date in words, at most 14 letters: "3 Nov 2026".
    pub on: String,
    /// Nothing when it was skipped.
    pub number: Option<u8>,
    pub why: String,
    /// "up 2", "same", "first time", or nothing.
    pub change: String,
}

/// The answers of one person, oldest first.
#[derive(Clone, Debug, Default)]
pub struct NumberSeries {
    pub of: LineOf,
    pub name: String,
    pub points: Vec<NumberPoint>,
}

/// The drawing with its finding and its table.
#[derive(Clone, Debug, Default)]
pub struct NumberLine {
    /// Unique on the page.
    pub id: String,
    pub title: String,
    /// The finding in a sentence or two.
    pub says: String,
    /// At most three are drawn.
    pub series: Vec<NumberSeries>,
    pub good_enough: Option<u8>,
    pub twin: Twin,
}

impl LineOf {
    fn mark(self, x: i32, y: i32) -> Markup {
        match self {
            Self::Theirs => html! { circle cx=(x) cy=(y) r="7" fill="#00615f" stroke="#fff" stroke-width="2" {} },
            Self::Worker => html! {
                rect x=(x - 6) y=(y - 6) width="12" height="12" fill="#fff" stroke="#12436d" stroke-width="3" {}
            },
            Self::SomebodyElse => html! {
                path d={ "M" (x) " " (y - 8) "l8 8-8 8-8-8z" } fill="#fff" stroke="#801650" stroke-width="3" {}
            },
        }
    }

    fn line(self, path: &str) -> Markup {
        let (colour, dashes) = match self {
            Self::Theirs => ("#00615f", None),
            Self::Worker => ("#12436d", Some("8 5")),
            Self::SomebodyElse => ("#801650", Some("2 5")),
        };
        html! { path d=(path) fill="none" stroke=(colour) stroke-width="3" stroke-dasharray=[dashes] {} }
    }

    /// Marks on one date and number stand side by side; theirs is drawn last and is never hidden.
    const fn shift(self) -> i32 {
        match self {
            Self::Theirs => 0,
            Self::Worker => 6,
            Self::SomebodyElse => -6,
        }
    }
}

const fn height_of(number: u8) -> i32 {
    TOP + HEIGHT - number as i32 * HEIGHT / 10
}

impl NumberLine {
    /// The dates that are drawn, oldest first, each once.
    fn days(&self) -> Vec<(i32, &str)> {
        let points = self.series.iter().flat_map(|one| &one.points).filter(|one| one.number.is_some());
        let mut days: Vec<(i32, &str)> = points.map(|one| (one.day, one.on.as_str())).collect();
        days.sort_unstable();
        days.dedup_by_key(|(day, _)| *day);
        days.split_off(days.len().saturating_sub(DATES))
    }

    /// Whether there is enough to draw.
    fn is_drawn(&self) -> bool {
        self.days().len() > 1
    }

    fn at(&self, day: i32) -> Option<i32> {
        let days = self.days();
        let ((first, _), (last, _)) = (days.first()?, days.last()?);
        (*first..=*last).contains(&day).then(|| LEFT + 8 + (day - first) * (WIDTH - 16) / (last - first).max(1))
    }

    fn rules(&self) -> Markup {
        html! {
            @for number in 0..=10u8 {
                path d={ "M" (LEFT) " " (height_of(number)) "h" (WIDTH) } stroke="#cecece" stroke-width="1" {}
                @if number % 2 == 0 {
                    text x=(LEFT - 6) y=(height_of(number) + 5) text-anchor="end" font-size="14" fill="#0b0c0c" { (number) }
                }
            }
        }
    }

    /// First and last, and those between that have room.
    fn dates(&self) -> Markup {
        let days = self.days();
        let last = days.len().saturating_sub(1);
        let end = days.last().and_then(|(day, _)| self.at(*day)).unwrap_or_default();
        let mut taken = i32::MIN / 2;
        let mut shown = Vec::new();
        for (at, (day, says)) in days.iter().enumerate() {
            let Some(x) = self.at(*day) else { continue };
            if at == 0 || at == last || (x - taken >= 2 * APART && end - x >= 2 * APART) {
                taken = x;
                let (anchor, x) = if at == 0 {
                    ("start", LEFT)
                } else if at == last {
                    ("end", LEFT + WIDTH + 10)
                } else {
                    ("middle", x)
                };
                shown.push((anchor, x, *says));
            }
        }
        html! {
            @for (anchor, x, says) in shown {
                text x=(x) y=(TOP + HEIGHT + 24) text-anchor=(anchor) font-size="14" fill="#0b0c0c" { (says) }
            }
        }
    }

    fn series(&self, one: &NumberSeries) -> Markup {
        let mut path = String::new();
        let mut marks = Vec::new();
        let mut joined = false;
        for point in &one.points {
            let placed = point.number.zip(self.at(point.day));
            let Some((number, x)) = placed else {
                joined = false;
                continue;
            };
            let (x, y) = (x + self.aside(one.of, point.day, number), height_of(number));
            path += &format!("{}{x} {y}", if joined { "L" } else { "M" });
            marks.push(one.of.mark(x, y));
            joined = true;
        }
        html! { (one.of.line(&path)) @for mark in marks { (mark) } }
    }

    /// How far a mark steps aside for another at the same place.
    fn aside(&self, of: LineOf, day: i32, number: u8) -> i32 {
        let meets = self.series.iter().filter(|other| other.of != of).flat_map(|other| &other.points);
        if meets.into_iter().any(|other| other.day == day && other.number == Some(number)) { of.shift() } else { 0 }
    }

    fn good_enough(&self) -> Markup {
        html! {
            @if let Some(number) = self.good_enough {
                path d={ "M" (LEFT) " " (height_of(number)) "h" (WIDTH) } stroke="#0b0c0c" stroke-width="2" stroke-dasharray="4 3" {}
            }
        }
    }

    fn drawn(&self) -> Vec<&NumberSeries> {
        let mut drawn: Vec<&NumberSeries> = self.series.iter().collect();
        drawn.sort_by_key(|one| one.of);
        drawn.truncate(3);
        drawn.reverse();
        drawn
    }

    fn drawing(&self) -> Markup {
        html! {
            svg viewBox="0 0 320 214" role="img" aria-labelledby={ (self.id) "-title " (self.id) "-desc" } {
                title id={ (self.id) "-title" } { (self.title) }
                desc id={ (self.id) "-desc" } { (self.says) }
                (self.rules())
                (self.dates())
                (self.good_enough())
                @for one in self.drawn() { (self.series(one)) }
            }
        }
    }

    fn key(&self) -> Markup {
        let sample = |inside: Markup| html! { svg viewBox="0 0 28 24" aria-hidden="true" { (inside) } };
        html! {
            ul.wm-drawing__key {
                @for one in self.drawn().into_iter().rev() { li { (sample(one.of.mark(14, 12))) bdi { (one.name) } } }
                @if let Some(number) = self.good_enough {
                    li {
                        (sample(html! { path d="M0 12h28" stroke="#0b0c0c" stroke-width="2" stroke-dasharray="4 3" {} }))
                        "Good enough: " (number)
                    }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let mut rows: Vec<(i32, LineOf, Vec<String>)> = Vec::new();
        for one in &self.series {
            rows.extend(one.points.iter().map(|point| {
                let number = point.number.map_or_else(|| "Skipped".to_owned(), |number| number.to_string());
                let cells = vec![point.on.clone(), one.name.clone(), number, point.why.clone(), point.change.clone()];
                (point.day, one.of, cells)
            }));
        }
        rows.sort_by_key(|(day, of, _)| (std::cmp::Reverse(*day), *of));
        let cells: Vec<Vec<String>> = rows.into_iter().map(|(_, _, cells)| cells).collect();
        twin::table(&self.twin, &self.title, &["Date", "Who", "Number", "Why", "Change"], &cells)
    }
}

impl Render for NumberLine {
    fn render(&self) -> Markup {
        html! {
            div.wm-drawing.wm-number-line {
                p.wm-drawing__says { (self.says) }
                @if self.is_drawn() { (self.drawing()) (self.key()) }
                (self.table())
            }
        }
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    fn point(day: i32, number: Option<u8>) -> NumberPoint {
        NumberPoint { day, on: format!("{day} Nov 2026"), number, ..NumberPoint::default() }
    }

    fn line(numbers: &[(i32, Option<u8>)]) -> NumberLine {
        let points = numbers.iter().map(|(day, number)| point(*day, *number)).collect();
        let theirs = NumberSeries { of: LineOf::Theirs, name: "You".into(), points };
        NumberLine {
            id: "n".into(),
            title: "T".into(),
            says: "S".into(),
            series: vec![theirs],
            ..NumberLine::default()
        }
    }

    #[test]
    fn nought_is_at_the_foot_and_ten_at_the_top() {
        assert_eq!((height_of(0), height_of(10)), (TOP + HEIGHT, TOP));
    }

    #[test]
    fn one_answer_is_words_and_two_are_a_line() {
        assert!(!line(&[(1, Some(4))]).render().into_string().contains("role=\"img\""));
        assert!(line(&[(1, Some(4)), (9, Some(6))]).render().into_string().contains("role=\"img\""));
        assert!(!line(&[(1, Some(4)), (9, None)]).render().into_string().contains("role=\"img\""));
    }

    #[test]
    fn what_was_skipped_is_a_gap() {
        let one = line(&[(1, Some(4)), (3, None), (6, Some(5)), (9, Some(6))]);
        let drawn = one.series(&one.series[0]).into_string();
        let path = drawn.split("d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a path");
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1), "{path}");
        assert_eq!(drawn.matches("<circle").count(), 3);
    }

    #[test]
    fn the_table_has_every_answer_with_its_number() {
        let numbers: Vec<(i32, Option<u8>)> = (1..=12).map(|day| (day, Some((day % 11) as u8))).collect();
        let text = line(&numbers).render().into_string();
        for (day, number) in numbers {
            let row = format!(
                "<bdi>{day} Nov 2026</bdi></th><td class=\"govuk-table__cell\" data-label=\"Who\"><bdi>You</bdi></td><td class=\"govuk-table__cell\" data-label=\"Number\"><bdi>{}</bdi>",
                number.unwrap()
            );
            assert!(text.contains(&row), "{row}");
        }
        assert_eq!(line(&[]).days().len(), 0);
    }

    #[test]
    fn no_more_than_eight_dates_are_drawn_and_their_words_do_not_meet() {
        let numbers: Vec<(i32, Option<u8>)> = (1..=12).map(|day| (day, Some(5))).collect();
        let all = line(&numbers);
        assert_eq!(all.days().first().map(|(day, _)| *day), Some(5));
        let drawn = all.drawing().into_string();
        assert_eq!(drawn.matches("<circle").count(), 8);
        assert!(drawn.matches("Nov 2026").count() <= 3, "{drawn}");
    }

    #[test]
    fn words_in_the_drawing_are_large_enough_and_short() {
        let drawn = line(&[(1, Some(4)), (90, Some(6))]).drawing().into_string();
        assert!(drawn.matches("<text").count() > 4);
        assert_eq!(drawn.matches("<text").count(), drawn.matches("font-size=\"14\"").count());
        for words in drawn.split("<text").skip(1).filter_map(|rest| rest.split('>').nth(1)) {
            assert!(words.split('<').next().unwrap_or_default().chars().count() <= 14, "{words}");
        }
    }

    #[test]
    fn two_at_one_place_stand_side_by_side_and_theirs_is_drawn_last() {
        let mut both = line(&[(1, Some(4)), (9, Some(6))]);
        let worker = NumberSeries { of: LineOf::Worker, name: "Amira".into(), points: vec![point(9, Some(6))] };
        both.series.push(worker);
        assert_eq!(both.aside(LineOf::Worker, 9, 6), 6);
        assert_eq!(both.aside(LineOf::Theirs, 9, 6), 0);
        assert_eq!(both.drawn().last().map(|one| one.of), Some(LineOf::Theirs));
    }
}
