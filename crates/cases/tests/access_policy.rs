//! The access policy, tried in full: every role with every relationship, every class of data and every action.
//!
//! `snapshots/access_matrix.txt` is the answer in words, for practitioners to read in review. After a change that is
//! meant, write it again with `WAYMARK_WRITE_SNAPSHOTS=1 cargo nextest run -p waymark-cases access`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use waymark_cases::access::class::{CaseNotes, Identity, Statistics, UsersAndSettings};
use waymark_cases::access::{
    Action, Actor, Approve, Class, ClassSet, Decision, DenyReason, Grade, ListPermit, Permit, Post, PostKind, Prepare,
    Purpose, Reach, Read, RecordState, Relationship, RelationshipKind, Role, Scope, ServicePermit, Standing, Who,
    Write, decide, list_reach, matrix,
};
use waymark_cases::ids::{PersonId, StaffId, TeamId};

const TODAY: Date = date(2026, 11, 22);
const BEFORE: Date = date(2026, 3, 1);

/// A child in care whose entries have been checked: the state in which most is open.
fn open_state() -> RecordState {
    RecordState { looked_after: true, checked_for_reading: true, ..RecordState::default() }
}

fn actor(role: Role) -> Actor {
    if role == Role::YoungPerson {
        Actor::young_person(PersonId::fresh())
    } else {
        Actor::staff(StaffId::fresh(), &[role])
    }
}

fn tie(kind: RelationshipKind) -> Relationship {
    Relationship::new(kind, BEFORE, None).covering(ClassSet::EVERYTHING)
}

fn asked(actor: &Actor, ties: &[Relationship], action: Action, class: Class, state: &RecordState) -> Decision {
    decide(actor, ties, action, class, state, Purpose::WorkOfTheRole, TODAY)
}

/// One case: the role, its relationships, the class, and the state of the record; asked about every action.
fn allowed(role: Role, ties: &[Relationship], class: Class, state: &RecordState) -> Vec<Action> {
    let actor = actor(role);
    Action::ALL.iter().copied().filter(|action| asked(&actor, ties, *action, class, state).is_permit()).collect()
}

mod the_whole_matrix {
    use super::*;

