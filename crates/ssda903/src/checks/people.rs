//! Who is who: rows without a person, facts that differ between files, and the same person or row twice.

use super::values::is_pupil_number;
use super::{Check, Found, Run, Year};
use crate::dates::{age_on, in_words, write_date, year_end, year_start};
use crate::layout::FileType;
use crate::problems::{Edit, Fix, Severity};
use crate::rows::{Record, SourcedRow};
use std::collections::HashMap;

pub(super) static CHECKS: &[Check] = &[
    Check { code: "INT01", says: "each child in AD1 is in Header", run: Run::Kind(FileType::Ad1, in_header) },
    Check {
        code: "INT02",
        says: "each child in PlacedAdoption is in Header",
        run: Run::Kind(FileType::PlacedAdoption, in_header),
    },
    Check { code: "INT03", says: "each child in Episodes is in Header", run: Run::Kind(FileType::Episodes, in_header) },
    Check { code: "INT04", says: "each child in Missing is in Header", run: Run::Kind(FileType::Missing, in_header) },
    Check { code: "INT05", says: "each child in OC2 is in Header", run: Run::Kind(FileType::Oc2, in_header) },
    Check { code: "INT06", says: "each child in OC3 is in Header", run: Run::Kind(FileType::Oc3, in_header) },
    Check { code: "INT07", says: "each child in PrevPerm is in Header", run: Run::Kind(FileType::PrevPerm, in_header) },
    Check { code: "INT08", says: "each child in Reviews is in Header", run: Run::Kind(FileType::Reviews, in_header) },
    Check { code: "INT09", says: "each child in UASC is in Header", run: Run::Kind(FileType::Uasc, in_header) },
    Check {
        code: "W20",
        says: "each child in SWEpisodes is in Header",
        run: Run::Kind(FileType::SwEpisodes, in_header),
    },
    Check { code: "W20", says: "each child in DoLo is in Header", run: Run::Kind(FileType::Dolo, in_header) },
    Check { code: "INT11", says: "DOB in AD1 is that in Header", run: Run::Kind(FileType::Ad1, same_birthday) },
    Check {
        code: "INT12",
        says: "DOB in PlacedAdoption is that in Header",
        run: Run::Kind(FileType::PlacedAdoption, same_birthday),
    },
    Check { code: "INT13", says: "DOB in Missing is that in Header", run: Run::Kind(FileType::Missing, same_birthday) },
    Check { code: "INT14", says: "DOB in OC2 is that in Header", run: Run::Kind(FileType::Oc2, same_birthday) },
    Check { code: "INT15", says: "DOB in OC3 is that in Header", run: Run::Kind(FileType::Oc3, same_birthday) },
    Check {
        code: "INT16",
        says: "DOB in PrevPerm is that in Header",
        run: Run::Kind(FileType::PrevPerm, same_birthday),
    },
    Check { code: "INT17", says: "DOB in Reviews is that in Header", run: Run::Kind(FileType::Reviews, same_birthday) },
    Check { code: "INT18", says: "DOB in UASC is that in Header", run: Run::Kind(FileType::Uasc, same_birthday) },
    Check {
        code: "W16",
        says: "DOB in SWEpisodes is that in Header",
        run: Run::Kind(FileType::SwEpisodes, same_birthday),
    },
    Check { code: "W16", says: "DOB in DoLo is that in Header", run: Run::Kind(FileType::Dolo, same_birthday) },
    Check { code: "INT21", says: "SEX in UASC is that in Header", run: Run::Year(same_sex) },
    Check { code: "INT31", says: "each child is in AD1 once", run: Run::Kind(FileType::Ad1, once) },
    Check { code: "INT32", says: "each child is in Header once", run: Run::Kind(FileType::Header, once) },
    Check { code: "INT33", says: "each child is in OC2 once", run: Run::Kind(FileType::Oc2, once) },
    Check { code: "INT34", says: "each child is in OC3 once", run: Run::Kind(FileType::Oc3, once) },
    Check { code: "INT35", says: "each child is in PrevPerm once", run: Run::Kind(FileType::PrevPerm, once) },
    Check { code: "INT36", says: "each child is in UASC once", run: Run::Kind(FileType::Uasc, once) },
    Check { code: "W21", says: "each episode is there once", run: Run::Kind(FileType::Episodes, once) },
    Check { code: "W21", says: "each review is there once", run: Run::Kind(FileType::Reviews, once) },
    Check { code: "W21", says: "each time missing is there once", run: Run::Kind(FileType::Missing, once) },
    Check { code: "W21", says: "each adoption decision is there once", run: Run::Kind(FileType::PlacedAdoption, once) },
    Check { code: "W21", says: "each social worker is there once", run: Run::Kind(FileType::SwEpisodes, once) },
    Check { code: "W21", says: "each order is there once", run: Run::Kind(FileType::Dolo, once) },
    Check { code: "EPI", says: "each child in Header is in Episodes or OC3", run: Run::Year(something_is_known) },
    Check { code: "W22", says: "the year has a Header file", run: Run::Year(has_header_file) },
    Check { code: "301", says: "nobody was born after the year", run: Run::Year(born_by_year_end) },
    Check { code: "351", says: "nobody was over 25 when the year began", run: Run::Year(at_most_25) },
    Check { code: "444", says: "no pupil number is there twice", run: Run::Year(one_pupil_number_each) },
    Check { code: "174", says: "a male has no first child's date of birth", run: Run::Year(no_mother_facts_for_males) },
    Check { code: "611", says: "a mother has her first child's date of birth", run: Run::Year(mother_has_a_date) },
    Check { code: "612", says: "only a mother has a first child's date of birth", run: Run::Year(date_has_a_mother) },
];

