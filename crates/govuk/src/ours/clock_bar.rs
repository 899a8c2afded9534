//! V8: how much of the time for something has gone, as a bar that ends on the day it is due. Past that day the bar stays
//! full and the words say how late it is. Shape and words tell the state; colour comes last (visuals §0).

use crate::Content;
use maud::{Markup, Render, html};

/// Where something stands, each with its own shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BarState {
    #[default]
    OnTrack,
    ComingUp,
    Late,
    Done,
    Paused,
}

#[derive(Clone, Debug, Default)]
pub struct ClockBar {
    /// Unique on the page: names the parts of the drawing.
    pub id: String,
    /// What is owed, as plain words for the drawing's title: "Plan review".
    pub title: String,
    /// The heading above the bar, which may be a link. The title when empty.
    pub label: Content,
    /// "It was due by 3 May 2026 and is 12 days late."
    pub says: String,
    pub state: BarState,
    pub days_gone: i32,
    pub days_in_all: i32,
}

const WIDTH: i32 = 314;

impl ClockBar {
    /// How far the bar is filled. What is late or done is full.
    fn filled(&self) -> i32 {
        match self.state {
            BarState::Late | BarState::Done => WIDTH,
            BarState::Paused => 0,
            BarState::OnTrack | BarState::ComingUp => {
                let all = self.days_in_all.max(1);
                self.days_gone.clamp(0, all).saturating_mul(WIDTH) / all
            }
        }
    }

    /// Slanted lines as far as the bar is filled.
    fn stripes(&self) -> String {
        let ends = 2 + self.filled();
        (2..ends - 8).step_by(9).map(|from| format!("M{from} 22l8-16")).collect()
    }

    fn fill(&self) -> Markup {
        let filled = self.filled();
        html! {
            @match self.state {
                BarState::OnTrack => rect x="2" y="6" width=(filled) height="16" fill="#12436d" {},
                BarState::ComingUp => path d=(self.stripes()) stroke="#801650" stroke-width="3" {},
                BarState::Late => rect x="2" y="6" width=(filled) height="16" fill="#0b0c0c" {},
                BarState::Done => rect x="2" y="6" width=(filled) height="16" fill="#00615f" {},
                BarState::Paused => {},
            }
        }
    }

    /// The triangle of what is late, the tick of what is done.
    fn sign(&self) -> Markup {
        html! {
            @match self.state {
                BarState::Late => {
                    path d="M150 27l10-25 10 25z" fill="#0b0c0c" stroke="#fff" stroke-width="2" {}
                    path d="M160 11v8M160 22v2" stroke="#fff" stroke-width="3" {}
                },
                BarState::Done => path d="M150 14l7 6 14-12" fill="none" stroke="#fff" stroke-width="3" {},
                BarState::OnTrack | BarState::ComingUp | BarState::Paused => {},
            }
        }
    }

    fn drawing(&self) -> Markup {
        let dashes = (self.state == BarState::Paused).then_some("3 4");
        html! {
            svg viewBox="0 0 320 28" role="img" aria-labelledby={ (self.id) "-title " (self.id) "-desc" } {
                title id={ (self.id) "-title" } { (self.title) }
                desc id={ (self.id) "-desc" } { (self.says) }
                rect x="2" y="6" width=(WIDTH) height="16" fill="#fff" {}
                (self.fill())
                rect x="2" y="6" width=(WIDTH) height="16" fill="none" stroke="#0b0c0c" stroke-width="2" stroke-dasharray=[dashes] {}
                path d="M316 0v28" stroke="#0b0c0c" stroke-width="3" {}
                (self.sign())
            }
        }
    }
}

impl Render for ClockBar {
    fn render(&self) -> Markup {
        html! {
            div.wm-drawing.wm-clock {
                p.wm-clock__label { @if self.label.is_empty() { strong { (self.title) } } @else { (self.label) } }
                (self.drawing())
                p.wm-drawing__says { (self.says) }
            }
        }
    }
}

#[cfg(test)]
mod lengths {
    use super::*;

    fn bar(state: BarState, days_gone: i32, days_in_all: i32) -> ClockBar {
        ClockBar { state, days_gone, days_in_all, ..ClockBar::default() }
    }

    #[test]
    fn half_of_the_time_fills_half() {
        assert_eq!(bar(BarState::OnTrack, 28, 56).filled(), WIDTH / 2);
    }

    #[test]
    fn what_is_late_is_full_and_never_longer() {
        assert_eq!(bar(BarState::Late, 500, 56).filled(), WIDTH);
        assert_eq!(bar(BarState::ComingUp, 500, 56).filled(), WIDTH);
    }

    #[test]
    fn each_state_has_a_shape_of_its_own() {
        let states = [BarState::OnTrack, BarState::ComingUp, BarState::Late, BarState::Done, BarState::Paused];
        let drawn: std::collections::BTreeSet<String> = states
            .into_iter()
            .map(|state| bar(state, 40, 56).drawing().into_string().replace("#12436d", "").replace("#00615f", ""))
            .collect();
        assert_eq!(drawn.len(), states.len());
    }

    #[test]
    fn no_time_at_all_draws_an_empty_bar() {
        assert_eq!(bar(BarState::OnTrack, 0, 0).filled(), 0);
        assert_eq!(bar(BarState::ComingUp, -4, 10).stripes(), "");
    }
}