    /// What a role may do by one kind of tie, in words.
    fn in_words(role: Role, kind: RelationshipKind, class: Class) -> String {
        let actor = actor(role);
        let mut words = Vec::new();
        for action in Action::ALL {
            if let Decision::Permit(grounds) = asked(&actor, &[tie(kind)], *action, class, &open_state()) {
                let scope = if grounds.scope == Scope::Whole { "" } else { grounds.scope.code() };
                let second = if grounds.second_person { "two people" } else { "" };
                let how: Vec<_> = [scope, second].into_iter().filter(|word| !word.is_empty()).collect();
                let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join(", ")) };
                words.push(format!("{action}{how}"));
            }
        }
        words.join(", ")
    }

    fn printed() -> String {
        let mut text = String::from(
            "Who may do what. Written by the access tests from the policy itself; do not edit by hand.\n\
             A line says: by these relationships, this may be done. Whatever is not listed is refused, and so is\n\
             everything without a relationship, after it ended, before it began, and for anybody barred.\n\
             The record is that of a child in care whose entries have been checked for reading.\n",
        );
        for row in matrix().rows() {
            write!(text, "\n{}. {}\n   Why: {}\n", row.number, row.class.says(), row.why).expect("text takes words");
            for role in Role::ALL {
                let mut by_deeds: BTreeMap<String, Vec<&str>> = BTreeMap::new();
                for kind in RelationshipKind::ALL {
                    by_deeds.entry(in_words(*role, *kind, row.class)).or_default().push(kind.says());
                }
                by_deeds.remove("");
                writeln!(text, "   {}: {}", role.says(), if by_deeds.is_empty() { "nothing" } else { "" }.trim_end())
                    .expect("text takes words");
                for (deeds, kinds) in by_deeds {
                    writeln!(text, "      {} -> {deeds}", kinds.join("; ")).expect("text takes words");
                }
            }
        }
        text.lines().map(str::trim_end).fold(String::new(), |all, line| all + line + "\n")
    }

    #[test]
    fn acc_13_is_what_the_reviewed_text_says() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/access_matrix.txt");
        let now = printed();
        if std::env::var_os("WAYMARK_WRITE_SNAPSHOTS").is_some() {
            std::fs::write(&path, &now).expect("the snapshot can be written");
        }
        let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
        let first_change = now.lines().zip(reviewed.lines()).find(|(new, old)| new != old);
        assert!(
            now == reviewed,
            "the policy differs from the reviewed text, first at {first_change:?}; if that is meant, see the head of \
             this file"
        );
    }

    /// Everything that must be refused to everybody, in one walk over all 16 × 15 × 23 × 12 cases.
    #[test]
    fn acc_04_nothing_is_allowed_without_a_relationship_or_outside_its_days() {
        for role in Role::ALL {
            for class in Class::ALL {
                assert_eq!(allowed(*role, &[], *class, &open_state()), [], "{role} {class} without a relationship");
                for kind in RelationshipKind::ALL {
                    let ended = Relationship::new(*kind, BEFORE, Some(TODAY)).covering(ClassSet::EVERYTHING);
                    let tomorrow = TODAY.tomorrow().expect("there is a tomorrow");
                    let not_begun = Relationship::new(*kind, tomorrow, None).covering(ClassSet::EVERYTHING);
                    assert_eq!(allowed(*role, &[ended, not_begun], *class, &open_state()), [], "{role} {class} {kind}");
                }
            }
        }
    }

    #[test]
    fn acc_04_a_relationship_holds_on_its_first_day_and_the_day_before_its_end() {
        let worker = |from_on, to_on| {
            let ties = [Relationship::new(RelationshipKind::AllocatedWorker, from_on, Some(to_on))];
            !allowed(Role::PersonalAdviser, &ties, Class::CaseNotes, &open_state()).is_empty()
        };
        assert!(worker(TODAY, TODAY.tomorrow().expect("there is a tomorrow")));
        assert!(!worker(BEFORE, TODAY));
    }

    #[test]
    fn every_cell_that_is_not_empty_can_be_reached_by_some_relationship() {
        for row in matrix().rows() {
            for role in Role::ALL {
                for clause in &row.cell(*role).clauses {
                    for action in &clause.actions {
                        let reached = RelationshipKind::ALL
                            .iter()
                            .any(|kind| allowed(*role, &[tie(*kind)], row.class, &open_state()).contains(action));
                        assert!(reached, "{} {role} {action}: no relationship opens it", row.class);
                    }
                }
            }
        }
    }

    #[test]
    fn acc_09_an_administrator_of_the_system_sees_no_case_class_by_any_tie() {
        let everything: Vec<_> = RelationshipKind::ALL
            .iter()
            .filter(|kind| **kind != RelationshipKind::Barred)
            .map(|kind| tie(*kind))
            .collect();
        for class in Class::ALL.iter().filter(|class| **class != Class::UsersAndSettings) {
            assert_eq!(allowed(Role::SystemAdministrator, &everything, *class, &open_state()), [], "{class}");
            let also_adviser = Actor::staff(StaffId::fresh(), &[Role::PersonalAdviser, Role::SystemAdministrator]);
            for action in Action::ALL {
                let answer = asked(&also_adviser, &everything, *action, *class, &open_state());
                assert_eq!(answer, Decision::Deny(DenyReason::AdministratorSeesNoRecords), "{class} {action}");
            }
        }
    }

    #[test]
    fn acc_09_a_change_of_roles_takes_two_people() {
        let administrator = actor(Role::SystemAdministrator);
        let answer = asked(
            &administrator,
            &[tie(RelationshipKind::Service)],
            Action::Grant,
            Class::UsersAndSettings,
            &RecordState::default(),
        );
        assert!(answer.grounds().expect("allowed").second_person);
    }
}

mod forbids {
    use super::*;

    #[test]
    fn acc_07_somebody_on_the_conflict_list_is_refused_whatever_they_hold() {
        let everything: Vec<_> = RelationshipKind::ALL.iter().map(|kind| tie(*kind)).collect();
        for role in Role::ALL {
            for class in Class::ALL {
                for action in Action::ALL {
                    let answer = asked(&actor(*role), &everything, *action, *class, &open_state());
                    assert_eq!(answer, Decision::Deny(DenyReason::Barred), "{role} {class} {action}");
                }
            }
        }
    }

