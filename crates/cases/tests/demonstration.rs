//! The demonstration council: the right number of everybody, the same every time, and nothing real.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use waymark_cases::access::{PostKind, Read, Role, class};
use waymark_cases::db::{Asking, By};
use waymark_cases::demonstration::{self, Counts, Plan};
use waymark_cases::facts::{self, FactKind, Facts};
use waymark_cases::people::{self, Filter, Order};
use waymark_cases::testing::TestStore;
use waymark_cases::{Error, staff};

const DAY: Date = Date::constant(2026, 11, 22);

fn built(people: usize, seed: u64, day: Date) -> (TestStore, Counts) {
    let world = TestStore::on(day);
    let counts = demonstration::build(&world.store, &Plan { people, seed, day }, |_| {}).expect("a council is built");
    (world, counts)
}

/// As the head of the service, who sees everybody not on a closed list.
fn as_head(world: &TestStore) -> Asking {
    let head = world
        .store
        .read(&world.system(), |r| {
            let email = demonstration::Sample::of(Role::HeadOfService).expect("a sample").email();
            let who = staff::by_email(r, &email)?.ok_or(Error::NotFound)?;
            staff::actor(r, &who.staff_id())
        })
        .expect("the sample head of service works here");
    world.asking(By::Actor(head))
}

fn everybody(world: &TestStore) -> Vec<waymark_cases::summary::Summary> {
    let asking = as_head(world);
    let page = |page| {
        world
            .store
            .read(&asking, |r| {
                let permit = r.list_permit::<class::Status>()?;
                people::list(r, &permit, &Filter::default(), Order::Name, page)
            })
            .expect("the head of service lists everybody")
    };
    (1..=page(1).pages).flat_map(|number| page(number).people).collect()
}

fn about(world: &TestStore, person: &str) -> Facts {
    let asking = as_head(world);
    let person = waymark_cases::ids::PersonId::stored(person.to_owned());
    world
        .store
        .read(&asking, |r| {
            let permit = r.permit::<class::Identity, Read>(&person)?;
            facts::of_class(r, &permit)
        })
        .expect("the head of service reads everybody")
}

fn of(count: &std::collections::BTreeMap<String, usize>, key: &str) -> usize {
    count.get(key).copied().unwrap_or_default()
}

mod the_shares {
    use super::*;

    #[test]
    fn eight_hundred_and_ten_people_have_exactly_the_published_statuses() {
        let (world, counts) = built(810, 1, DAY);
        assert_eq!(counts.people, 810);
        assert_eq!(of(&counts.by_status, "Eligible"), 241);
        assert_eq!(of(&counts.by_status, "Relevant"), 17);
        assert_eq!(of(&counts.by_status, "Qualifying"), 81);
        let former = of(&counts.by_status, "FormerRelevant") + of(&counts.by_status, "FormerRelevant21Plus");
        assert_eq!(former, 471);

        let listed = everybody(&world);
        let with = |status: &str| listed.iter().filter(|one| one.status == status).count();
        assert_eq!(listed.len(), 810, "what was counted is what is listed");
        assert_eq!(with("Eligible"), 241);
        assert_eq!(with("FormerRelevant21Plus"), of(&counts.by_status, "FormerRelevant21Plus"));
    }

    #[test]
    fn the_other_tables_come_to_the_published_shares_of_810() {
        let (_world, counts) = built(810, 7, DAY);
        assert_eq!(
            ["16", "17", "18", "19", "20", "21", "22", "23"].map(|age| of(&counts.by_age, age)),
            [148, 145, 156, 150, 118, 60, 29, 4]
        );
        assert_eq!(["Male", "Female", "Trans man"].map(|gender| of(&counts.by_gender, gender)), [426, 380, 4]);
        assert_eq!(["inside", "outside"].map(|area| of(&counts.by_area, area)), [649, 161]);
        assert_eq!(
            ["White British", "Pakistani", "Another White background", "Not asked yet"]
                .map(|code| of(&counts.by_ethnicity, code)),
            [419, 113, 30, 1]
        );
        let religions = &counts.by_religion;
        assert_eq!(of(religions, "Not asked yet"), 153);
        assert_eq!(of(religions, "Asked, does not know") + of(religions, "Prefers not to say"), 171);
        assert!(of(religions, "Prefers not to say") > 0, "three ways of not saying are three answers");
        assert_eq!(of(religions, "Muslim"), 117);
    }
}

