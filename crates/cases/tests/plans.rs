//! The plan at the records: who may write what, what the clocks are told, what stays.

use jiff::civil::{Date, date};
use waymark_cases::Error;
use waymark_cases::access::{Actor, AddOwnWords, Approve, PostKind, Read, Role, Write, class};
use waymark_cases::clocks;
use waymark_cases::db::{Asking, By, Tx};
use waymark_cases::history::{Care, Person};
use waymark_cases::ids::PersonId;
use waymark_cases::plans::versions::{self, NewDecision};
use waymark_cases::plans::{
    self, Answer, Decision, Entry, Field, GoalState, Plan, StepState, StepWho, Whose, Writer, cover, write,
};
use waymark_cases::testing::TestStore;
use waymark_rules::clocks::{Mark, State};
use waymark_rules::facts::LegalStatus;
use waymark_rules::plan_content::{Matter, Situation};

const TODAY: Date = date(2026, 11, 22);

struct World {
    store: TestStore,
    amira: Actor,
    tess: Actor,
    sam: PersonId,
}

/// Sam, 19, supported by Amira in the team Tess manages.
fn world() -> World {
    let store = TestStore::on(TODAY);
    let team = store.store.write(&store.system(), |tx| waymark_cases::staff::add_team(tx, "North", "North")).unwrap();
    let amira = store.staff("Amira", Role::PersonalAdviser, &[]);
    let tess = store.staff("Tess", Role::TeamManager, &[PostKind::Team(team.clone())]);
    let sam = store.keep(
        Person::called("Sam")
            .born(date(2007, 5, 4))
            .adviser(&TestStore::staff_id(&amira), date(2025, 5, 4))
            .team(&team, date(2025, 5, 4))
            .in_care(Care::under(LegalStatus::C2, date(2016, 2, 1)).until(date(2025, 5, 4), "E4A")),
    );
    World { store, amira, tess, sam }
}

impl World {
    fn asking(&self, actor: &Actor) -> Asking {
        self.store.asking(By::Actor(actor.clone()))
    }

    fn as_worker<T>(
        &self,
        work: impl Fn(&mut Tx<'_>, Writer<'_>) -> waymark_cases::Result<T>,
    ) -> waymark_cases::Result<T> {
        self.store.store.write(&self.asking(&self.amira), |tx| {
            let permit = tx.permit::<class::Plan, Write>(&self.sam)?;
            work(tx, Writer::Worker(&permit))
        })
    }

    fn as_sam<T>(
        &self,
        work: impl Fn(&mut Tx<'_>, Writer<'_>) -> waymark_cases::Result<T>,
    ) -> waymark_cases::Result<T> {
        self.store.store.write(&self.asking(&Actor::young_person(self.sam.clone())), |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(&self.sam)?;
            work(tx, Writer::Themselves(&permit))
        })
    }

    fn plan(&self) -> Plan {
        let read = self.store.store.read(&self.asking(&self.amira), |r| {
            let permit = r.permit::<class::Plan, Read>(&self.sam)?;
            plans::of_person(r, &permit)
        });
        read.expect("the plan is read")
    }

    fn state_of(&self, clock: &str) -> Vec<(State, Option<Date>)> {
        let read = self.store.store.read(&self.asking(&self.amira), |r| {
            let permit = r.permit::<class::Status, Read>(&self.sam)?;
            let clocks = clocks::of_person(r, &permit)?;
            let run = clocks.run()?;
            Ok(run.iter().filter(|one| one.id() == clock).map(|one| (one.state, one.due_on)).collect())
        });
        read.expect("the clocks are read")
    }
}

fn goal(words: &str, whose: Whose) -> Entry {
    Entry::Goal { words: words.into(), whose }
}

fn step(goal: &str, who: StepWho, by_when: Option<Date>) -> Entry {
    Entry::Step { goal: Some(goal.into()), words: "Ring them".into(), who, name: String::new(), by_when }
}

fn moved(to: StepState) -> Entry {
    Entry::StepMoved { to, words: String::new() }
}