    #[test]
    fn a_record_closed_to_a_named_list_is_closed_to_its_own_worker_too() {
        let ties = [tie(RelationshipKind::AllocatedWorker)];
        for grade in [Grade::Record, Grade::StaffRelated] {
            let closed = RecordState { restricted: Some(grade), ..open_state() };
            assert_eq!(allowed(Role::PersonalAdviser, &ties, Class::Identity, &closed), [], "{grade:?}");
            let named = RecordState { on_named_list: true, ..closed };
            assert!(!allowed(Role::PersonalAdviser, &ties, Class::Identity, &named).is_empty(), "{grade:?}");
        }
    }

    #[test]
    fn a_young_person_reads_their_own_record_however_it_is_restricted() {
        let closed = RecordState { restricted: Some(Grade::Record), ..open_state() };
        let read = allowed(Role::YoungPerson, &[tie(RelationshipKind::Oneself)], Class::Plan, &closed);
        assert!(read.contains(&Action::Read));
    }

    #[test]
    fn acc_08_no_one_approves_their_own() {
        for role in Role::ALL {
            let actor = actor(*role);
            let own = RecordState { prepared_by: vec![actor.who.clone()], ..open_state() };
            for class in Class::ALL {
                for kind in RelationshipKind::ALL {
                    for action in [Action::Approve, Action::Grant] {
                        let answer = asked(&actor, &[tie(*kind)], action, *class, &own);
                        assert!(!answer.is_permit(), "{role} {class} {kind} {action}");
                    }
                }
            }
        }
    }

    #[test]
    fn acc_08_another_manager_may_approve_it() {
        let manager = actor(Role::TeamManager);
        let prepared = RecordState { prepared_by: vec![Who::Staff(StaffId::fresh())], ..open_state() };
        assert!(asked(&manager, &[tie(RelationshipKind::Team)], Action::Approve, Class::Plan, &prepared).is_permit());
    }
}

mod what_ends_with_childhood_or_care {
    use super::*;

    fn grown_up() -> RecordState {
        RecordState { turned_18_on: Some(date(2026, 6, 1)), ..open_state() }
    }

    #[test]
    fn inf_20_a_reviewing_officer_stops_the_day_care_ends() {
        let ties = [tie(RelationshipKind::ReviewingOfficerAppointment)];
        let in_care = RecordState { looked_after: true, ..open_state() };
        let out_of_care = RecordState { looked_after: false, ..open_state() };
        assert!(!allowed(Role::ReviewingOfficer, &ties, Class::Plan, &in_care).is_empty());
        assert_eq!(allowed(Role::ReviewingOfficer, &ties, Class::Plan, &out_of_care), []);
    }

    #[test]
    fn acc_15_a_carer_stops_at_18_unless_agreed_since() {
        let since_childhood = [tie(RelationshipKind::Placement)];
        let agreed_since = [Relationship::new(RelationshipKind::Placement, date(2026, 6, 1), None)];
        assert!(!allowed(Role::Carer, &since_childhood, Class::Plan, &open_state()).is_empty());
        assert_eq!(allowed(Role::Carer, &since_childhood, Class::Plan, &grown_up()), []);
        assert!(!allowed(Role::Carer, &agreed_since, Class::Plan, &grown_up()).is_empty());
    }

    #[test]
    fn acc_15_an_adviser_goes_on_after_18() {
        let ties = [tie(RelationshipKind::AllocatedWorker)];
        assert!(!allowed(Role::PersonalAdviser, &ties, Class::Plan, &grown_up()).is_empty());
    }
}

mod scope {
    use super::*;

    #[test]
    fn a_package_opens_only_the_sections_written_on_it() {
        let plan_only = Relationship::new(RelationshipKind::SharingPackage, BEFORE, None);
        let plan_only = [plan_only.covering(ClassSet::of(&[Class::Plan]))];
        assert!(!allowed(Role::PartnerAgency, &plan_only, Class::Plan, &open_state()).is_empty());
        assert_eq!(allowed(Role::PartnerAgency, &plan_only, Class::Health, &open_state()), []);
    }

