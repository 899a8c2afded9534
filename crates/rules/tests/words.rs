//! The words of an answer: short, plain, and never the words nobody should be called by.

#[path = "reading_age/mod.rs"]
mod reading_age;

use jiff::civil::{Date, date};
use reading_age::{reading_age, sentences};
use waymark_rules::dates::add_months;
use waymark_rules::facts::*;
use waymark_rules::policy::Policy;
use waymark_rules::status::{Flag, Status, status};
use waymark_rules::words::{Plain, plain};

fn spell(legal_status: LegalStatus, start_on: Date, end_on: Option<Date>) -> CareSpell {
    CareSpell {
        start_on,
        end_on,
        legal_status,
        authority: "Northmere".into(),
        nation: Nation::England,
        placement_type: None,
        end_reason: None,
    }
}

/// People between them in every status, branch and sub-state, asked about every two months of their youth.
fn people() -> Vec<Facts> {
    let born_on = date(2005, 2, 14);
    let in_care = |legal_status, start, end: Option<Date>| Facts {
        care_spells: vec![spell(legal_status, start, end)],
        ..Facts::born(born_on)
    };
    let long_care = || in_care(LegalStatus::C2, date(2015, 1, 1), None);
    let request = |kind| vec![AftercareRequest { kind, on: date(2026, 3, 1), channel: None }];
    let stay = |kind| Facts {
        other_accommodation: vec![OtherAccommodation {
            kind,
            start_on: date(2020, 9, 1),
            end_on: Some(date(2021, 4, 1)),
        }],
        ..Facts::born(born_on)
    };
    let course = |plan: Option<&str>| Programme {
        start_on: date(2025, 9, 20),
        expected_end_on: Some(date(2027, 6, 30)),
        ended_on: None,
        full_time: true,
        level: None,
        plan_reference: plan.map(str::to_owned),
        planned_on: None,
    };
    let home = FamilyPlacement {
        start_on: date(2021, 6, 1),
        end_on: Some(date(2022, 6, 1)),
        with: FamilyMember::Parent,
        broke_down: true,
    };
    vec![
        Facts::born(born_on),
        long_care(),
        in_care(LegalStatus::V2, date(2022, 12, 20), None),
        in_care(LegalStatus::V2, date(2021, 3, 20), None),
        in_care(LegalStatus::V2, date(2020, 11, 10), Some(date(2021, 3, 1))),
        in_care(LegalStatus::V3, date(2022, 1, 1), Some(date(2022, 1, 10))),
        in_care(LegalStatus::V4, date(2021, 6, 1), Some(date(2022, 1, 10))),
        Facts { aftercare_requests: request(RequestKind::OptIn), ..long_care() },
        Facts { aftercare_requests: request(RequestKind::Education), ..long_care() },
        Facts { programmes: vec![course(Some("PP-1"))], ..long_care() },
        Facts { programmes: vec![course(None)], ..in_care(LegalStatus::V2, date(2022, 12, 20), None) },
        Facts { family_placements: vec![home], ..in_care(LegalStatus::V2, date(2020, 1, 1), Some(date(2021, 6, 1))) },
        Facts {
            orders: vec![Order {
                kind: OrderKind::SpecialGuardianship,
                made_on: date(2018, 1, 1),
                ended_on: None,
                looked_after_immediately_before: Some(true),
            }],
            ..Facts::born(born_on)
        },
        Facts {
            detentions: vec![Detention {
                start_on: date(2021, 1, 10),
                end_on: None,
                kind: DetentionKind::SentencedCustody,
                section: None,
            }],
            ..in_care(LegalStatus::V2, date(2020, 1, 1), Some(date(2021, 1, 10)))
        },
        stay(AccommodationKind::VoluntaryOrganisation),
        stay(AccommodationKind::PrivateChildrensHome),
        stay(AccommodationKind::CareHome),
        stay(AccommodationKind::PrivateFostering),
    ]
}

/// Every different wording the people above meet, with the status it is for.
fn wordings() -> Vec<(Status, Plain)> {
    let mut seen: Vec<(Status, Plain)> = Vec::new();
    for facts in people() {
        for months in (13 * 12..26 * 12).step_by(2) {
            let result = status(&facts, &Policy::default(), add_months(facts.born_on, months)).unwrap();
            let words = (result.status, plain(&result));
            if !seen.contains(&words) {
                seen.push(words);
            }
        }
    }
    seen
}

