//! Y31 An entry, Y33 a full copy, and what comes of them at the staff door.

use waymark_cases::ids::PersonId;

use crate::support::{App, Page, Persona};

fn world() -> (App, Persona, PersonId) {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2007-05-04", Some(&amira));
    (app, amira, sam)
}

/// Amira writes down a call, shared unless said otherwise.
async fn call(by: &Persona, who: &PersonId, more: &[(&str, &str)]) -> Page {
    let mut fields = vec![("how", "phone"), ("words", "I want to move"), ("happened", "Sam was tired")];
    fields.extend(more);
    by.get(&format!("/team/p/{who}/contact")).await.submit("Save contact", &fields).await
}

async fn entry(sam: &Persona) -> Page {
    sam.get("/me/record").await.follow_link("Say something about this").await
}

#[tokio::test]
async fn their_side_stands_beside_the_entry_at_both_doors() {
    let (app, amira, sam) = world();
    let saved = call(&amira, &sam, &[]).await;
    let young = app.young_person(&sam);
    let page = entry(&young).await;
    page.says("You said").says("I want to move");
    let kept = page.submit("Add my side", &[("words", "I was not tired, I was cross")]).await;
    kept.status_is(200).says("Your side").says("I was not tired, I was cross");
    let staff = amira.get(saved.url()).await;
    staff.says("What Sam says of it").says("I was not tired, I was cross").says("Sam was tired");
    amira.get("/team").await.does_not_say("They wait for an answer");
}

#[tokio::test]
async fn this_is_wrong_waits_on_today_until_it_is_answered_and_they_read_the_answer() {
    let (app, amira, sam) = world();
    call(&amira, &sam, &[]).await;
    let young = app.young_person(&sam);
    entry(&young).await.submit("This is wrong", &[("words", "It was not me who said it")]).await.status_is(200);
    let today = amira.get("/team").await;
    today.says("They wait for an answer").says("Sam").says("They say this is wrong");
    let link = today.attributes("main a[href*='contact/entry/answer']", "href").remove(0);
    let form = amira.get(&link).await;
    form.says("It was not me who said it");
    form.submit("Save answer", &[]).await.field_error_is("answer", "Select what came of it");
    form.submit("Save answer", &[("answer", "put_right")])
        .await
        .field_error_is("words", "Enter what is right now, or why both stay");
    form.submit("Save answer", &[("answer", "both_kept"), ("words", "I wrote what I heard")])
        .await
        .says("Answer saved");
    amira.get("/team").await.does_not_say("They wait for an answer");
    let page = entry(&young).await;
    page.says("We answered: we see it in two ways. We keep both.")
        .says("I wrote what I heard")
        .says("It was not me who said it");
}

#[tokio::test]
async fn rel_05_what_they_say_is_kept_once_and_the_first_answer_stands() {
    let (app, amira, sam) = world();
    call(&amira, &sam, &[]).await;
    let young = app.young_person(&sam);
    let page = entry(&young).await;
    page.submit_once("Talk to me about this", &[]).await;
    page.submit_once("Talk to me about this", &[]).await;
    assert_eq!(amira.get("/team").await.all("main a[href*='contact/entry/answer']").len(), 1);
    let link = amira.get("/team").await.attributes("main a[href*='contact/entry/answer']", "href").remove(0);
    let (first, second) = (amira.get(&link).await, amira.get(&link).await);
    first.submit("Save answer", &[("answer", "talked")]).await.says("Answer saved");
    second.submit("Save answer", &[("answer", "put_right"), ("words", "He said Tuesday")]).await.status_is(404);
    entry(&young).await.says("We talked about it.");
}

#[tokio::test]
async fn an_empty_box_is_said_and_asking_to_talk_needs_no_words() {
    let (app, amira, sam) = world();
    call(&amira, &sam, &[]).await;
    let page = entry(&app.young_person(&sam)).await;
    page.submit("Add my side", &[]).await.field_error_is("words", "Write what you want to say");
    let long = "a".repeat(4001);
    let kept = page.submit("This is wrong", &[("words", &long)]).await;
    kept.status_is(422).says("That is too long").says(&long);
    page.submit("Talk to me about this", &[]).await.says("You want to talk about this");
}

#[tokio::test]
async fn an_entry_that_is_held_back_or_somebody_elses_is_not_found() {
    let (app, amira, sam) = world();
    let held = call(&amira, &sam, &[("share", "held"), ("held_because", "somebody_else")]).await;
    let id = held.url().split("id=").nth(1).expect("the entry").to_owned();
    app.young_person(&sam).get(&format!("/me/record/{id}")).await.status_is(404);
    let kit = app.person("Kit", "2007-05-05", Some(&amira));
    let shared = call(&amira, &sam, &[]).await;
    let id = shared.url().split("id=").nth(1).expect("the entry").to_owned();
    app.young_person(&sam).get(&format!("/me/record/{id}")).await.status_is(200);
    app.young_person(&kit).get(&format!("/me/record/{id}")).await.status_is(404);
}

#[tokio::test]
async fn they_can_ask_why_something_is_held_back() {
    let (app, amira, sam) = world();
    call(&amira, &sam, &[("share", "held"), ("held_because", "danger")]).await;
    let young = app.young_person(&sam);
    let record = young.get("/me/record").await;
    record.says("It could put someone in danger: 1 note. A manager will look at this.");
    let page = record.follow_link("What we hold back").await;
    page.submit("Ask us why", &[]).await.field_error_is("words", "Write what you want to ask");
    page.submit("Ask us why", &[("words", "Is it about my brother?")]).await.says("You asked us why");
    amira.get("/team").await.says("They ask why we hold something back");
}

#[tokio::test]
async fn a_copy_is_asked_for_once_and_the_day_we_must_give_it_is_said() {
    let (app, _amira, sam) = world();
    let young = app.young_person(&sam);
    let page = young.get("/me/record").await.follow_link("Get a copy of my record").await;
    let asked = page.submit("Ask for my copy", &[("with_somebody", "yes")]).await;
    asked
        .status_is(200)
        .says("You asked on Sunday 22 November.")
        .says("We will give it to you by Tuesday 22 December.");
    assert!(!asked.has("form[action='/me/record/copy']"), "it is not asked for twice");
    young.get("/me/promises").await.says("We will give it to you");
}
