//! S11 Add a young person.

use crate::support::App;

const KIT: &[(&str, &str)] = &[("name", "Kit"), ("born-day", "4"), ("born-month", "may"), ("born-year", "2009")];

#[tokio::test]
async fn four_answers_start_a_record_and_whoever_adds_it_is_the_adviser() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let page = amira.get("/team/people/add").await.submit("Save", KIT).await;
    page.heading_is("Kit");
    assert!(page.all(".wm-identity__facts").join(" ").contains("Amira Test since 22 November 2026"));
}

#[tokio::test]
async fn an_empty_form_says_what_to_enter_and_keeps_what_was_typed() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let page = amira.get("/team/people/add").await.submit("Save", &[("language", "Tigrinya")]).await;
    page.field_error_is("name", "Enter the name they use");
    assert_eq!(page.value_of("language").as_deref(), Some("Tigrinya"));
}

#[tokio::test]
async fn somebody_born_tomorrow_or_in_1825_is_not_taken() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    for (year, says) in [("2027", "must be in the past"), ("1825", "in the last 30 years")] {
        let typed = [("name", "Kit"), ("born-day", "4"), ("born-month", "5"), ("born-year", year)];
        let page = amira.get("/team/people/add").await.submit("Save", &typed).await;
        page.status_is(422).says(says);
    }
}

#[tokio::test]
async fn somebody_who_may_be_on_record_already_is_shown_before_anything_is_saved() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    app.person("Kit", "2009-05-04", Some(&amira));
    let page = amira.get("/team/people/add").await.submit("Save", KIT).await;
    page.says("Someone like this is already on record");
    assert_eq!(amira.get("/team/people").await.all("tbody tr").len(), 1);
    let added = page.submit("Save", &[("different", "yes")]).await;
    added.heading_is("Kit");
    assert_eq!(amira.get("/team/people").await.all("tbody tr").len(), 2);
}

#[tokio::test]
async fn a_name_in_any_script_is_kept_as_typed() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    for name in ["ሰላም", "محمد", "O'Neil-Ó Briain", "X"] {
        let typed =
            [("name", name), ("born-day", "4"), ("born-month", "5"), ("born-year", "2009"), ("different", "yes")];
        let page = amira.get("/team/people/add").await;
        let typed: Vec<_> = typed.into_iter().filter(|(field, _)| *field != "different").collect();
        let mut answer = page.submit("Save", &typed).await;
        if answer.main().contains("already on record") {
            answer = answer.submit("Save", &[("different", "yes")]).await;
        }
        answer.heading_is(name);
    }
}
