//! A young person's record: S12, S13, S16, S34, S37.

use waymark_cases::access::{PostKind, Role};
use waymark_cases::care::NewEpisode;

use crate::support::{App, Persona};

fn in_care(app: &App, adviser: &Persona) -> waymark_cases::ids::PersonId {
    let sam = app.person("Sam", "2009-05-10", Some(adviser));
    let episode = NewEpisode {
        started_on: "2020-01-15".parse().unwrap(),
        legal_status: "C2".into(),
        place: "U6".into(),
        reason_started: "S".into(),
        ..NewEpisode::default()
    };
    app.world.episode(&sam, episode);
    sam
}

#[tokio::test]
async fn an_adviser_reads_why_somebody_has_their_status() {
    let app = App::on("2025-05-10");
    let amira = app.personal_adviser("Amira");
    let sam = in_care(&app, &amira);
    let page = amira.get(&format!("/team/p/{sam}/entitlement")).await;
    page.says("732 days since the 14th birthday. The law asks for 91 (13 weeks).").says("Care order (C2)");
    assert!(page.has("ol.wm-strip li.wm-strip__now"), "the strip shows where today is");
    assert!(page.main().contains("STA-01"), "the rules are named: {}", page.main());
}

#[tokio::test]
async fn the_overview_puts_their_words_first() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = in_care(&app, &amira);
    let form = amira.get(&format!("/team/p/{sam}/about/introduction")).await;
    form.submit("Save", &[("answer", "I like <b>drawing</b> & quiet"), ("said_by", "themselves")]).await.status_is(200);
    let page = amira.get(&format!("/team/p/{sam}")).await;
    page.says("I like <b>drawing</b> & quiet");
    assert_eq!(page.all("main h3")[0], "In their words");
}

#[tokio::test]
async fn prefers_not_to_say_is_an_answer_and_the_earlier_one_stays_readable() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = in_care(&app, &amira);
    let address = format!("/team/p/{sam}/about/religion");
    amira.get(&address).await.submit("Save", &[("answer", "Sikh")]).await.says("Sikh");
    let page = amira.get(&address).await.submit("Save", &[("how", "prefers_not")]).await;
    page.says("Prefers not to say");
    amira.get(&address).await.says("Earlier answers").says("Sikh");
}

#[tokio::test]
async fn the_timeline_tells_homes_and_who_supported_them() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = in_care(&app, &amira);
    let page = amira.get(&format!("/team/p/{sam}/timeline")).await;
    page.says("foster home").says("Allocated worker: Amira Test");
    amira.get(&format!("/team/p/{sam}/timeline?show=people")).await.says("Amira").does_not_say("foster home");
}

#[tokio::test]
async fn an_adviser_is_told_who_can_read_the_access_history_and_a_manager_reads_it() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = in_care(&app, &amira);
    amira.get(&format!("/team/p/{sam}/looked")).await.says("can see everyone who has looked");
    let igor = app.staff_with("Igor", Role::InformationGovernance, &[PostKind::Service]);
    app.world.tie(
        &sam,
        &waymark_cases::relationships::NewTie {
            kind: waymark_cases::access::RelationshipKind::NamedGrant,
            holder: waymark_cases::relationships::Holder::Staff(igor.staff_id()),
            from_on: "2026-11-01".parse().unwrap(),
            to_on: None,
            reason: "identity status access_history: a question was asked".into(),
        },
    );
    igor.get(&format!("/team/p/{sam}/looked")).await.says("Amira Test");
}

#[tokio::test]
async fn ethnicity_is_chosen_in_words_and_kept_by_the_code_of_the_return() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    let address = format!("/team/p/{sam}/about/ethnicity");
    let form = amira.get(&address).await;
    assert!(form.all("option").contains(&"Black Caribbean".to_owned()));
    form.submit("Save", &[("answer", "Martian")]).await.field_error_is("answer", "Choose an answer from the list");
    form.submit("Save", &[("answer", "BCRB")]).await.says("Black Caribbean").does_not_say("BCRB");
    let again = amira.get(&address).await;
    assert_eq!(again.attributes("option[selected]", "value"), ["BCRB"]);
}
