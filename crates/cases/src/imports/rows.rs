//! Between a row of the return and its two homes: the row as given, kept whole, and the facts and episodes it states.

use jiff::civil::Date;
use waymark_ssda903::dates::{year_end, year_start};
use waymark_ssda903::rows::{Episode, Header, Record, Uasc};

use crate::care::{self, NewEpisode, NewReturnRow};
use crate::error::Result;
use crate::facts::{Answer, FactKind, NewFact, SaidBy};

/// The row as it is kept: whole, with the dates and the code that later questions ask for beside it.
pub fn to_return_row(record: &Record, year: u16) -> Result<NewReturnRow> {
    let (starts_on, ends_on, code) = asked_for(record, year);
    let mut whole = serde_json::to_value(record)?;
    Ok(NewReturnRow {
        file: record.table().name().to_owned(),
        return_year: i32::from(year),
        natural_key: record.key(year),
        starts_on,
        ends_on,
        code,
        detail: whole.get_mut("row").map(serde_json::Value::take).unwrap_or_default(),
    })
}

fn asked_for(record: &Record, year: u16) -> (Option<Date>, Option<Date>, String) {
    match record {
        Record::Header(_) => (None, None, String::new()),
        Record::Episode(row) => (Some(row.decom), row.dec, row.place.clone()),
        Record::Review(row) => (Some(row.review), None, row.review_code.clone()),
        Record::Uasc(row) => (None, row.duc, String::new()),
        Record::Oc2(row) => (Some(year_start(year)), Some(year_end(year)), row.sdq_score.clone()),
        Record::Oc3(row) => (Some(year_start(year)), Some(year_end(year)), row.in_touch.clone()),
        Record::Ad1(row) => (row.date_int, row.date_match, row.foster_care.clone()),
        Record::PlacedAdoption(row) => {
            (Some(row.date_placed), row.date_placed_ceased, row.reason_placed_ceased.clone())
        }
        Record::PrevPerm(row) => (None, None, row.prev_perm.clone()),
        Record::Missing(row) => (Some(row.mis_start), row.mis_end, row.missing.clone()),
        Record::SocialWorker(row) => (Some(row.sw_decom), row.sw_dec, row.sw_id.clone()),
        Record::Dolo(row) => (Some(row.dolo_start), row.dolo_end, String::new()),
    }
}

/// The row as the return gave it, from how it is kept. `None` for a row kept by something else than an import.
pub fn as_given(file: &str, detail: &str) -> Option<Record> {
    serde_json::from_str(&format!("{{\"type\":{},\"row\":{detail}}}", serde_json::Value::from(file))).ok()
}

/// What a Header row states about a person. A blank states nothing.
pub(super) fn facts_of(header: &Header) -> Vec<NewFact> {
    let mut facts =
        vec![stated(FactKind::ChildNumber, &header.child), stated(FactKind::BornOn, header.dob.to_string())];
    let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    facts.extend(given(&header.sex).map(|sex| stated(FactKind::Sex, sex)));
    facts.extend(ethnicity(&header.ethnic));
    facts.extend(given(&header.upn).map(|upn| stated(FactKind::Upn, upn)));
    facts.extend(given(&header.mother).map(|mother| stated(FactKind::Mother, yes_or_no(&mother))));
    facts.extend(header.mc_dob.map(|born| stated(FactKind::FirstChildBornOn, born.to_string())));
    facts
}

/// What being in the file of separated young people states.
pub(super) fn separated(row: &Uasc) -> NewFact {
    let until = row.duc.map(|on| format!("Yes, until {}", waymark_rules::words::long_date(on)));
    stated(FactKind::SeparatedYoungPerson, until.unwrap_or_else(|| "Yes".into()))
}

fn stated(kind: FactKind, value: impl Into<String>) -> NewFact {
    NewFact::given(kind, value, SaidBy::Return)
}

/// "Chose not to say" is an answer of its own; "not asked yet" is none at all. A code on no list is kept as given.
fn ethnicity(code: &str) -> Option<NewFact> {
    match code {
        "" | "NOBT" => None,
        "REFU" => Some(NewFact {
            kind: FactKind::Ethnicity,
            answer: Answer::PrefersNotToSay,
            said_by: SaidBy::Return,
            true_from: None,
        }),
        code => Some(stated(FactKind::Ethnicity, code)),
    }
}

