//! SIGKILL in the middle of concurrent saves and reads, fifty times on the same records, on either engine. It is the
//! program that is killed, never the database's server.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crate::council::{Council, Records, assert_sound, audited};
use crate::site::{Site, Visitor};

const KILLS: usize = 50;
const WRITERS: usize = 4;
const READERS: usize = 2;
/// A start reads the log again; more than this would keep a council waiting.
const SLOWEST_START: Duration = Duration::from_secs(10);

/// What the world outside was told, over all rounds.
#[derive(Default)]
struct Told {
    /// Words whose save was acknowledged, by young person.
    saved: BTreeMap<String, Vec<String>>,
    /// Where each page or acknowledgement went that arrived whole.
    answered: Vec<String>,
}

impl Told {
    fn saves(&self) -> usize {
        self.saved.values().map(Vec::len).sum()
    }
}

#[test]
fn rel_01_fifty_kills_lose_no_acknowledged_save_and_no_audit_row() {
    let council = Council::new(WRITERS);
    let told = Mutex::new(Told::default());
    for round in 0..KILLS {
        let began = Instant::now();
        let mut site = Site::start(&council.records);
        assert!(began.elapsed() < SLOWEST_START, "start {round} took {:?}", began.elapsed());
        let adviser = Visitor::new(site.port, &council.token);
        assert_nothing_acknowledged_is_lost(&adviser, &told.lock().unwrap());
        let before = told.lock().unwrap().saves();
        thread::scope(|scope| {
            for (writer, person) in council.supports.iter().take(WRITERS).enumerate() {
                let (adviser, told) = (&adviser, &told);
                scope.spawn(move || save_until_cut_off(adviser, person, &format!("{round}-{writer}"), told));
            }
            for _ in 0..READERS {
                scope.spawn(|| read_until_cut_off(&adviser, &council.supports, &told));
            }
            // After the first save of a round, or as late as the fifth, and at another moment of the next one each time.
            wait_for_saves(&told, before + 1 + round % 5);
            thread::sleep(Duration::from_micros((round as u64 * 370) % 5_000));
            site.kill();
        });
        assert_every_answer_has_its_audit_row(&council.records, &told.lock().unwrap());
    }
    let site = Site::start(&council.records);
    let told = told.into_inner().unwrap();
    assert_nothing_acknowledged_is_lost(&Visitor::new(site.port, &council.token), &told);
    drop(site);
    assert_sound(&council.records);
    let (saves, answers) = (told.saves(), told.answered.len());
    eprintln!("{KILLS} kills, {saves} acknowledged saves, {answers} answers in all: none lost");
}

/// Long enough for the slowest machine; saves that never come are a failure, not a wait.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

fn wait_for_saves(told: &Mutex<Told>, wanted: usize) {
    let began = Instant::now();
    while told.lock().unwrap().saves() < wanted {
        assert!(began.elapsed() < LONGEST_WAIT, "{wanted} saves did not come");
        thread::sleep(Duration::from_millis(1));
    }
}

fn form(person: &str) -> String {
    format!("/team/p/{person}/about/culture")
}

fn save_until_cut_off(adviser: &Visitor, person: &str, who: &str, told: &Mutex<Told>) {
    let address = form(person);
    let Some(page) = adviser.get(&address) else { return };
    told.lock().unwrap().answered.push(page.from.clone());
    let token = page.hidden("form_token");
    for save in 0.. {
        let words = format!("kept-{who}-{save}.");
        let fields =
            [("form_token", token), ("form_key", &words), ("answer", &words), ("how", "given"), ("said_by", "worker")];
        let Some(answer) = adviser.post(&address, &fields) else { return };
        assert_eq!(answer.status, 303, "{}", answer.body);
        let mut told = told.lock().unwrap();
        told.saved.entry(person.to_owned()).or_default().push(words);
        told.answered.push(answer.from);
    }
}

fn read_until_cut_off(adviser: &Visitor, people: &[String], told: &Mutex<Told>) {
    for person in people.iter().cycle() {
        let Some(answer) = adviser.get(&format!("/team/p/{person}")) else { return };
        assert_eq!(answer.status, 200, "{}", answer.body);
        told.lock().unwrap().answered.push(answer.from);
    }
}

/// Read through the pages, from the answers that stand and the earlier ones: each save there, and there once.
fn assert_nothing_acknowledged_is_lost(adviser: &Visitor, told: &Told) {
    for (person, saved) in &told.saved {
        let page = adviser.get(&form(person)).expect("the record opens again");
        for words in saved {
            assert_eq!(page.body.matches(words.as_str()).count(), 1, "{words} was acknowledged");
        }
    }
}

fn assert_every_answer_has_its_audit_row(records: &Records, told: &Told) {
    let audited = audited(records);
    let missing: Vec<&String> = told.answered.iter().filter(|from| !audited.contains(*from)).collect();
    assert!(missing.is_empty(), "{} answers left without their audit row: {missing:?}", missing.len());
}