#[test]
fn the_people_of_these_tests_meet_every_status() {
    let met: Vec<Status> = wordings().into_iter().map(|(status, _)| status).collect();
    for status in Status::ALL {
        assert!(met.contains(&status), "nobody is {status:?}");
    }
}

#[test]
fn the_young_persons_words_have_a_reading_age_of_9_or_lower() {
    for (status, words) in wordings() {
        let text = &words.young_person;
        assert!(reading_age(text) <= 9.0, "{status:?}: {:.1} for {text}", reading_age(text));
        for sentence in sentences(text) {
            assert!(sentence.len() <= 15, "{status:?}: {} words in {}", sentence.len(), sentence.join(" "));
        }
    }
}

#[test]
fn the_words_about_what_comes_next_are_short_too() {
    for (_, words) in wordings() {
        for text in words.young_person_next.iter() {
            assert!(reading_age(text) <= 9.0 && sentences(text).iter().all(|s| s.len() <= 15), "{text}");
        }
    }
}

#[test]
fn the_staff_words_have_a_reading_age_of_12_or_lower() {
    for (status, words) in wordings() {
        let text = &words.staff;
        assert!(reading_age(text) <= 12.0, "{status:?}: {:.1} for {text}", reading_age(text));
        for sentence in sentences(text) {
            assert!(sentence.len() <= 25, "{status:?}: {} words in {}", sentence.len(), sentence.join(" "));
        }
    }
}

#[test]
fn the_reasons_keep_to_25_words_a_sentence() {
    for facts in people() {
        for months in (13 * 12..26 * 12).step_by(3) {
            for reason in status(&facts, &Policy::default(), add_months(facts.born_on, months)).unwrap().explanation {
                assert!(sentences(&reason.says).iter().all(|s| s.len() <= 25), "{}", reason.says);
            }
        }
    }
}

#[test]
fn nobody_is_called_a_case_a_placement_or_an_initial() {
    let never = [
        "placement",
        "placed",
        "lac",
        "case",
        "client",
        "service user",
        "neet",
        "looked after",
        "eligible",
        "qualifying",
        "relevant",
        "statutory",
        "entitle",
    ];
    for (status, words) in wordings() {
        let text = format!("{} {}", words.young_person, words.young_person_next.unwrap_or_default()).to_lowercase();
        for word in never {
            let found = text.split(|c: char| !c.is_ascii_alphabetic()).any(|said| said == word)
                || (word.contains(' ') && text.contains(word));
            assert!(!found, "{status:?} says {word}: {text}");
        }
    }
    for flag in [Flag::BoundaryReview, Flag::ShortBreakSensitive, Flag::AdoptedReview] {
        assert!(!flag.says().to_lowercase().contains("placement"));
    }
}

#[test]
fn the_young_persons_words_say_their_age_and_their_time_in_care() {
    let facts =
        Facts { care_spells: vec![spell(LegalStatus::V2, date(2025, 9, 15), None)], ..Facts::born(date(2008, 1, 1)) };
    let result = status(&facts, &Policy::default(), date(2026, 11, 22)).unwrap();
    assert_eq!(
        plain(&result).young_person,
        "You are 18. You were in care for 108 days after you turned 14. \
         So you get your own adviser and a plan until you are 21. Then you can ask us for help until you are 25."
    );
    assert_eq!(
        plain(&result).staff,
        "Former relevant. They were in care until they turned 18 on 1 January 2026, so they are former relevant. \
         Days in care that count: 108. The test needs 91."
    );
    assert_eq!(
        plain(&result).staff_next.unwrap(),
        "On 1 January 2029: It is their 21st birthday, so the status changes to Former relevant, 21 to 24."
    );
}

#[test]
fn nothing_is_said_to_somebody_who_has_died() {
    let facts = Facts { died_on: Some(date(2024, 1, 1)), ..Facts::born(date(2005, 1, 1)) };
    assert_eq!(plain(&status(&facts, &Policy::default(), date(2024, 1, 1)).unwrap()).young_person, "");
}
