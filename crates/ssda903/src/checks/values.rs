//! Codes that are on no list, and values that do not look right. All are loaded as given.

use super::{Blank, Check, Found, Run, Year};
use crate::layout::{FileType, field_in_words};
use crate::problems::Severity;
use crate::read::intake::shown;

pub(super) static CHECKS: &[Check] = &[
    Check { code: "101", says: "SEX is on the list", run: Run::Codes(FileType::Header, "SEX", Blank::Asked) },
    Check { code: "103", says: "ETHNIC is on the list", run: Run::Codes(FileType::Header, "ETHNIC", Blank::Asked) },
    Check { code: "143", says: "RNE is on the list", run: Run::Codes(FileType::Episodes, "RNE", Blank::Asked) },
    Check { code: "144", says: "LS is on the list", run: Run::Codes(FileType::Episodes, "LS", Blank::Asked) },
    Check { code: "145", says: "CIN is on the list", run: Run::Codes(FileType::Episodes, "CIN", Blank::Asked) },
    Check { code: "146", says: "PLACE is on the list", run: Run::Codes(FileType::Episodes, "PLACE", Blank::Asked) },
    Check {
        code: "178",
        says: "PLACE_PROVIDER is on the list",
        run: Run::Codes(FileType::Episodes, "PLACE_PROVIDER", Blank::Fine),
    },
    Check { code: "149", says: "REC is on the list", run: Run::Codes(FileType::Episodes, "REC", Blank::Fine) },
    Check {
        code: "1009",
        says: "REASON_PLACE_CHANGE is on the list",
        run: Run::Codes(FileType::Episodes, "REASON_PLACE_CHANGE", Blank::Fine),
    },
    Check {
        code: "167",
        says: "REVIEW_CODE is on the list",
        run: Run::Codes(FileType::Reviews, "REVIEW_CODE", Blank::Asked),
    },
    Check { code: "131", says: "IN_TOUCH is on the list", run: Run::Codes(FileType::Oc3, "IN_TOUCH", Blank::Fine) },
    Check { code: "132", says: "ACTIV is on the list", run: Run::Codes(FileType::Oc3, "ACTIV", Blank::Fine) },
    Check { code: "133", says: "ACCOM is on the list", run: Run::Codes(FileType::Oc3, "ACCOM", Blank::Fine) },
    Check { code: "196", says: "SDQ_REASON is on the list", run: Run::Codes(FileType::Oc2, "SDQ_REASON", Blank::Fine) },
    Check { code: "1006", says: "MISSING is on the list", run: Run::Codes(FileType::Missing, "MISSING", Blank::Asked) },
    Check {
        code: "631",
        says: "PREV_PERM is on the list",
        run: Run::Codes(FileType::PrevPerm, "PREV_PERM", Blank::Asked),
    },
    Check { code: "176", says: "SEX_ADOPTR is on the list", run: Run::Codes(FileType::Ad1, "SEX_ADOPTR", Blank::Fine) },
    Check { code: "177", says: "LS_ADOPTR is on the list", run: Run::Codes(FileType::Ad1, "LS_ADOPTR", Blank::Fine) },
    Check {
        code: "120",
        says: "REASON_PLACED_CEASED is on the list",
        run: Run::Codes(FileType::PlacedAdoption, "REASON_PLACED_CEASED", Blank::Fine),
    },
    Check {
        code: "SW13STG1",
        says: "SW_REASON is on the list",
        run: Run::Codes(FileType::SwEpisodes, "SW_REASON", Blank::Fine),
    },
    Check { code: "W17", says: "CHILD is letters and figures, at most 20", run: Run::Year(child_id) },
    Check { code: "168", says: "UPN has the shape of a pupil number", run: Run::Year(pupil_number) },
    Check { code: "165", says: "MOTHER is 0 or 1", run: Run::Year(mother) },
    Check { code: "180", says: "SDQ_SCORE is 0 to 40", run: Run::Year(wellbeing_score) },
    Check { code: "181", says: "the answers in OC2 are 0 or 1", run: Run::Year(health_answers) },
    Check { code: "114", says: "FOSTER_CARE is 0 or 1", run: Run::Year(foster_care) },
    Check { code: "175", says: "NB_ADOPTR is 1 or 2", run: Run::Year(number_of_adopters) },
    Check { code: "633", says: "LA_PERM is a council's number or a country", run: Run::Year(council_number) },
    Check { code: "SW02STG1", says: "SW_ID begins with SW or XX", run: Run::Year(social_worker_number) },
];

