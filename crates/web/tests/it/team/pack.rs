//! The plan on paper: tagged, in the order it is read, from one record only, for them or for somebody they said yes to.

use jiff::civil::date;
use lopdf::Document;
use waymark_cases::history::Person;
use waymark_cases::ids::PersonId;
use waymark_cases::plans::told::TellGoal;

use crate::support::{App, Page, Persona};

/// Sam, with a goal in his own words, supported by Amira.
fn sam() -> (App, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let on = date(2026, 10, 1);
    let goal = TellGoal::theirs(on, "A van and a dog in it").because("It is quiet").their_step(on, "Ask Dave", None);
    let told = Person::called("Sam").born(date(2007, 5, 4)).goal(goal).adviser(&amira.staff_id(), date(2024, 2, 1));
    let sam = app.world.keep(told);
    (app, amira, sam)
}

fn read(page: &Page) -> (Document, String) {
    assert_eq!(page.header("content-type"), Some("application/pdf"), "{}", page.text_lossy());
    assert_eq!(page.header("content-disposition"), Some("attachment; filename=\"plan.pdf\""), "no name in downloads");
    let document = Document::load_mem(page.body()).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("its text");
    (document, text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[tokio::test]
async fn s38_the_plan_prints_tagged_and_says_what_the_screen_says_in_its_order() {
    let (_app, amira, sam) = sam();
    let form = amira.get(&format!("/team/p/{sam}")).await.follow_link("Print the plan").await;
    form.says("They have said yes to nobody for the plan");
    let (document, text) = read(&form.submit_once("Make the plan of Sam", &[]).await);
    let order = ["The plan of Sam", "Goals now", "A van and a dog in it", "It is quiet", "Ask Dave"];
    let places: Vec<usize> =
        order.iter().map(|words| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"))).collect();
    assert!(places.is_sorted(), "{text}");
    let catalog = document.catalog().expect("a catalog");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Lang") && catalog.has(b"MarkInfo"), "it is tagged");
    amira.get(&format!("/team/p/{sam}/timeline")).await.says("A copy of the plan was made on paper for them");
}

#[tokio::test]
async fn sec_42_nothing_of_another_record_is_in_it_and_sec_41_one_persons_form_makes_no_other_persons_pack() {
    let (app, amira, sam) = sam();
    let planted = "Zebedee Planted-Quartermaine";
    let on = date(2026, 10, 1);
    let other = Person::called(planted).born(date(2007, 5, 4)).goal(TellGoal::theirs(on, "Planted goal words"));
    let other = app.world.keep(other.adviser(&amira.staff_id(), date(2024, 2, 1)));
    let form = amira.get(&format!("/team/p/{sam}/pack")).await;
    for format in ["standard", "large", "easy"] {
        let (_, text) = read(&form.submit_once("Make the plan of Sam", &[("format", format)]).await);
        let squeezed = text.replace(' ', "");
        assert!(!squeezed.contains("Planted") && !squeezed.contains(&other.as_str()[..8].to_uppercase()), "{text}");
        assert!(squeezed.contains(&sam.as_str()[..8].to_uppercase()), "each page carries its record's mark: {text}");
    }
    form.submit_once("Make the plan of Sam", &[("record", other.as_str())]).await.status_is(404);
}

#[tokio::test]
async fn prv_02_somebody_else_is_given_it_only_with_a_yes_that_covers_the_plan() {
    let (app, amira, sam) = sam();
    let young = app.young_person(&sam);
    let yes = |part| [("recipient", "Harrow College"), ("part", part), ("purpose", "My course"), ("months", "12")];
    young.get("/me/sharing/add").await.submit("Say yes", &yes("learning")).await.status_is(200);
    amira.get(&format!("/team/p/{sam}/pack")).await.does_not_say("Harrow College");
    young.get("/me/sharing/add").await.submit("Say yes", &yes("plan")).await.status_is(200);
    let form = amira.get(&format!("/team/p/{sam}/pack")).await;
    form.says("Harrow College, until");
    let chosen = form.attributes("input[name=to]", "value").pop().expect("a recipient");
    let (_, text) = read(&form.submit_once("Make the plan of Sam", &[("to", &chosen)]).await);
    assert!(text.contains("For Harrow College"), "{text}");
    young.get("/me/sharing").await.submit("Stop sharing with Harrow College", &[]).await;
    form.submit_once("Make the plan of Sam", &[("to", &chosen)]).await.status_is(422);
}

#[tokio::test]
async fn a_young_person_gets_their_own_plan_in_the_form_they_choose() {
    let (app, _amira, sam) = sam();
    let form = app.young_person(&sam).get("/me/plan").await.follow_link("Get my plan on paper").await;
    form.submit_once("Get my plan", &[("format", "")]).await.status_is(422).says("Choose one");
    let (_, text) = read(&form.submit_once("Get my plan", &[("format", "large")]).await);
    assert!(text.contains("A van and a dog in it"), "{text}");
}

#[tokio::test]
async fn rel_05_a_plan_asked_for_twice_is_one_line_in_the_record() {
    let (_app, amira, sam) = sam();
    let form = amira.get(&format!("/team/p/{sam}/pack")).await;
    for _ in 0..2 {
        read(&form.submit_once("Make the plan of Sam", &[]).await);
    }
    let timeline = amira.get(&format!("/team/p/{sam}/timeline")).await;
    assert_eq!(timeline.main().matches("A copy of the plan was made on paper for them").count(), 1);
}
