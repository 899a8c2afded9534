//! Y30 My record, Y04 Home and the reasons for what somebody can get.

use waymark_cases::care::NewEpisode;

use crate::support::App;

#[tokio::test]
async fn home_and_record_say_the_same_as_the_staff_page_in_their_own_words() {
    let app = App::on("2025-05-10");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-10", Some(&amira));
    let episode = NewEpisode {
        started_on: "2020-01-15".parse().unwrap(),
        legal_status: "C2".into(),
        place: "U6".into(),
        reason_started: "S".into(),
        ..NewEpisode::default()
    };
    app.world.episode(&sam, episode);
    let me = app.young_person(&sam);
    let home = me.get("/me").await;
    home.heading_is("Hello Sam").says("Amira is your adviser").says("16");
    let rights = me.get("/me/rights").await;
    rights.says("732");
    me.get("/me/record").await.says("Your home: foster home.").says("Amira became your adviser.");
    for page in ["/me", "/me/rights", "/me/record", "/me/record/looked"] {
        for word in ["placement", "LAC", "case ", "NEET"] {
            assert!(!me.get(page).await.main().contains(word), "{page} says {word}");
        }
    }
}

#[tokio::test]
async fn titles_at_the_young_persons_door_say_nothing_of_what_it_is() {
    let app = App::on("2026-11-22");
    let sam = app.person("Sam", "2009-05-04", None);
    let me = app.young_person(&sam);
    for page in ["/me", "/me/record", "/me/record/looked", "/me/rights", "/me/settings", "/me/help"] {
        let title = me.get(page).await.all("title").join("");
        assert!(
            title.ends_with("– My space") && !title.contains("Sam") && !title.contains("council"),
            "{page}: {title}"
        );
    }
}
