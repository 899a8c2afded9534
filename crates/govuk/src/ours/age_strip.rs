//! From 14 to 25: when someone was looked after and where they are now. The years that matter in the law are
//! marked (16, 18, 21, 25). A list beside it says the same.

use crate::Content;
use maud::{Markup, Render, html};

const FIRST: f64 = 14.0;
const LAST: f64 = 25.0;
const LEFT: f64 = 14.0;
const YEAR: f64 = 26.5;
const MARKED: [u8; 5] = [14, 16, 18, 21, 25];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// Looked after, and it counts.
    Counts,
    /// Looked after, and it does not count: short breaks.
    DoesNotCount,
    /// Support after care.
    Support,
}

impl SpanKind {
    const ALL: [SpanKind; 3] = [SpanKind::Counts, SpanKind::DoesNotCount, SpanKind::Support];

    fn words(self) -> &'static str {
        match self {
            SpanKind::Counts => "In care",
            SpanKind::DoesNotCount => "In care, not counted",
            SpanKind::Support => "Support after care",
        }
    }

    /// Told apart by fill, stripe and outline, never by colour alone.
    fn mark(self, x: f64, width: f64) -> Markup {
        let (x, width) = (rounded(x), rounded(width.max(3.0)));
        match self {
            SpanKind::Counts => html! { rect x=(x) y="20" width=(width) height="18" fill="#12436d" {} },
            SpanKind::DoesNotCount => html! {
                rect x=(x) y="20" width=(width) height="18" fill="#fff" stroke="#12436d" stroke-width="2" stroke-dasharray="4 3" {}
            },
            SpanKind::Support => html! {
                rect x=(x) y="26" width=(width) height="6" fill="#00615f" {}
            },
        }
    }
}

fn rounded(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// In ages, as decimal years.
#[derive(Clone, Copy, Debug)]
pub struct AgeSpan {
    pub from: f64,
    pub to: f64,
    pub kind: SpanKind,
}

#[derive(Clone, Debug, Default)]
pub struct AgeStrip {
    /// Unique on the page.
    pub id: String,
    pub title: Content,
    /// The finding in a sentence or two; shown under the drawing as well.
    pub says: String,
    pub spans: Vec<AgeSpan>,
    /// Age today.
    pub now: Option<f64>,
}

fn at(age: f64) -> f64 {
    LEFT + (age.clamp(FIRST, LAST) - FIRST) * YEAR
}

impl AgeStrip {
    fn axis(&self) -> Markup {
        html! {
            path d={ "M" (LEFT) " 44H" (rounded(at(LAST))) } stroke="#0b0c0c" stroke-width="2" {}
            @for year in 14..=25u8 {
                @let marked = MARKED.contains(&year);
                path d={ "M" (rounded(at(year.into()))) " 44v" (if marked { 9 } else { 5 }) } stroke="#0b0c0c" stroke-width="2" {}
                @if marked {
                    text x=(rounded(at(year.into()))) y="68" text-anchor="middle" font-size="15" fill="#0b0c0c" { (year) }
                }
            }
        }
    }

    fn marks(&self) -> Markup {
        html! {
            @for span in self.spans.iter().filter(|span| span.to > FIRST && span.from < LAST) {
                (span.kind.mark(at(span.from), at(span.to) - at(span.from)))
            }
            @if let Some(now) = self.now.filter(|age| (FIRST..=LAST).contains(age)) {
                @let x = rounded(at(now));
                path d={ "M" (x) " 44V12" } stroke="#fff" stroke-width="7" {}
                path d={ "M" (x) " 44V12" } stroke="#0b0c0c" stroke-width="3" {}
                path d={ "M" (x - 7.0) " 3h14l-7 11z" } fill="#0b0c0c" {}
            }
        }
    }

    fn key(&self) -> Markup {
        let used = SpanKind::ALL.into_iter().filter(|kind| self.spans.iter().any(|span| span.kind == *kind));
        let sample = |inside: Markup| html! { svg viewBox="0 16 28 26" aria-hidden="true" { (inside) } };
        html! {
            ul.wm-drawing__key {
                @for kind in used { li { (sample(kind.mark(1.0, 26.0))) (kind.words()) } }
                @if self.now.is_some() {
                    li { (sample(html! { path d="M5 20h18l-9 15z" fill="#0b0c0c" {} })) "Today" }
                }
            }
        }
    }
}

impl Render for AgeStrip {
    fn render(&self) -> Markup {
        html! {
            figure.wm-drawing.wm-strip {
                figcaption { strong { (self.title) } }
                svg viewBox="0 0 320 76" role="img" aria-labelledby={ (self.id) "-title " (self.id) "-desc" } {
                    title id={ (self.id) "-title" } { (self.title) }
                    desc id={ (self.id) "-desc" } { (self.says) }
                    (self.marks())
                    (self.axis())
                }
                (self.key())
                p.wm-drawing__says { (self.says) }
            }
        }
    }
}

#[cfg(test)]
mod places {
    use super::*;

    #[test]
    fn the_ends_of_the_strip_are_14_and_25() {
        assert_eq!((at(14.0), rounded(at(25.0))), (14.0, 305.5));
        assert_eq!((at(3.0), at(40.0)), (at(14.0), at(25.0)));
    }

    #[test]
    fn what_ended_before_14_is_not_drawn() {
        let early = AgeSpan { from: 9.0, to: 13.5, kind: SpanKind::Counts };
        let strip = AgeStrip { spans: vec![early], ..AgeStrip::default() };
        assert!(!strip.marks().into_string().contains("<rect"));
    }

    #[test]
    fn the_key_names_only_what_is_drawn() {
        let span = AgeSpan { from: 15.0, to: 18.0, kind: SpanKind::Counts };
        let key = AgeStrip { spans: vec![span], ..AgeStrip::default() }.key().into_string();
        assert!(key.contains("In care") && !key.contains("not counted") && !key.contains("Today"));
    }
}