fn in_header(year: &Year<'_>, kind: FileType, found: &mut Found) {
    for row in year.rows(kind) {
        let child = row.record.child();
        if year.headers.contains_key(child) {
            continue;
        }
        if !year.known_anywhere.contains(child) {
            let says = format!("{child} has a row in {kind} but is not in the file of people. We set this row aside.");
            found.add(found.on_row(Severity::Blocking, "not-in-header", row, says).on("CHILD"));
        } else if year.files.has(FileType::Header) {
            let says = format!("{child} has a row in {kind} but is in the file of people for another year only.");
            found.add(found.on_row(Severity::Notice, "only-in-other-year", row, says).on("CHILD"));
        }
    }
}

fn same_birthday(year: &Year<'_>, kind: FileType, found: &mut Found) {
    for row in year.rows(kind) {
        let Some((_, header)) = year.headers.get(row.record.child()) else { continue };
        let Some(dob) = row.record.dob().filter(|dob| *dob != header.dob) else { continue };
        let (here, there) = (in_words(dob), in_words(header.dob));
        let says = format!("The date of birth is {here} in {kind} and {there} in the file of people.");
        let edit = Edit::new("DOB", write_date(dob), write_date(header.dob));
        let fix = Fix::set(found.code, &row.at, format!("Change the date of birth to {there}."), vec![edit]);
        found.add(found.on_row(Severity::Warning, "dob-differs-in-files", row, says).on("DOB").with_fix(Some(fix)));
    }
}

fn same_sex(year: &Year<'_>, found: &mut Found) {
    for row in year.rows(FileType::Uasc) {
        let Some((_, header)) = year.headers.get(row.record.child()) else { continue };
        let sex = row.record.text("SEX").unwrap_or_default();
        if sex.is_empty() || sex == header.sex {
            continue;
        }
        let says = format!("The sex is {sex} in UASC and {} in the file of people.", header.sex);
        let edit = Edit::new("SEX", sex, header.sex.as_str());
        let fix = Fix::set(found.code, &row.at, format!("Change the sex to {}.", header.sex), vec![edit]);
        found.add(found.on_row(Severity::Warning, "sex-differs-in-files", row, says).on("SEX").with_fix(Some(fix)));
    }
}

/// Two rows of one kind that speak of the same thing: the same row twice, or two that disagree. The last one is used.
fn once(year: &Year<'_>, kind: FileType, found: &mut Found) {
    let mut first: HashMap<(&str, String), &SourcedRow> = HashMap::new();
    for row in year.rows(kind) {
        let Some(earlier) = first.insert((row.record.child(), row.record.key(year.year)), row) else { continue };
        let problem = if earlier.record == row.record {
            let says = format!("Row {} says the same as row {}. We count it once.", row.at.row, earlier.at.row);
            let fix = Fix::drop_row(found.code, &row.at, format!("Leave out row {}.", row.at.row));
            found.on_row(Severity::Notice, "same-row-twice", row, says).with_fix(Some(fix))
        } else {
            let what = differing_columns(earlier, row);
            let says = format!(
                "Rows {} and {} should be one, but differ in {what}. We use the last.",
                earlier.at.row, row.at.row
            );
            found.on_row(Severity::Warning, "two-rows-disagree", row, says)
        };
        found.add(problem);
    }
}