mod the_same_every_time {
    use super::*;

    fn names_and_dates(world: &TestStore) -> Vec<(String, String, Date, String)> {
        let mut all: Vec<_> = everybody(world)
            .into_iter()
            .map(|one| (one.child_number, one.shown_name, one.born_on.0, one.status))
            .collect();
        all.sort();
        all
    }

    #[test]
    fn one_seed_gives_the_same_names_and_dates() {
        let (one, first) = built(120, 42, DAY);
        let (other, second) = built(120, 42, DAY);
        assert_eq!(first, second);
        assert_eq!(names_and_dates(&one), names_and_dates(&other));
    }

    #[test]
    fn another_seed_gives_another_council() {
        let (one, _) = built(120, 42, DAY);
        let (other, _) = built(120, 43, DAY);
        assert_ne!(names_and_dates(&one), names_and_dates(&other));
    }
}

mod nothing_real {
    use super::*;

    #[test]
    fn prv_15_every_address_is_an_example_and_every_number_is_of_the_kept_ranges() {
        let (world, _) = built(150, 5, DAY);
        let mut phones = BTreeSet::new();
        let mut emails = BTreeSet::new();
        for one in everybody(&world) {
            let facts = about(&world, &one.person_id);
            if let Some(phone) = facts.given(FactKind::Phone) {
                assert!(is_kept_for_stories(phone), "{phone}");
                assert!(phones.insert(phone.to_owned()), "{phone} is two people's");
            }
            if let Some(email) = facts.given(FactKind::Email) {
                assert!(email.is_ascii() && email.ends_with(".example"), "{email}");
                assert!(emails.insert(email.to_owned()), "{email} is two people's");
            }
        }
        assert!(phones.len() > 100 && emails.len() > 50, "most people can be reached");
        let staff = world.store.read(&world.system(), staff::everyone).expect("staff are listed");
        for one in staff {
            assert!(one.email.is_ascii() && one.email.ends_with("@harrowdale.example"), "{}", one.email);
            assert!(one.phone.as_deref().is_none_or(is_kept_for_stories), "{:?}", one.phone);
        }
    }

    fn is_kept_for_stories(phone: &str) -> bool {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        digits.len() == 11 && (digits.starts_with("07700900") || digits.starts_with("01632960"))
    }

    #[test]
    fn prv_15_a_database_with_somebody_in_it_is_left_alone() {
        let world = TestStore::on(DAY);
        world.person("Sam", date(2007, 5, 4), None);
        let refused = demonstration::build(&world.store, &Plan { people: 10, seed: 1, day: DAY }, |_| {});
        assert!(matches!(refused, Err(Error::Contradicts(says)) if says.contains("not a demonstration")));
        let council = world.store.read(&world.system(), waymark_cases::settings::council).expect("settings are read");
        assert!(!council.demonstration, "a refused build marks nothing");
    }

    #[test]
    fn a_database_with_staff_in_it_is_left_alone() {
        let world = TestStore::on(DAY);
        world.staff("Amira", Role::PersonalAdviser, &[]);
        let refused = demonstration::build(&world.store, &Plan { people: 10, seed: 1, day: DAY }, |_| {});
        assert!(matches!(refused, Err(Error::Contradicts(_))));
    }

    #[test]
    fn a_second_council_is_not_mixed_with_the_first() {
        let (world, _) = built(20, 1, DAY);
        let again = demonstration::build(&world.store, &Plan { people: 20, seed: 1, day: DAY }, |_| {});
        assert!(matches!(again, Err(Error::Contradicts(says)) if says.contains("already")));
        assert_eq!(everybody(&world).len(), 20);
        let standing = world.store.read(&world.system(), demonstration::standing).expect("settings are read");
        assert_eq!(standing, Some(Plan { people: 20, seed: 1, day: DAY }));
    }
}

mod the_told_stories {
    use super::*;
    use waymark_cases::relationships;
    use waymark_cases::status;