    #[test]
    fn a_grant_that_names_no_section_opens_none() {
        let empty = [Relationship::new(RelationshipKind::NamedGrant, BEFORE, None)];
        for class in Class::ALL {
            assert_eq!(allowed(Role::PersonalAdviser, &empty, *class, &open_state()), [], "{class}");
        }
    }

    #[test]
    fn a_young_person_reads_a_note_only_once_it_is_checked() {
        let ties = [tie(RelationshipKind::Oneself)];
        let unchecked = RecordState { checked_for_reading: false, ..open_state() };
        let young_person = actor(Role::YoungPerson);
        let answer = asked(&young_person, &ties, Action::Read, Class::CaseNotes, &unchecked);
        assert_eq!(answer, Decision::Deny(DenyReason::NotCheckedYet));
        assert!(asked(&young_person, &ties, Action::Read, Class::CaseNotes, &open_state()).is_permit());
    }

    #[test]
    fn of_two_roles_the_one_that_shows_more_is_reported() {
        let both = Actor::staff(StaffId::fresh(), &[Role::DataAnalyst, Role::PersonalAdviser]);
        let ties = [tie(RelationshipKind::Service), tie(RelationshipKind::AllocatedWorker)];
        let grounds = asked(&both, &ties, Action::Read, Class::Identity, &open_state()).grounds().expect("allowed");
        assert_eq!((grounds.role, grounds.scope), (Role::PersonalAdviser, Scope::Whole));
        assert_eq!(grounds.relationship, RelationshipKind::AllocatedWorker);
        assert_eq!(grounds.purpose, Purpose::Support);
    }

    #[test]
    fn a_purpose_that_is_not_the_roles_is_refused() {
        let adviser = actor(Role::PersonalAdviser);
        let ties = [tie(RelationshipKind::AllocatedWorker)];
        let answer =
            decide(&adviser, &ties, Action::Read, Class::Plan, &open_state(), Purpose::InformationRights, TODAY);
        assert_eq!(answer, Decision::Deny(DenyReason::PurposeDoesNotFit));
    }
}

mod lists {
    use super::*;

    fn post(kind: PostKind) -> Post {
        Post { kind, from_on: BEFORE, to_on: None }
    }

    fn reach(actor: &Actor, posts: &[Post]) -> Reach {
        list_reach(actor, Class::Identity, posts, Purpose::WorkOfTheRole, TODAY)
    }

    #[test]
    fn an_adviser_lists_the_young_people_they_support() {
        let adviser = actor(Role::PersonalAdviser);
        let kinds = &[RelationshipKind::AllocatedWorker, RelationshipKind::SecondWorker];
        let posts = [post(PostKind::Team(TeamId::fresh())), post(PostKind::Service)];
        assert_eq!(reach(&adviser, &posts), Reach::Own { who: adviser.who.clone(), kinds });
    }

    #[test]
    fn a_manager_lists_their_team_until_the_day_they_leave_it() {
        let manager = actor(Role::TeamManager);
        let team = TeamId::fresh();
        let Reach::Teams { teams, .. } = reach(&manager, &[post(PostKind::Team(team.clone()))]) else {
            panic!("a manager reaches their team");
        };
        assert_eq!(teams, std::slice::from_ref(&team));
        let left = Post { kind: PostKind::Team(team), from_on: BEFORE, to_on: Some(TODAY) };
        assert!(matches!(reach(&manager, &[left]), Reach::Own { .. }));
    }

    #[test]
    fn a_head_of_service_lists_the_service_by_their_post_and_not_by_their_role() {
        let head = actor(Role::HeadOfService);
        assert_eq!(reach(&head, &[post(PostKind::Service)]), Reach::Service);
        assert_ne!(reach(&head, &[]), Reach::Service);
    }

