//! S13 Timeline: the story so far, by year, newest first: homes and legal changes, meetings, who supported them, and
//! what was written down.

use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use waymark_cases::access::{Read, class};
use waymark_cases::care::{self, Episode, ReturnRow};
use waymark_cases::events::{self, Event};
use waymark_cases::ids::PersonId;
use waymark_cases::relationships::{self, Tie};
use waymark_ssda903::codes;

use super::Heading;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form;
use crate::{urls, words};

/// Something that happened, ready to be shown.
pub(crate) struct Moment {
    pub on: Date,
    pub kind: Kind,
    pub says: String,
    pub more: Option<String>,
}

/// What the filter tells apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Home,
    Meeting,
    People,
    Written,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Home, Self::Meeting, Self::People, Self::Written];

    const fn code(self) -> &'static str {
        match self {
            Self::Home => "homes",
            Self::Meeting => "meetings",
            Self::People => "people",
            Self::Written => "written",
        }
    }

    const fn says(self) -> &'static str {
        match self {
            Self::Home => "Homes and care",
            Self::Meeting => "Meetings",
            Self::People => "Workers",
            Self::Written => "Written down",
        }
    }
}

const MOST_EVENTS: i64 = 500;

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let kind = form::query(&ctx)?.text("show").to_owned();
    let (heading, moments) = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let status = r.permit::<class::Status, Read>(&person)?;
            let written = match r.permit_if_allowed::<class::CaseNotes, Read>(&person)? {
                Some(notes) => events::of_person(r, &notes, MOST_EVENTS)?,
                None => Vec::new(),
            };
            let episodes = care::episodes(r, &status)?;
            let reviews = care::return_rows(r, &status, "Reviews")?;
            let ties = relationships::of_person(r, &status)?;
            Ok((heading, gather(&episodes, &reviews, &ties, &written)))
        })
        .await?;
    let main = view(&heading, &moments, &kind);
    ctx.show(heading.sheet(&ctx, "timeline", "Timeline", main))
}

/// Everything on one line of time, newest first.
pub(crate) fn gather(episodes: &[Episode], reviews: &[ReturnRow], ties: &[Tie], written: &[Event]) -> Vec<Moment> {
    let mut moments: Vec<Moment> = episodes.iter().flat_map(home).collect();
    moments.extend(reviews.iter().filter_map(review));
    moments.extend(ties.iter().filter_map(worker));
    moments.extend(written.iter().map(|event| Moment {
        on: event.happened_on.0,
        kind: Kind::Written,
        says: event.says.clone(),
        more: None,
    }));
    moments.sort_by_key(|moment| std::cmp::Reverse(moment.on));
    moments
}

fn home(episode: &Episode) -> Vec<Moment> {
    let place = codes::staff_words("PLACE", &episode.place);
    let status = codes::staff_words("LS", &episode.legal_status);
    let began = Moment {
        on: episode.started_on.0,
        kind: Kind::Home,
        says: format!("Home: {place}"),
        more: Some(status.to_owned()),
    };
    let left = (episode.reason_ended != "X1").then_some(episode.ended_on).flatten().map(|end| Moment {
        on: end.0,
        kind: Kind::Home,
        says: "Left care".into(),
        more: Some(codes::staff_words("REC", &episode.reason_ended).to_owned()),
    });
    std::iter::once(began).chain(left).collect()
}

fn review(row: &ReturnRow) -> Option<Moment> {
    Some(Moment {
        on: row.starts_on?.0,
        kind: Kind::Meeting,
        says: "Review meeting".into(),
        more: Some(codes::staff_words("REVIEW_CODE", &row.code).to_owned()),
    })
}

fn worker(tie: &Tie) -> Option<Moment> {
    Some(Moment {
        on: tie.from_on.0,
        kind: Kind::People,
        says: words::sentence_case(&format!("{}: {}", tie.kind()?.says(), tie.name.as_deref()?)),
        more: tie.to_on.map(|end| format!("until {}", words::date(end.0))),
    })
}

fn view(heading: &Heading, moments: &[Moment], show: &str) -> Markup {
    let shown: Vec<&Moment> = moments.iter().filter(|moment| show.is_empty() || moment.kind.code() == show).collect();
    html! {
        (filter(heading, show))
        @if shown.is_empty() {
            p.govuk-body { @if moments.is_empty() { "The story starts here." } @else { "Nothing of that kind yet." } }
        }
        (by_year(&shown))
    }
}

fn filter(heading: &Heading, show: &str) -> Markup {
    let to = urls::person_page(&heading.person, "timeline");
    html! {
        nav.wm-tabs aria-label="Show" {
            ul {
                li { a.govuk-link href=(to) aria-current=[show.is_empty().then_some("true")] { "Everything" } }
                @for kind in Kind::ALL {
                    li {
                        a.govuk-link href=(format!("{to}?show={}", kind.code()))
                            aria-current=[(show == kind.code()).then_some("true")] { (kind.says()) }
                    }
                }
            }
        }
    }
}

pub(crate) fn by_year(moments: &[&Moment]) -> Markup {
    let mut years: Vec<i16> = moments.iter().map(|moment| moment.on.year()).collect();
    years.dedup();
    html! {
        @for year in years {
            h3.govuk-heading-m { (year) }
            ol.wm-timeline {
                @for moment in moments.iter().filter(|moment| moment.on.year() == year) {
                    li {
                        p.wm-timeline__when { (words::date(moment.on)) }
                        p.wm-timeline__what { (moment.says) }
                        @if let Some(more) = &moment.more { p.wm-muted { (more) } }
                    }
                }
            }
        }
    }
}