#[test]
fn each_side_writes_its_own_and_no_other() {
    let world = world();
    let mine = world.as_sam(|tx, me| write(tx, me, "", goal("my own flat", Whose::Theirs), None)).unwrap();
    let refused = [
        world.as_sam(|tx, me| write(tx, me, "", goal("an idea", Whose::Suggested), None)),
        world.as_sam(|tx, me| write(tx, me, "", step(&mine, StepWho::Worker, None), None)),
        world.as_sam(|tx, me| write(tx, me, "", Entry::NotNeeded { matter: Matter::Work, why: "No".into() }, None)),
        world.as_worker(|tx, us| {
            write(tx, us, &mine, Entry::Words { words: "A home".into(), whose: Whose::Theirs }, None)
        }),
        world.as_worker(|tx, us| write(tx, us, "nothing here", Entry::Note { words: "Hm".into() }, None)),
    ];
    for answer in refused {
        assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
    }
    assert_eq!(world.plan().lines.len(), 1, "nothing of it was written");
    let blank = world.as_sam(|tx, me| write(tx, me, "", goal("  ", Whose::Theirs), None));
    assert!(matches!(blank, Err(Error::Contradicts(_))), "{blank:?}");
    let eleven = Entry::Near { number: 11, words: String::new() };
    assert!(matches!(world.as_sam(|tx, me| write(tx, me, &mine, eleven.clone(), None)), Err(Error::Contradicts(_))));
}

#[test]
fn a_step_of_ours_with_a_day_is_a_promise_with_a_clock_and_a_step_of_theirs_is_not() {
    let world = world();
    let mine = world.as_sam(|tx, me| write(tx, me, "", goal("my own flat", Whose::Theirs), None)).unwrap();
    world.as_sam(|tx, me| write(tx, me, "", step(&mine, StepWho::Theirs, Some(date(2026, 11, 30))), None)).unwrap();
    assert_eq!(world.state_of("CLK-36"), [], "their own day is no debt of theirs");
    let by = Some(date(2026, 12, 1));
    let ours = world.as_worker(|tx, us| write(tx, us, "", step(&mine, StepWho::Worker, by), None)).unwrap();
    assert_eq!(world.plan().read.content.step(&ours).map(|(_, step)| step.name.clone()), Some("Amira Test".into()));
    assert!(matches!(world.state_of("CLK-36")[..], [(State::Running | State::DueSoon, due)] if due == by));
    assert!(matches!(world.as_sam(|tx, me| write(tx, me, &ours, moved(StepState::Done), None)), Err(Error::NotFound)));
    world.as_worker(|tx, us| write(tx, us, &ours, moved(StepState::Done), None)).unwrap();
    assert!(world.state_of("CLK-36").iter().all(|(state, _)| state.is_met()), "{:?}", world.state_of("CLK-36"));
}

#[test]
fn a_goal_put_away_takes_its_promises_with_it_and_says_so() {
    let world = world();
    let mine = world.as_sam(|tx, me| write(tx, me, "", goal("my own flat", Whose::Theirs), None)).unwrap();
    let by = Some(date(2026, 12, 1));
    world.as_worker(|tx, us| write(tx, us, "", step(&mine, StepWho::Worker, by), None)).unwrap();
    let away = Entry::Moved { to: GoalState::PutAside, because: None, celebrate: None, words: String::new() };
    world.as_sam(|tx, me| write(tx, me, &mine, away.clone(), None)).unwrap();
    assert_eq!(world.state_of("CLK-36"), [], "nothing is owed that nobody wants");
}

#[test]
fn what_somebody_else_wrote_since_is_never_written_over_unseen() {
    let world = world();
    let mine = world.as_sam(|tx, me| write(tx, me, "", goal("my own flat", Whose::Theirs), None)).unwrap();
    let why = |words: &str| Entry::Text { field: Field::Why, words: words.into(), beside: false };
    world.as_sam(|tx, me| write(tx, me, &mine, why("It is loud here"), Some(1))).unwrap();
    let clash = world.as_worker(|tx, us| write(tx, us, &mine, why("Noise"), Some(1)));
    assert!(matches!(clash, Err(Error::Changed)), "{clash:?}");
    let note = Entry::Note { words: "Elsewhere".into() };
    world.as_worker(|tx, us| write(tx, us, &mine, note.clone(), Some(1))).expect("another place is no clash");
    world.as_worker(|tx, us| write(tx, us, &mine, why("Noise"), Some(3))).expect("seen, and written all the same");
    let content = world.plan().read.content;
    assert_eq!(content.goal(&mine).map(|goal| goal.why.len()), Some(2), "both stand, each side's own");
}

fn cover_everything(world: &World) {
    for matter in Situation::default().matters() {
        let says = Entry::Text { field: Field::Matter(matter), words: "As agreed".into(), beside: false };
        world.as_worker(|tx, us| write(tx, us, "", says.clone(), None)).unwrap();
    }
}

fn send(world: &World) -> waymark_cases::Result<String> {
    world.store.store.write(&world.asking(&world.amira), |tx| {
        let permit = tx.permit::<class::Plan, Write>(&world.sam)?;
        let status = tx.permit::<class::Status, Read>(&world.sam)?;
        versions::send(tx, &permit, &status)
    })
}