fn yes_or_no(flag: &str) -> &str {
    match flag {
        "1" => "Yes",
        "0" => "No",
        other => other,
    }
}

/// A Header row for somebody whose record was not begun by a return, so that a return can be compared with it.
pub(super) fn header_of(child: &str, answer: impl Fn(FactKind) -> Option<Answer>) -> Header {
    let given = |kind| answer(kind).and_then(|answer| answer.given().map(str::to_owned)).unwrap_or_default();
    let date = |kind| given(kind).parse::<Date>().ok();
    let ethnic = match answer(FactKind::Ethnicity) {
        Some(Answer::PrefersNotToSay) => "REFU".to_owned(),
        _ => given(FactKind::Ethnicity),
    };
    Header {
        child: child.to_owned(),
        sex: given(FactKind::Sex),
        dob: date(FactKind::BornOn).unwrap_or(Date::constant(1900, 1, 1)),
        ethnic,
        upn: given(FactKind::Upn),
        mother: match given(FactKind::Mother).as_str() {
            "Yes" => "1".into(),
            "No" => "0".into(),
            other => other.to_owned(),
        },
        mc_dob: date(FactKind::FirstChildBornOn),
    }
}

/// The episode of the living record that a row states.
pub(super) fn episode_of(row: &Episode, authority: &str) -> NewEpisode {
    NewEpisode {
        started_on: row.decom,
        ended_on: row.dec,
        reason_started: row.rne.clone(),
        legal_status: row.ls.clone(),
        need_code: row.cin.clone(),
        place: row.place.clone(),
        place_provider: row.place_provider.clone(),
        reason_ended: row.rec.clone(),
        reason_place_change: row.reason_place_change.clone(),
        home_postcode: row.home_post.clone(),
        place_postcode: row.pl_post.clone(),
        urn: row.urn.clone(),
        authority: authority.to_owned(),
    }
}

/// The row a stored episode would be in the return.
pub(super) fn row_of(child: &str, held: &care::Episode) -> Episode {
    Episode {
        child: child.to_owned(),
        decom: held.started_on.0,
        rne: held.reason_started.clone(),
        ls: held.legal_status.clone(),
        cin: held.need_code.clone(),
        place: held.place.clone(),
        place_provider: held.place_provider.clone(),
        dec: held.ended_on.map(|day| day.0),
        rec: held.reason_ended.clone(),
        reason_place_change: held.reason_place_change.clone(),
        home_post: held.home_postcode.clone(),
        pl_post: held.place_postcode.clone(),
        urn: held.urn.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn header() -> Header {
        Header {
            child: "A1".into(),
            sex: "F".into(),
            dob: date(2007, 5, 4),
            ethnic: "WBRI".into(),
            upn: String::new(),
            mother: "1".into(),
            mc_dob: Some(date(2024, 2, 29)),
        }
    }

    #[test]
    fn a_header_says_the_same_after_it_became_facts() {
        let header = header();
        let facts = facts_of(&header);
        let answer = |kind| facts.iter().find(|fact| fact.kind == kind).map(|fact| fact.answer.clone());
        assert_eq!(header_of("A1", answer), header);
    }

    #[test]
    fn choosing_not_to_say_is_an_answer_and_not_being_asked_is_none() {
        let given = facts_of(&header());
        assert!(given.iter().any(|fact| fact.answer == Answer::Given("WBRI".into())), "kept as the return codes it");
        let refused = facts_of(&Header { ethnic: "REFU".into(), ..header() });
        assert!(refused.iter().any(|fact| fact.kind == FactKind::Ethnicity && fact.answer == Answer::PrefersNotToSay));
        let not_asked = facts_of(&Header { ethnic: "NOBT".into(), ..header() });
        assert!(!not_asked.iter().any(|fact| fact.kind == FactKind::Ethnicity));
    }

    #[test]
    fn a_row_reads_back_as_it_was_given() {
        let record = Record::Header(Box::new(header()));
        let kept = to_return_row(&record, 2026).unwrap();
        assert_eq!(as_given(&kept.file, &kept.detail.to_string()), Some(record));
    }

    #[test]
    fn a_row_kept_by_something_else_is_left_alone() {
        assert_eq!(as_given("Reviews", "{\"note\":\"by hand\"}"), None);
        assert_eq!(as_given("no \" such file", "{}"), None);
    }
}