    #[test]
    fn each_has_a_sentence_on_what_it_shows_and_words_of_its_own() {
        let (world, counts) = built(40, 1, DAY);
        assert!(counts.told >= 12, "{} stories", counts.told);
        let asking = as_head(&world);
        let mut sentences = BTreeSet::new();
        for one in everybody(&world) {
            let person = waymark_cases::ids::PersonId::stored(one.person_id.clone());
            let (shows, introduction) = world
                .store
                .read(&asking, |r| {
                    let of_status = r.permit::<class::Status, Read>(&person)?;
                    let of_plan = r.permit::<class::Plan, Read>(&person)?;
                    let shows = facts::of_class(r, &of_status)?.given(FactKind::Shows).map(str::to_owned);
                    let own = facts::of_class(r, &of_plan)?.given(FactKind::Introduction).map(str::to_owned);
                    Ok((shows, own))
                })
                .expect("the head of service reads");
            if let Some(shows) = shows {
                assert!(shows.ends_with('.') && shows.len() > 40, "{shows}");
                assert!(introduction.is_some(), "{} introduces nobody", one.shown_name);
                assert!(sentences.insert(shows), "two people show one thing");
            }
        }
        assert_eq!(sentences.len(), counts.told);
    }

    fn named(world: &TestStore, name: &str) -> (waymark_cases::summary::Summary, status::Explained) {
        let asking = as_head(world);
        let one = everybody(world).into_iter().find(|one| one.shown_name == name).expect("a told person");
        let person = waymark_cases::ids::PersonId::stored(one.person_id.clone());
        let explained = world
            .store
            .read(&asking, |r| {
                let permit = r.permit::<class::Status, Read>(&person)?;
                status::of_person(r, &permit)
            })
            .expect("a status is worked out");
        (one, explained)
    }

    #[test]
    fn ninety_one_days_are_relevant_and_ninety_ask_a_manager() {
        use waymark_rules::status::{Flag, Status};
        let (world, _) = built(60, 1, DAY);
        let (_, keeley) = named(&world, "Keeley");
        assert_eq!((keeley.result.status, keeley.result.counters.days), (Status::Relevant, 91));
        assert!(keeley.result.flags.is_empty());
        let (_, corey) = named(&world, "Corey");
        assert_eq!((corey.result.status, corey.result.counters.days), (Status::Relevant, 90));
        assert!(corey.result.has(Flag::BoundaryReview));
    }

    #[test]
    fn somebody_turns_18_in_six_days() {
        let (world, _) = built(60, 1, DAY);
        let (ellis, explained) = named(&world, "Ellis");
        assert_eq!(ellis.next_change_on.map(|on| on.0), Some(date(2026, 11, 28)));
        assert_eq!(explained.result.next_change.map(|next| next.to.code()), Some("FormerRelevant"));
    }

    #[test]
    fn a_closed_record_is_found_by_two_people_alone() {
        let (world, counts) = built(60, 1, DAY);
        assert_eq!(everybody(&world).len(), counts.people, "the head of service is on the list");
        let other = world.staff("Other", Role::HeadOfService, &[PostKind::Service]);
        let seen = world
            .store
            .read(&world.asking(By::Actor(other)), |r| {
                let permit = r.list_permit::<class::Status>()?;
                Ok(people::list(r, &permit, &Filter::default(), Order::Name, 1)?.total)
            })
            .expect("lists");
        assert_eq!(seen as usize, counts.people - 1, "somebody else of the same rank does not see it");
    }

    #[test]
    fn the_sample_adviser_supports_them_and_the_sample_young_person_sees_who_looked() {
        let (world, _) = built(60, 1, DAY);
        let (sam, _) = named(&world, "Sam");
        assert_eq!(sam.adviser_name, demonstration::Sample::of(Role::PersonalAdviser).expect("a sample").full_name);
        let id = waymark_cases::ids::PersonId::stored(sam.person_id);
        let me = world.asking(By::Actor(waymark_cases::access::Actor::young_person(id.clone())));
        let looks = world
            .store
            .read(&me, |r| {
                let permit = r.permit::<class::AccessHistory, Read>(&id)?;
                waymark_cases::looked::at_record(r, &permit, 50)
            })
            .expect("their own history");
        assert!(looks.len() >= 3, "{looks:?}");
    }

