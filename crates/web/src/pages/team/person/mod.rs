//! A young person's record: the identity bar and the list of sections that head each of its pages.

pub mod about;
pub mod answer;
pub mod appointments;
pub mod assess;
pub mod beside;
pub mod can_get;
pub mod clocks;
pub mod contact;
pub mod entitlement;
mod for_return;
pub mod going;
pub mod health;
pub mod held;
pub mod home;
pub mod learning;
pub mod looked;
pub mod meetings;
pub mod met;
pub mod oversight;
pub mod overview;
pub mod pack;
pub mod papers;
pub mod plan;
pub mod recorded;
pub mod scale;
pub mod sharing;
pub mod sharing_without;
pub mod timeline;

use maud::{Markup, Render, html};
use waymark_cases::access::{Read, class};
use waymark_cases::db::Reading;
use waymark_cases::facts::{self, FactKind, Facts};
use waymark_cases::ids::PersonId;
use waymark_cases::summary::Summary;
use waymark_govuk::{Button, Details};

use super::people::{age, status_tag};
use crate::ctx::Ctx;
use crate::frame::Sheet;
use crate::{urls, words};

/// What heads every page about a person.
pub(crate) struct Heading {
    pub person: PersonId,
    pub summary: Summary,
    pub identity: Facts,
}

impl Heading {
    /// Asks for the two classes every page of a record needs, and reads them.
    pub(crate) fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        let status = r.permit::<class::Status, Read>(person)?;
        let identity = r.permit::<class::Identity, Read>(person)?;
        Ok(Self {
            person: person.clone(),
            summary: waymark_cases::people::summary(r, &status)?,
            identity: facts::of_class(r, &identity)?,
        })
    }

    pub(crate) fn name(&self) -> &str {
        &self.summary.shown_name
    }

    /// A page of this record, in its frame. `section` is the part of the address that names it.
    pub(crate) fn sheet(&self, ctx: &Ctx, section: &str, title: &str, main: Markup) -> Sheet {
        let main = html! { h2.govuk-heading-l { (title) } (main) };
        Sheet::new(format!("{title} – {}", self.name()), main)
            .own_heading()
            .before_main(self.bar(ctx))
            .aside(sections(&self.person, section))
    }

    fn bar(&self, ctx: &Ctx) -> Markup {
        html! {
            section aria-label="Whose record this is" {
            div.wm-identity {
                div.wm-identity__who {
                    h1.wm-identity__name { bdi { (self.name()) } }
                    p.wm-identity__facts {
                        (age(&self.summary, ctx.today()))
                        @if let Some(pronouns) = self.identity.given(FactKind::Pronouns) { " · " (pronouns) }
                        @for needs in self.communication() { " · " (needs.trim_end_matches('.')) }
                    }
                    p.wm-identity__facts {
                        (status_tag(&self.summary.status, &self.summary.status_says)) " " (self.adviser())
                        @if self.summary.record_restricted { " " strong { "Restricted record" } }
                    }
                }
                @if contact::may_record(ctx) {
                    div.wm-identity__actions {
                        (Button::link("Record a contact", contact::address(&self.person)))
                    }
                }
            }
            (self.details())
            }
        }
    }

    /// How to communicate, in a few words: what a colleague must know before saying hello.
    fn communication(&self) -> Vec<String> {
        [FactKind::Interpreter, FactKind::Communication, FactKind::BestWay]
            .into_iter()
            .filter_map(|kind| self.identity.given(kind).map(str::to_owned))
            .collect()
    }

    fn adviser(&self) -> String {
        match self.summary.adviser_since {
            Some(since) => format!("{} since {}", self.summary.adviser_name, words::date(since.0)),
            None => "No adviser yet".into(),
        }
    }

    fn details(&self) -> Markup {
        let born = words::date(self.summary.born_on.0);
        let legal = self.identity.given(FactKind::LegalName).unwrap_or("Not asked yet");
        let number = if self.summary.child_number.is_empty() { "None" } else { &self.summary.child_number };
        let body = html! {
            dl.wm-facts {
                dt { "Full legal name" } dd { bdi { (legal) } }
                dt { "Date of birth" } dd { (born) }
                dt { "Number in the yearly return" } dd { (number) }
            }
        };
        Details::new("Show details", body).render()
    }
}

/// The sections there are, in their groups (design/pages.md §2).
const SECTIONS: &[(&str, &[(&str, &str)])] = &[
    (
        "Now",
        &[("Overview", ""), ("Timeline", "timeline"), ("Record a change", "change"), ("Record something", "record")],
    ),
    (
        "Plan",
        &[
            ("Getting to know you", "assess"),
            ("Plan", "plan"),
            ("How it's going", "going"),
            ("From 0 to 10", "scale"),
            ("Meetings", "meetings"),
        ],
    ),
    (
        "Life",
        &[("About", "about"), ("Home", "home"), ("Learning and work", "learning"), ("Health and documents", "health")],
    ),
    (
        "Record",
        &[
            ("Entitlement", "entitlement"),
            ("Oversight", "oversight"),
            ("Print the plan", "pack"),
            ("Who can see what", "sharing"),
            ("Who looked", "looked"),
        ],
    ),
];

fn sections(person: &PersonId, here: &str) -> Markup {
    let list = html! {
        @for (group, links) in SECTIONS {
            p.wm-sections__group { (group) }
            ul.wm-sections__list {
                @for (says, page) in *links {
                    @let to = if page.is_empty() { urls::person(person) } else { urls::person_page(person, page) };
                    li { a.govuk-link href=(to) aria-current=[(*page == here).then_some("page")] { (says) } }
                }
            }
        }
    };
    // Folded on a phone; on a desk the sheet shows the list whole (design/pages.md §2).
    let fold = Details { classes: "wm-sections__fold".into(), ..Details::new("Sections", list) };
    html! { nav.wm-sections aria-label="Sections of this record" { (fold.render()) } }
}