fn decide(world: &World, version: &str, decision: Decision) -> waymark_cases::Result<()> {
    let new = NewDecision { decision, seen: true, took_part: true, analysis: "Read with care".into() };
    world.store.store.write(&world.asking(&world.tess), |tx| {
        let permit = tx.permit::<class::Plan, Read>(&world.sam)?;
        let writers = versions::written_by(tx, &permit, version)?;
        let permit = tx.permit_to_settle::<class::Plan, Approve>(&world.sam, &writers)?;
        versions::decide(tx, &permit, version, &new)
    })
}

#[test]
fn con_01_a_plan_that_leaves_something_out_cannot_be_sent_at_all() {
    let world = world();
    assert!(matches!(send(&world), Err(Error::Contradicts(_))));
    cover_everything(&world);
    assert!(cover::still_to_cover(Situation::default(), &world.plan().read.content).is_empty());
    send(&world).expect("everything is said");
    assert!(matches!(send(&world), Err(Error::Contradicts(_))), "one version waits at a time");
}

#[test]
fn an_approved_plan_turns_its_clocks_once_they_said_what_they_think_of_it() {
    let world = world();
    cover_everything(&world);
    let version = send(&world).unwrap();
    assert!(world.state_of("CLK-81").iter().any(|(state, _)| state.is_open()), "the manager has a clock now");
    decide(&world, &version, Decision::Approved).unwrap();
    assert!(world.state_of("CLK-81").iter().all(|(state, _)| state.is_met()));
    let approved = |world: &World| {
        world
            .store
            .store
            .read(&world.asking(&world.amira), |r| {
                let permit = r.permit::<class::Plan, Read>(&world.sam)?;
                waymark_cases::evidence::of_class(r, &permit)
            })
            .unwrap()
            .into_iter()
            .filter(|one| one.has(Mark::Approved))
            .collect::<Vec<_>>()
    };
    assert!(!approved(&world)[0].has(Mark::SharedWithYoungPerson), "nobody asked them yet");
    world.as_sam(|tx, me| versions::agree(tx, me, &version, Answer::DoesNot, "It is not me", "")).unwrap();
    let last = &approved(&world)[0];
    assert!(last.has(Mark::SharedWithYoungPerson) && last.has(Mark::Disagreed) && last.has(Mark::BothViews));
    let plan = world.plan().read;
    assert_eq!(plan.approved().and_then(|one| one.agreement()).map(|one| one.answer), Some(Answer::DoesNot));
    assert!(matches!(decide(&world, &version, Decision::SentBack), Err(Error::Changed)), "a decision is made once");
}

#[test]
fn a_version_sent_back_is_changed_and_sent_again_and_both_can_be_held_against_each_other() {
    let world = world();
    cover_everything(&world);
    let first = send(&world).unwrap();
    decide(&world, &first, Decision::SentBack).unwrap();
    world.as_sam(|tx, me| write(tx, me, "", goal("a dog", Whose::Theirs), None)).unwrap();
    let second = send(&world).unwrap();
    let (before, after) = world
        .store
        .store
        .read(&world.asking(&world.amira), |r| {
            let permit = r.permit::<class::Plan, Read>(&world.sam)?;
            Ok((versions::content_of(r, &permit, &first)?, versions::content_of(r, &permit, &second)?))
        })
        .unwrap();
    let changes = plans::compare::between(&before, &after);
    assert!(matches!(changes[..], [plans::compare::Change::GoalAdded(goal)] if goal.shown().said.words == "a dog"));
}

#[test]
fn an_answer_a_worker_heard_says_how_and_one_at_their_own_door_does_not() {
    let world = world();
    cover_everything(&world);
    let version = send(&world).unwrap();
    let agree = Answer::Agrees;
    assert!(world.as_worker(|tx, us| versions::agree(tx, us, &version, agree, "Yes", " ")).is_err());
    world.as_worker(|tx, us| versions::agree(tx, us, &version, agree, "Yes", "Sam, on the phone")).unwrap();
    world.store.clock.advance(jiff::SignedDuration::from_mins(1));
    world.as_sam(|tx, me| versions::agree(tx, me, &version, Answer::InPart, "Most of it", "")).unwrap();
    let plan = world.plan().read;
    let answers: Vec<Answer> = plan.versions[0].agreements.iter().map(|one| one.answer).collect();
    assert_eq!(answers, [Answer::Agrees, Answer::InPart], "both stay, the last counts");
}