    #[test]
    fn everybody_in_care_has_a_reviewing_officer_and_a_social_worker() {
        let (world, _) = built(200, 1, DAY);
        let asking = as_head(&world);
        for one in everybody(&world).into_iter().filter(|one| one.status == "Eligible") {
            let person = waymark_cases::ids::PersonId::stored(one.person_id.clone());
            let kinds: Vec<String> = world
                .store
                .read(&asking, |r| {
                    let permit = r.permit::<class::Status, Read>(&person)?;
                    Ok(relationships::of_person(r, &permit)?
                        .into_iter()
                        .filter(|tie| tie.holds_on(DAY))
                        .map(|tie| tie.kind)
                        .collect())
                })
                .expect("ties are read");
            for kind in ["reviewing_officer", "second_worker", "team"] {
                assert!(kinds.iter().any(|held| held == kind), "{} has no {kind}", one.shown_name);
            }
        }
    }
}

#[test]
fn there_are_thirty_advisers_in_four_teams_and_one_of_every_other_role() {
    let (world, _) = built(40, 1, DAY);
    let (staff, roles, teams) = world
        .store
        .read(&world.system(), |r| Ok((staff::everyone(r)?, staff::held_roles(r)?, staff::teams(r)?)))
        .expect("staff are listed");
    let holding = |role: Role| roles.iter().filter(|held| held.role == role.code()).count();
    assert_eq!((teams.len(), holding(Role::PersonalAdviser)), (4, 30));
    assert_eq!(holding(Role::TeamManager), 4);
    assert_eq!(holding(Role::SystemAdministrator), 2, "one asks for a role and the other agrees");
    for role in Role::ALL.iter().filter(|role| **role != Role::YoungPerson) {
        assert!(holding(*role) >= 1, "nobody is {role:?}");
    }
    assert_eq!(staff.len(), roles.len(), "one role each");
}

/// Each person costs the same however many there are: ten times the time for four times the people would be a fault.
#[test]
fn building_grows_with_the_number_of_people() {
    let took = |people: usize| {
        let started = std::time::Instant::now();
        let (_world, counts) = built(people, 1, DAY);
        assert_eq!(counts.people, people);
        started.elapsed().as_secs_f64()
    };
    let (small, large) = (took(150), took(600));
    assert!(large < small * 10.0, "150 people took {small:.1} s and 600 took {large:.1} s");
}

mod sample_sign_ins {
    use super::*;
    use waymark_cases::sign_in::samples;
    use waymark_cases::sign_in::with_password::{self, Details, Outcome};
    use waymark_cases::sign_in::{Browser, passwords::Effort};

    fn sign_ins(world: &TestStore) -> Vec<demonstration::SignIn> {
        world.store.read(&world.system(), demonstration::sign_ins).expect("the sample sign-ins are read")
    }

    fn try_in(world: &TestStore, email: &str, password: &str, code: &str) -> Outcome {
        let details = Details { email, password, code, remembered: None, effort: Effort::Light };
        let browser = Browser { door: "team", device: "", replacing: None };
        with_password::sign_in(&world.store, &world.system(), &details, &browser).expect("an answer")
    }

    /// The code the page of local messages shows for an address.
    fn code_shown(world: &TestStore, email: &str) -> String {
        let shown = world.store.read(&world.system(), samples::of_demonstration).expect("the samples are shown");
        shown.into_iter().find(|one| one.email == email).expect("every sample is shown").code
    }

    #[test]
    fn every_role_can_sign_in_with_what_is_printed_and_with_nothing_less() {
        let (world, _) = built(30, 1, DAY);
        let staff: Vec<_> = sign_ins(&world).into_iter().filter(|one| one.password.is_some()).collect();
        assert_eq!(staff.len(), Role::ALL.len(), "one of each staff role, and a second administrator");
        for one in staff {
            let password = one.password.expect("a password");
            assert_eq!(try_in(&world, &one.contact, password, "000000"), Outcome::Refused, "no second factor");
            world.clock.advance(jiff::SignedDuration::from_mins(10));
            let code = code_shown(&world, &one.contact);
            assert!(matches!(try_in(&world, &one.contact, password, &code), Outcome::SignedIn(_)), "{}", one.contact);
        }
    }