    #[test]
    fn of_two_roles_the_one_that_reaches_further_is_reported() {
        let both = Actor::staff(StaffId::fresh(), &[Role::PersonalAdviser, Role::TeamManager]);
        let posts = [post(PostKind::Team(TeamId::fresh()))];
        let permit = ListPermit::<Identity>::ask(&both, &posts, Purpose::WorkOfTheRole, TODAY).expect("allowed");
        assert_eq!(permit.grounds().role, Role::TeamManager);
        assert_eq!(permit.viewer(), &both.who);
    }

    #[test]
    fn those_who_see_counts_list_nobody() {
        for role in [Role::DataAnalyst, Role::SystemAdministrator, Role::PartnerAgency, Role::Advocate] {
            assert_eq!(reach(&actor(role), &[post(PostKind::Service)]), Reach::None, "{role}");
        }
    }

    #[test]
    fn acc_09_an_administrator_who_is_also_a_manager_lists_nobody() {
        let both = Actor::staff(StaffId::fresh(), &[Role::TeamManager, Role::SystemAdministrator]);
        assert_eq!(reach(&both, &[post(PostKind::Team(TeamId::fresh())), post(PostKind::Service)]), Reach::None);
    }
}

mod permits {
    use super::*;

    fn standing(kind: RelationshipKind) -> Standing {
        Standing { person: PersonId::fresh(), relationships: vec![tie(kind)], state: open_state() }
    }

    #[test]
    fn acc_02_a_permit_carries_the_person_it_was_asked_for_and_why() {
        let adviser = actor(Role::PersonalAdviser);
        let standing = standing(RelationshipKind::AllocatedWorker);
        let permit = Permit::<CaseNotes, Write>::ask(&adviser, &standing, Purpose::Support, TODAY).expect("allowed");
        assert_eq!(permit.person(), &standing.person);
        assert_eq!((permit.class(), permit.action()), (Class::CaseNotes, Action::Write));
        assert_eq!(permit.grounds().relationship, RelationshipKind::AllocatedWorker);
    }

    #[test]
    fn acc_02_asking_without_a_right_gives_a_reason_and_no_permit() {
        let supervisor = actor(Role::PracticeSupervisor);
        let standing = standing(RelationshipKind::Supervisor);
        assert!(Permit::<CaseNotes, Read>::ask(&supervisor, &standing, Purpose::Oversight, TODAY).is_ok());
        let refused = Permit::<CaseNotes, Write>::ask(&supervisor, &standing, Purpose::Oversight, TODAY);
        assert_eq!(refused.expect_err("refused"), DenyReason::NotForTheirRole);
    }

    #[test]
    fn the_analyst_prepares_the_return_and_the_head_of_service_signs_what_they_did_not_prepare() {
        let service = [Post { kind: PostKind::Service, from_on: BEFORE, to_on: None }];
        let (analyst, head) = (actor(Role::DataAnalyst), actor(Role::HeadOfService));
        let prepares = |who: &Actor| {
            ServicePermit::<Statistics, Prepare>::ask(who, &service, &[], Purpose::Reporting, TODAY).is_ok()
        };
        let signs = |by: &Actor, prepared: &Actor| {
            let prepared_by = [prepared.who.clone()];
            ServicePermit::<Statistics, Approve>::ask(by, &service, &prepared_by, Purpose::Reporting, TODAY).is_ok()
        };
        assert!(prepares(&analyst) && !prepares(&head));
        assert!(signs(&head, &analyst) && !signs(&head, &head) && !signs(&analyst, &head));
    }

    #[test]
    fn accounts_are_changed_by_an_administrator_in_post_and_by_nobody_else() {
        let service = [Post { kind: PostKind::Service, from_on: BEFORE, to_on: None }];
        for role in Role::ALL {
            let asked = ServicePermit::<UsersAndSettings, Write>::ask(
                &actor(*role),
                &service,
                &[],
                Purpose::WorkOfTheRole,
                TODAY,
            );
            assert_eq!(asked.is_ok(), *role == Role::SystemAdministrator, "{role}");
        }
        let no_post = ServicePermit::<UsersAndSettings, Write>::ask(
            &actor(Role::SystemAdministrator),
            &[],
            &[],
            Purpose::Administration,
            TODAY,
        );
        assert_eq!(no_post.expect_err("refused"), DenyReason::NoRelationship);
    }
}