/// Says so for each row whose column does not hold what it may.
fn values(year: &Year<'_>, kind: FileType, column: &'static str, found: &mut Found, fits: fn(&str) -> bool) {
    for row in year.rows(kind) {
        let value = row.record.text(column).unwrap_or_default();
        if !fits(value) {
            let says = format!("The {} “{}” does not look right.", field_in_words(column), shown(value));
            found.add(found.on_row(Severity::Warning, format!("odd-value:{column}"), row, says).on(column));
        }
    }
}

fn child_id(year: &Year<'_>, found: &mut Found) {
    for row in year.rows(FileType::Header) {
        let child = row.record.child();
        if child.len() > 20 || !child.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let says =
                format!("The child id “{}” has other signs than letters and figures, or more than 20.", shown(child));
            found.add(found.on_row(Severity::Warning, "child-id-odd", row, says).on("CHILD"));
        }
    }
}

fn pupil_number(year: &Year<'_>, found: &mut Found) {
    values(year, FileType::Header, "UPN", found, |upn| upn.is_empty() || is_pupil_number(upn));
}

/// A letter other than I, O and S, then 12 figures, or 11 figures and a letter; or UN1 to UN5 for "not known, because".
pub(super) fn is_pupil_number(upn: &str) -> bool {
    if matches!(upn, "UN1" | "UN2" | "UN3" | "UN4" | "UN5") {
        return true;
    }
    let [first, middle @ .., last] = upn.as_bytes() else { return false };
    upn.len() == 13
        && first.is_ascii_uppercase()
        && !matches!(first, b'I' | b'O' | b'S')
        && middle.iter().all(u8::is_ascii_digit)
        && (last.is_ascii_digit() || last.is_ascii_uppercase())
}

fn yes_or_no(value: &str) -> bool {
    matches!(value, "" | "0" | "1")
}

fn mother(year: &Year<'_>, found: &mut Found) {
    values(year, FileType::Header, "MOTHER", found, yes_or_no);
}

fn wellbeing_score(year: &Year<'_>, found: &mut Found) {
    values(year, FileType::Oc2, "SDQ_SCORE", found, |score| {
        score.is_empty() || score.parse::<u8>().is_ok_and(|score| score <= 40)
    });
}

fn health_answers(year: &Year<'_>, found: &mut Found) {
    const ANSWERS: [&str; 8] = [
        "CONVICTED",
        "HEALTH_CHECK",
        "IMMUNISATIONS",
        "TEETH_CHECK",
        "HEALTH_ASSESSMENT",
        "SUBSTANCE_MISUSE",
        "INTERVENTION_RECEIVED",
        "INTERVENTION_OFFERED",
    ];
    for column in ANSWERS {
        values(year, FileType::Oc2, column, found, yes_or_no);
    }
}

fn foster_care(year: &Year<'_>, found: &mut Found) {
    values(year, FileType::Ad1, "FOSTER_CARE", found, yes_or_no);
}

fn number_of_adopters(year: &Year<'_>, found: &mut Found) {
    values(year, FileType::Ad1, "NB_ADOPTR", found, |number| matches!(number, "" | "1" | "2"));
}

fn council_number(year: &Year<'_>, found: &mut Found) {
    values(year, FileType::PrevPerm, "LA_PERM", found, |council| {
        matches!(council, "" | "WAL" | "SCO" | "NIR" | "NUK")
            || (council.len() == 3 && council.bytes().all(|byte| byte.is_ascii_digit()))
    });
}

fn social_worker_number(year: &Year<'_>, found: &mut Found) {
    values(year, FileType::SwEpisodes, "SW_ID", found, |id| {
        id.len() >= 4 && (id.starts_with("SW") || id.starts_with("XX"))
    });
}