    #[test]
    fn acc_09_one_sample_administrator_asks_for_a_role_and_the_other_agrees() {
        use waymark_cases::access::Write;
        use waymark_cases::role_requests;
        let (world, _) = built(30, 1, DAY);
        let signed_in = |email: String| {
            let actor = world.store.read(&world.system(), |r| {
                let who = staff::by_email(r, &email)?.ok_or(Error::NotFound)?;
                staff::actor(r, &who.staff_id())
            });
            world.asking(By::Actor(actor.expect("a sample administrator")))
        };
        let first = signed_in(demonstration::Sample::of(Role::SystemAdministrator).expect("a sample").email());
        let second = signed_in(demonstration::SECOND_ADMINISTRATOR.email());
        let amira = demonstration::Sample::of(Role::PersonalAdviser).expect("a sample").email();
        let amira = world.store.read(&world.system(), |r| staff::by_email(r, &amira)).expect("staff").expect("Amira");
        let asked = world.store.write(&first, |tx| {
            let permit = tx.service_permit::<class::UsersAndSettings, Write>()?;
            role_requests::ask(tx, &permit, &amira.staff_id(), Role::TeamManager, "Covers for the manager")
        });
        let asked = asked.expect("a role is asked for");
        let settle = |asking: &Asking| {
            world.store.write(asking, |tx| {
                let permit = tx.service_permit::<class::UsersAndSettings, Write>()?;
                role_requests::settle(tx, &permit, &asked, true)
            })
        };
        assert!(matches!(settle(&first), Err(Error::Contradicts(_))), "not by the one who asked");
        settle(&second).expect("the other agrees");
        let roles = world.store.read(&world.system(), |r| staff::actor(r, &amira.staff_id())).expect("Amira").roles;
        assert!(roles.contains(&Role::TeamManager), "{roles:?}");
    }

    #[test]
    fn a_sample_young_person_is_sent_a_code() {
        use waymark_cases::sign_in::accounts::Contact;
        use waymark_cases::sign_in::codes;
        let (world, _) = built(30, 1, DAY);
        let young: Vec<_> = sign_ins(&world).into_iter().filter(|one| one.password.is_none()).collect();
        assert_eq!(young.iter().map(|one| one.name).collect::<Vec<_>>(), ["Sam", "Ellis", "Nadia"]);
        for one in young {
            let contact = Contact::parse(&one.contact).expect("a number");
            world.store.write(&world.system(), |tx| codes::ask(tx, &contact, "binding")).expect("a code is asked for");
            let sent =
                world.store.read(&world.system(), waymark_cases::messages_out::of_demonstration).expect("the outbox");
            assert!(sent.iter().any(|message| message.address == one.contact), "{}: {sent:?}", one.name);
        }
    }

    #[test]
    fn there_are_none_where_there_is_no_demonstration() {
        let world = TestStore::on(DAY);
        assert_eq!(sign_ins(&world), []);
    }
}

#[test]
fn assessments_stand_at_every_stage_and_the_stories_say_how_it_is_going() {
    use waymark_cases::assessments::{self, Progress};
    use waymark_cases::{going, scales};
    let (world, _) = built(60, 1, DAY);
    let asking = as_head(&world);
    let (mut empty, mut begun, mut waiting, mut approved, mut answered) = (0, 0, 0, 0, 0);
    for one in everybody(&world) {
        let person = waymark_cases::ids::PersonId::stored(one.person_id.clone());
        let read = world.store.read(&asking, |r| {
            let plan = r.permit::<class::Plan, Read>(&person)?;
            Ok((assessments::of_person(r, &plan)?, going::of_person(r, &plan)?, scales::of_person(r, &plan)?))
        });
        let (assessment, going, scales) = read.expect("the head of service reads everybody");
        match assessment.progress() {
            Progress::NotSent if assessment.entries.is_empty() => empty += 1,
            Progress::NotSent | Progress::SentBack(_) => begun += 1,
            Progress::Waiting(_) => waiting += 1,
            Progress::Approved(_) => approved += 1,
        }
        answered += usize::from(!going.is_empty());
        if ["Sam", "Ellis", "Nadia"].contains(&one.shown_name.as_str()) {
            assert!(going.days().len() > 1 && !scales.questions.is_empty(), "{}", one.shown_name);
            assert!(assessment.entries.iter().any(|entry| entry.is_their_own()), "{}", one.shown_name);
        }
    }
    assert!(empty > 3 && begun > 3 && waiting > 0 && approved > 10, "{empty} {begun} {waiting} {approved}");
    assert!(answered > 30, "{answered}");
}