/// Small programs against this crate, given to the compiler as another crate would be: what the types forbid.
mod what_does_not_compile {
    use std::io::Write as _;
    use std::path::PathBuf;
    use std::process::{Command, Stdio};

    /// This crate as the compiler left it for these tests: the newest beside the test itself.
    fn built_crate() -> PathBuf {
        let deps = std::env::current_exe().expect("a test has a file").parent().expect("in a folder").to_owned();
        std::fs::read_dir(deps)
            .expect("the folder can be read")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                name.starts_with("libwaymark_cases-") && name.ends_with(".rlib")
            })
            .max_by_key(|path| path.metadata().and_then(|about| about.modified()).expect("a file has a time"))
            .expect("this crate was built for its tests")
    }

    /// What the compiler says to this program; empty when it takes it.
    fn complaint(program: &str) -> String {
        let built = built_crate();
        let folder = tempfile::tempdir().expect("a folder");
        let mut compiler = Command::new(std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into()))
            .args(["--edition=2024", "--crate-type=lib", "--crate-name=program", "--emit=metadata", "-"])
            .arg(format!("--extern=waymark_cases={}", built.display()))
            .arg(format!("-Ldependency={}", built.parent().expect("in a folder").display()))
            .arg(format!("--out-dir={}", folder.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the compiler starts");
        compiler.stdin.take().expect("it reads").write_all(program.as_bytes()).expect("it reads the program");
        let answer = compiler.wait_with_output().expect("the compiler answers");
        if answer.status.success() { String::new() } else { String::from_utf8_lossy(&answer.stderr).into_owned() }
    }

    const WORDS: &str = "use waymark_cases::access::class::{DataClass, Health, Plan};
        use waymark_cases::access::{Class, Grounds, Permit, Read, Who, Write};
        use waymark_cases::ids::PersonId;
        #[allow(unused)] fn read_plan(permit: &Permit<Plan, Read>) -> PersonId { permit.person().clone() }
        #[allow(unused)] fn write_plan(permit: &Permit<Plan, Write>) {}
        #[allow(unused)] fn read_health(permit: &Permit<Health>) {}
        #[allow(unused)] fn names(class: Class, grounds: Grounds, who: Who) where Plan: DataClass {}";

    fn with_words(program: &str) -> String {
        complaint(&format!("{WORDS} {program}"))
    }

    #[test]
    fn acc_02_a_permit_is_used_for_what_it_was_asked_for() {
        assert_eq!(with_words("pub fn right(permit: &Permit<Plan, Read>) { read_plan(permit); }"), "");
    }

    #[test]
    fn acc_02_a_permit_cannot_be_made_by_hand() {
        let said = with_words(
            "pub fn forge(person: PersonId, holder: Who, grounds: Grounds) -> Permit<Plan, Read> {
                Permit { person, holder, grounds, of: std::marker::PhantomData }
            }",
        );
        assert!(said.contains("error[E0451]") && said.contains("are private"), "{said}");
    }

    #[test]
    fn acc_02_a_permit_cannot_be_copied_for_later() {
        let said = with_words("pub fn keep(permit: &Permit<Plan, Read>) -> Permit<Plan, Read> { permit.clone() }");
        assert!(said.contains("error[E0308]"), "{said}");
    }

    #[test]
    fn acc_02_a_permit_to_read_cannot_be_used_to_write() {
        let said = with_words("pub fn stretch(permit: &Permit<Plan, Read>) { write_plan(permit); }");
        assert!(said.contains("error[E0308]") && said.contains("expected `&Permit<Plan, Write>`"), "{said}");
    }

    #[test]
    fn acc_02_a_permit_for_one_class_cannot_be_used_for_another() {
        let said = with_words("pub fn stretch(permit: &Permit<Plan>) { read_health(permit); }");
        assert!(said.contains("error[E0308]") && said.contains("expected `&Permit<Health>`"), "{said}");
    }

    #[test]
    fn acc_02_a_class_of_data_cannot_be_invented() {
        let said = with_words("pub struct Mine; impl DataClass for Mine { const CLASS: Class = Class::Health; }");
        assert!(said.contains("error[E0277]") && said.contains("Sealed"), "{said}");
    }
}

