//! Y43 Settings.

use crate::support::App;

#[tokio::test]
async fn what_somebody_likes_to_be_called_is_theirs_to_change_and_staff_see_it_at_once() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    let me = app.young_person(&sam);
    me.get("/me/settings/preferred_name").await.submit("Save", &[("answer", "Sami")]).await.says("Sami");
    amira.get(&format!("/team/p/{sam}")).await.heading_is("Sami");
    amira.get(&format!("/team/p/{sam}/about/preferred_name")).await.says("Sam");
}

#[tokio::test]
async fn only_what_is_their_own_can_be_changed_at_their_door() {
    let app = App::on("2026-11-22");
    let sam = app.person("Sam", "2009-05-04", None);
    let me = app.young_person(&sam);
    for kind in ["born_on", "child_number", "what_helps", "no_such_thing"] {
        me.get(&format!("/me/settings/{kind}")).await.status_is(404);
    }
}

#[tokio::test]
async fn an_empty_name_says_what_to_write() {
    let app = App::on("2026-11-22");
    let sam = app.person("Sam", "2009-05-04", None);
    let page = app.young_person(&sam).get("/me/settings/preferred_name").await.submit("Save", &[("answer", " ")]).await;
    page.field_error_is("answer", "Write what we should call you");
}
