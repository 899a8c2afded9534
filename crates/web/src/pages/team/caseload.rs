//! S51 Caseload: the share of the work, by the worker's name and never by size unless somebody asks. Counts first, then
//! the bar of them (V9).

use maud::{Markup, Render, html};
use waymark_cases::access::class;
use waymark_cases::clocks::late::{self, Share};
use waymark_govuk::{CardTable, Cell, Column, SortOrder};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form;
use crate::frame::Sheet;
use crate::{urls, words};

/// What the table can be ordered by, with the heading that asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Name,
    People,
    Late,
    Contact,
    New,
    Turning,
}

const COLUMNS: &[(By, &str, &str)] = &[
    (By::Name, "name", "Adviser"),
    (By::People, "people", "People"),
    (By::Late, "late", "Late, coming up, on track"),
    (By::Contact, "contact", "Longest since anyone talked"),
    (By::New, "new", "New in 30 days"),
    (By::Turning, "turning", "Turning 18, 21 or 25 in 90 days"),
];

pub async fn get(ctx: Ctx) -> PageResult {
    let typed = form::query(&ctx)?;
    let by = COLUMNS.iter().find(|(_, code, _)| *code == typed.text("by")).map_or(By::Name, |(by, ..)| *by);
    let mut shares = ctx
        .read(|r| {
            let permit = r.list_permit::<class::Status>()?;
            late::caseload(r, &permit)
        })
        .await?;
    order(&mut shares, by);
    ctx.show(Sheet::new("Share of the work", view(&ctx, &shares, by)).wide())
}

/// They come by surname; a stable sort keeps that among equals.
fn order(shares: &mut [Share], by: By) {
    match by {
        By::Name => {}
        By::People => shares.sort_by_key(|share| std::cmp::Reverse(share.people)),
        By::Late => shares.sort_by_key(|share| std::cmp::Reverse(share.late)),
        By::Contact => shares.sort_by_key(|share| share.oldest_contact),
        By::New => shares.sort_by_key(|share| std::cmp::Reverse(share.new_in_30_days)),
        By::Turning => shares.sort_by_key(|share| std::cmp::Reverse(share.turning_18_21_or_25)),
    }
}

fn view(ctx: &Ctx, shares: &[Share], by: By) -> Markup {
    if shares.is_empty() {
        return html! { p.govuk-body { "Nobody's work is in your reach." } };
    }
    let most = shares.iter().map(all).max().unwrap_or(1).max(1);
    let columns = COLUMNS.iter().map(|(column, code, says)| {
        let sorted = (*column == by).then_some(if by == By::Name || by == By::Contact {
            SortOrder::Ascending
        } else {
            SortOrder::Descending
        });
        Column::new(*says).sort(format!("/team/caseload?by={code}"), sorted)
    });
    let rows = shares.iter().enumerate().map(|(at, share)| cells(ctx, share, at, most));
    CardTable::new("Each adviser's share of the work", columns).caption_hidden().rows(rows).render()
}

const fn all(share: &Share) -> i32 {
    share.late + share.soon + share.on_track
}

fn cells(ctx: &Ctx, share: &Share, at: usize, most: i32) -> Vec<Cell> {
    let name = html! {
        @match &share.adviser {
            Some(id) => a.govuk-link href=(format!("/team/late?adviser={}", urls::encoded(id))) { (share.name) },
            None => a.govuk-link href="/team/people?view=no-adviser" { "No adviser yet" },
        }
    };
    vec![
        name.into(),
        words::thousands(i64::from(share.people)).into(),
        html! { (counts(share)) (bar(share, at, most)) }.into(),
        oldest(ctx, share).into(),
        share.new_in_30_days.to_string().into(),
        share.turning_18_21_or_25.to_string().into(),
    ]
}

fn counts(share: &Share) -> String {
    format!("{} late, {} coming up, {} on track", share.late, share.soon, share.on_track)
}

fn oldest(ctx: &Ctx, share: &Share) -> String {
    match share.oldest_contact {
        Some(on) => {
            let days = waymark_rules::dates::days_between(on, ctx.today());
            words::count(i64::from(days), "day", "days")
        }
        None => "With somebody, not yet".into(),
    }
}

const WIDTH: i32 = 156;

/// Late is ink, coming up is striped, on track is the outline alone.
fn bar(share: &Share, at: usize, most: i32) -> Markup {
    let wide = |number: i32| number.saturating_mul(WIDTH) / most;
    let (late, soon, whole) = (wide(share.late), wide(share.soon), wide(all(share)));
    let stripes: String =
        (late + 2..(late + soon - 4).max(late + 2)).step_by(7).map(|x| format!("M{x} 14l5-12")).collect();
    html! {
        svg.wm-share viewBox="0 0 160 16" width="160" height="16" role="img" aria-labelledby={ "share-" (at) " share-" (at) "-desc" } {
            title id={ "share-" (at) } { "Share of " (if share.name.is_empty() { "nobody yet" } else { &share.name }) }
            desc id={ "share-" (at) "-desc" } { (counts(share)) }
            rect x="2" y="2" width=(late) height="12" fill="#0b0c0c" {}
            path d=(stripes) stroke="#801650" stroke-width="2" {}
            rect x="2" y="2" width=(whole) height="12" fill="none" stroke="#0b0c0c" stroke-width="2" {}
        }
    }
}

#[cfg(test)]
mod orders {
    use super::*;

    fn share(name: &str, people: u32, late: i32) -> Share {
        Share { name: name.into(), people, late, ..Share::default() }
    }

    #[test]
    fn names_stand_as_they_came_and_size_only_when_asked() {
        let mut shares = vec![share("Ada", 3, 9), share("Ben", 20, 1), share("Cy", 20, 2)];
        order(&mut shares, By::Name);
        assert_eq!(shares[0].name, "Ada");
        order(&mut shares, By::People);
        assert_eq!(shares.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Ben", "Cy", "Ada"]);
    }
}