fn differing_columns(a: &SourcedRow, b: &SourcedRow) -> String {
    let columns = a.record.table().columns().iter().zip(a.record.cells().into_iter().zip(b.record.cells()));
    let differing: Vec<&str> = columns.filter(|(_, (a, b))| a != b).map(|(column, _)| column.name).collect();
    differing.join(", ")
}

fn something_is_known(year: &Year<'_>, found: &mut Found) {
    if !year.files.has(FileType::Episodes) {
        return;
    }
    let (in_care, left_care) = (year.children(FileType::Episodes), year.children(FileType::Oc3));
    for row in year.rows(FileType::Header) {
        let child = row.record.child();
        if !in_care.contains(child) && !left_care.contains(child) {
            let says = "There is no home and no leaving-care answer for this person in the year.";
            found.add(found.on_row(Severity::Notice, "nothing-known", row, says).on("CHILD"));
        }
    }
}

fn has_header_file(year: &Year<'_>, found: &mut Found) {
    if let (false, Some(file)) = (year.files.has(FileType::Header), year.files.files.first()) {
        let says = format!("There is no file of people (Header) for the year to March {}.", year.year);
        let problem = crate::problems::Problem::new(found.code, Severity::Warning, "no-header-file", says);
        found.add(problem.in_file(&file.name));
    }
}

fn born_by_year_end(year: &Year<'_>, found: &mut Found) {
    for row in year.rows(FileType::Header) {
        if let Some(dob) = row.record.dob().filter(|dob| *dob > year_end(year.year)) {
            let says = format!("The date of birth {} is after the year ended.", in_words(dob));
            found.add(found.on_row(Severity::Warning, "born-after-year", row, says).on("DOB"));
        }
    }
}

fn at_most_25(year: &Year<'_>, found: &mut Found) {
    for row in year.rows(FileType::Header) {
        let Some(dob) = row.record.dob() else { continue };
        let age = age_on(dob, year_start(year.year));
        if age > 25 {
            let says = format!("They were {age} when the year began.");
            found.add(found.on_row(Severity::Warning, "over-25", row, says).on("DOB"));
        }
    }
}

fn one_pupil_number_each(year: &Year<'_>, found: &mut Found) {
    let mut holders: HashMap<&str, &SourcedRow> = HashMap::new();
    for row in year.rows(FileType::Header) {
        let upn = row.record.text("UPN").unwrap_or_default();
        if upn.len() != 13 || !is_pupil_number(upn) {
            continue;
        }
        let Some(earlier) = holders.insert(upn, row) else { continue };
        if earlier.record.child() != row.record.child() {
            let says = format!("{} and {} have the same pupil number.", earlier.record.child(), row.record.child());
            found.add(found.on_row(Severity::Warning, "same-upn", row, says).on("UPN"));
        }
    }
}

fn mother_facts(year: &Year<'_>, found: &mut Found, wrong: fn(&crate::rows::Header) -> Option<&'static str>) {
    for row in year.rows(FileType::Header) {
        let Record::Header(header) = &row.record else { continue };
        if let Some(says) = wrong(header) {
            found.add(found.on_row(Severity::Warning, "mother-facts", row, says).on("MC_DOB"));
        }
    }
}

fn no_mother_facts_for_males(year: &Year<'_>, found: &mut Found) {
    mother_facts(year, found, |header| {
        (header.sex == "M" && header.mc_dob.is_some())
            .then_some("There is a first child’s date of birth, but sex is male.")
    });
}

fn mother_has_a_date(year: &Year<'_>, found: &mut Found) {
    mother_facts(year, found, |header| {
        (header.mother == "1" && header.mc_dob.is_none())
            .then_some("She is a mother, but there is no date of birth of her first child.")
    });
}

fn date_has_a_mother(year: &Year<'_>, found: &mut Found) {
    mother_facts(year, found, |header| {
        (header.mother != "1" && header.mc_dob.is_some())
            .then_some("There is a first child’s date of birth, but the answer on being a mother is not yes.")
    });
}
