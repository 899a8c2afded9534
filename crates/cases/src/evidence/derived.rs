//! Evidence that the record already holds in another room: who supports them, where the return says they lived, the
//! reviews it lists. Read from there each time, so that nothing is written twice and the two can never differ.

use jiff::civil::Date;
use waymark_rules::clocks::{Evidence, EvidenceKind, Mark, Outcome};
use waymark_ssda903::layout::FileType;

use super::Kept;
use crate::access::RelationshipKind;
use crate::care::Episode;

/// A tie to a worker or a team.
#[derive(Debug, Clone)]
pub(crate) struct TieSeen {
    pub kind: RelationshipKind,
    pub from_on: Date,
    pub to_on: Option<Date>,
}

/// A dated row of the return.
#[derive(Debug, Clone)]
pub(crate) struct RowSeen {
    pub file: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
}

/// What stands elsewhere in one record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Elsewhere<'a> {
    pub ties: &'a [TieSeen],
    pub episodes: &'a [Episode],
    pub rows: &'a [RowSeen],
    /// The day this record was begun here.
    pub begun_on: Date,
}

/// All of a person's evidence: what was recorded as such, and what follows from the rest of the record.
pub(crate) fn derive(kept: &[Kept], elsewhere: Elsewhere<'_>) -> Vec<Evidence> {
    with_elsewhere(kept.iter().filter_map(Kept::evidence).collect(), elsewhere)
}

/// The same for evidence that is not stored yet.
pub(crate) fn with_elsewhere(mut all: Vec<Evidence>, elsewhere: Elsewhere<'_>) -> Vec<Evidence> {
    let begins_is_said = all.iter().any(|one| one.kind == EvidenceKind::RecordBegins);
    let said: Vec<(Date, Option<Date>)> =
        all.iter().filter(|one| one.kind == EvidenceKind::Home).map(|one| (one.on, one.until)).collect();
    all.extend(ties(elsewhere.ties));
    all.extend(homes(elsewhere.episodes).into_iter().filter_map(|home| beside(home, &said)));
    let reviewed: Vec<Date> = all.iter().filter(|one| is_held_review(one)).map(|one| one.on).collect();
    let rows = elsewhere.rows.iter().enumerate().filter_map(|(at, row)| of_row(at, row));
    all.extend(rows.filter(|one| one.kind != EvidenceKind::CareReview || !reviewed.contains(&one.on)));
    if !begins_is_said {
        all.push(Evidence::done("record", EvidenceKind::RecordBegins, elsewhere.begun_on));
    }
    all
}

/// A review of care recorded here is the same as the one the return lists for that day.
fn is_held_review(one: &Evidence) -> bool {
    one.kind == EvidenceKind::CareReview && one.outcome == Outcome::Done
}

fn ties(ties: &[TieSeen]) -> impl Iterator<Item = Evidence> {
    let advisers = ties
        .iter()
        .filter(|tie| tie.kind == RelationshipKind::AllocatedWorker)
        .map(|tie| lasting(format!("adviser-{}", tie.from_on), EvidenceKind::AdviserAllocated, tie.from_on, tie.to_on));
    let officers = ties.iter().filter(|tie| tie.kind == RelationshipKind::ReviewingOfficerAppointment).map(|tie| {
        Evidence::done(format!("officer-{}", tie.from_on), EvidenceKind::ReviewingOfficerNamed, tie.from_on)
    });
    let joined = ties.iter().filter(|tie| tie.kind == RelationshipKind::Team).map(|tie| tie.from_on).min();
    let joined = joined.map(|on| Evidence::done("joined", EvidenceKind::JoinedService, on));
    advisers.chain(officers).chain(joined).collect::<Vec<_>>().into_iter()
}

fn lasting(id: String, kind: EvidenceKind, on: Date, until: Option<Date>) -> Evidence {
    let evidence = Evidence::done(id, kind, on);
    match until {
        Some(until) if until >= on => evidence.until(until),
        _ => evidence,
    }
}

/// A home of the return beside those recorded here: one that was recorded here by itself is not counted twice, and one
/// that goes on ends with the next move.
fn beside(mut home: Evidence, said: &[(Date, Option<Date>)]) -> Option<Evidence> {
    if said.iter().any(|(on, until)| *on <= home.on && until.is_none_or(|until| until > home.on)) {
        return None;
    }
    let next = said.iter().map(|(on, _)| *on).filter(|on| *on > home.on).min();
    if let Some(next) = next {
        home.until = Some(home.until.map_or(next, |until| until.min(next)));
    }
    Some(home)
}

/// The homes of the episodes. A change of legal status alone is no move.
fn homes(episodes: &[Episode]) -> Vec<Evidence> {
    let mut homes: Vec<Evidence> = Vec::new();
    let mut place = "";
    for episode in episodes.iter().filter(|one| one.ended_on.is_none_or(|end| end >= one.started_on)) {
        let goes_on = episode.reason_started == "L" && episode.place == place;
        match homes.last_mut() {
            Some(home) if goes_on => home.until = episode.ended_on.map(|day| day.0),
            _ => homes.push(home(episode)),
        }
        place = &episode.place;
    }
    homes
}

fn home(episode: &Episode) -> Evidence {
    let id = format!("home-{}", episode.started_on.0);
    let home = lasting(id.clone(), EvidenceKind::Home, episode.started_on.0, episode.ended_on.map(|day| day.0)).at(id);
    place_marks(&episode.place).iter().fold(home, |home, mark| home.with(*mark))
}

/// What a placement code of the return says about a home (SSDA903 guide, list of placement types).
fn place_marks(place: &str) -> &'static [Mark] {
    match place {
        "U1" | "U4" => &[Mark::Foster, Mark::LongTerm],
        "U2" | "U3" | "U5" | "U6" => &[Mark::Foster],
        "P1" => &[Mark::WithParent],
        _ => &[],
    }
}

fn of_row(at: usize, row: &RowSeen) -> Option<Evidence> {
    let on = row.starts_on?;
    let named = |what: &str| format!("{what}-{at}-{on}");
    if row.file == FileType::Reviews.name() {
        Some(Evidence::done(named("review"), EvidenceKind::CareReview, on))
    } else if row.file == FileType::Missing.name() {
        Some(lasting(named("missing"), EvidenceKind::Missing, on, row.ends_on))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn elsewhere<'a>(ties: &'a [TieSeen]) -> Elsewhere<'a> {
        Elsewhere { ties, episodes: &[], rows: &[], begun_on: date(2026, 11, 1) }
    }

    #[test]
    fn an_adviser_on_the_record_is_evidence_without_being_written_again() {
        let ties = [TieSeen {
            kind: RelationshipKind::AllocatedWorker,
            from_on: date(2026, 3, 2),
            to_on: Some(date(2026, 9, 1)),
        }];
        let all = derive(&[], elsewhere(&ties));
        let adviser = all.iter().find(|one| one.kind == EvidenceKind::AdviserAllocated).expect("the adviser");
        assert_eq!((adviser.on, adviser.until), (date(2026, 3, 2), Some(date(2026, 9, 1))));
    }

    #[test]
    fn a_record_begun_today_says_that_nothing_before_today_is_known() {
        let all = derive(&[], elsewhere(&[]));
        assert!(all.iter().any(|one| one.kind == EvidenceKind::RecordBegins && one.on == date(2026, 11, 1)));
    }
}