mod properties {
    use super::*;

    fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
        prop::sample::select(all)
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (-400i32..400).prop_map(|days| TODAY.saturating_add(jiff::Span::new().days(days)))
    }

    prop_compose! {
        fn any_tie()(kind in any_of(RelationshipKind::ALL), from_on in any_day(), to_on in prop::option::of(any_day()),
                     covers in prop::collection::vec(any_of(Class::ALL), 0..23)) -> Relationship {
            Relationship::new(kind, from_on, to_on).covering(ClassSet::of(&covers))
        }
    }

    prop_compose! {
        fn any_state()(restricted in prop::option::of(any_of(Grade::ALL)), on_named_list: bool, looked_after: bool,
                       turned_18_on in prop::option::of(any_day()), checked_for_reading: bool) -> RecordState {
            RecordState { restricted, on_named_list, looked_after, turned_18_on, checked_for_reading, prepared_by: vec![] }
        }
    }

    prop_compose! {
        fn any_staff()(roles in prop::collection::vec(any_of(Role::ALL), 0..4)) -> Actor {
            Actor::staff(StaffId::fresh(), &roles)
        }
    }

    proptest! {
        #[test]
        fn being_barred_as_well_never_opens_anything(
            actor in any_staff(), ties in prop::collection::vec(any_tie(), 0..5), state in any_state(),
            action in any_of(Action::ALL), class in any_of(Class::ALL), purpose in any_of(Purpose::ALL),
            place in 0usize..6,
        ) {
            let mut barred = ties.clone();
            barred.insert(place.min(ties.len()), tie(RelationshipKind::Barred));
            prop_assert!(!decide(&actor, &barred, action, class, &state, purpose, TODAY).is_permit());
        }

        #[test]
        fn ending_every_relationship_refuses_everything(
            actor in any_staff(), ties in prop::collection::vec(any_tie(), 0..5), state in any_state(),
            action in any_of(Action::ALL), class in any_of(Class::ALL), purpose in any_of(Purpose::ALL),
        ) {
            let ended: Vec<_> = ties.into_iter().map(|tie| Relationship { to_on: Some(TODAY), ..tie }).collect();
            prop_assert!(!decide(&actor, &ended, action, class, &state, purpose, TODAY).is_permit());
        }

        #[test]
        fn losing_a_relationship_or_a_role_never_opens_more(
            actor in any_staff(), ties in prop::collection::vec(any_tie(), 1..5), state in any_state(),
            action in any_of(Action::ALL), class in any_of(Class::ALL), purpose in any_of(Purpose::ALL),
        ) {
            let before = decide(&actor, &ties, action, class, &state, purpose, TODAY);
            let no_bar: Vec<_> = ties.iter().filter(|tie| tie.kind != RelationshipKind::Barred).cloned().collect();
            let less = no_bar.get(1..).unwrap_or_default();
            let after = decide(&actor, less, action, class, &state, purpose, TODAY);
            let was_barred = before == Decision::Deny(DenyReason::Barred);
            prop_assert!(was_barred || before.is_permit() || !after.is_permit());

            let fewer_roles = Actor { roles: actor.roles.iter().skip(1).copied().collect(), ..actor.clone() };
            let administered = actor.roles.contains(&Role::SystemAdministrator);
            let after = decide(&fewer_roles, &ties, action, class, &state, purpose, TODAY);
            prop_assert!(administered || before.is_permit() || !after.is_permit());
        }

        #[test]
        fn closing_a_record_never_opens_more(
            actor in any_staff(), ties in prop::collection::vec(any_tie(), 0..5), state in any_state(),
            action in any_of(Action::ALL), class in any_of(Class::ALL), grade in any_of(Grade::ALL),
        ) {
            let open = RecordState { restricted: None, ..state.clone() };
            let closed = RecordState { restricted: Some(grade), ..state };
            let before = asked(&actor, &ties, action, class, &open);
            let after = asked(&actor, &ties, action, class, &closed);
            prop_assert!(before.is_permit() || !after.is_permit());
        }
    }
}
