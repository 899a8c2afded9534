//! How much time has counted towards a rule, such as 13 weeks in care (STA rules), as a bar with the mark it
//! has to reach. The sentence under it says the same, so the drawing is never the only way to know.

use crate::Content;
use maud::{Markup, Render, html};

#[derive(Clone, Debug, Default)]
pub struct WeeksBar {
    /// Unique on the page: names the parts of the drawing.
    pub id: String,
    /// What is counted: "Weeks in care since turning 14".
    pub counts: Content,
    /// "21 weeks and 3 days counted; 13 weeks are needed."
    pub says: String,
    pub days: u32,
    pub needed_days: u32,
}

const WIDTH: f64 = 316.0;

impl WeeksBar {
    /// The bar ends at what is needed, or at what has counted when that is more.
    fn at(&self, days: u32) -> f64 {
        let most = self.days.max(self.needed_days).max(1);
        (f64::from(days.min(most)) / f64::from(most) * WIDTH * 10.0).round() / 10.0
    }

    fn drawing(&self) -> Markup {
        let mark = 2.0 + self.at(self.needed_days).min(WIDTH - 1.5);
        html! {
            svg viewBox="0 0 320 28" role="img" aria-labelledby={ (self.id) "-title " (self.id) "-desc" } {
                title id={ (self.id) "-title" } { (self.counts) }
                desc id={ (self.id) "-desc" } { (self.says) }
                rect x="2" y="6" width=(WIDTH) height="16" fill="#fff" {}
                rect x="2" y="6" width=(self.at(self.days)) height="16" fill="#12436d" {}
                rect x="2" y="6" width=(WIDTH) height="16" fill="none" stroke="#0b0c0c" stroke-width="2" {}
                path d={ "M" (mark) " 1v26" } stroke="#fff" stroke-width="7" {}
                path d={ "M" (mark) " 1v26" } stroke="#0b0c0c" stroke-width="3" {}
            }
        }
    }
}

impl Render for WeeksBar {
    fn render(&self) -> Markup {
        html! {
            figure.wm-drawing.wm-bar-weeks {
                figcaption { strong { (self.counts) } }
                (self.drawing())
                p.wm-drawing__says { (self.says) }
            }
        }
    }
}

#[cfg(test)]
mod lengths {
    use super::*;

    fn bar(days: u32, needed_days: u32) -> WeeksBar {
        WeeksBar { days, needed_days, ..WeeksBar::default() }
    }

    #[test]
    fn half_of_what_is_needed_fills_half() {
        assert_eq!(bar(45, 90).at(45), WIDTH / 2.0);
    }

    #[test]
    fn more_than_needed_fills_all_and_the_mark_moves_in() {
        let long = bar(182, 91);
        assert_eq!((long.at(182), long.at(91)), (WIDTH, WIDTH / 2.0));
    }

    #[test]
    fn nothing_counted_and_nothing_needed_draws_an_empty_bar() {
        assert_eq!(bar(0, 0).at(0), 0.0);
    }
}
