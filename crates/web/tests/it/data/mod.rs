//! S63 and S64: a return loaded by the one who prepares returns, and taken back.

use axum::body::Body;
use axum::http::{Method, Request, header};
use waymark_cases::access::{PostKind, Role};
use waymark_cases::staff;

use crate::support::{App, Page, Persona};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB";
const EPISODES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";

/// Two invented people; the first has a home without an end date that a later one follows.
fn files() -> Vec<(&'static str, String)> {
    let people = [HEADER, "T1,F,04/05/2008,WBRI,UN3,0,", "T2,M,10/10/2006,REFU,UN3,,"].join("\n") + "\n";
    let homes = [
        EPISODES,
        "T1,03/06/2023,S,C2,N1,U6,PR1,,,,E8 1AA,E9 6AS,SC040049",
        "T1,11/08/2025,P,C2,N1,K2,PR1,,,,E8 1AA,E9 6AS,SC040050",
        "T2,01/02/2021,S,C2,N1,U6,PR1,10/10/2024,E17,,E8 1AA,E9 6AS,SC040049",
    ]
    .join("\n")
        + "\n";
    vec![("whatever.csv", people), ("homes.csv", homes)]
}

const EDGE: &str = "----wm-test-edge";

/// What a browser sends for a form with files.
fn with_files(page: &Page, action: &str, answers: &[(&str, &str)], files: &[(&str, String)]) -> Request<Body> {
    let hidden = |name: &str| {
        page.attributes(&format!("form[action='{action}'] [name='{name}']"), "value").into_iter().next().unwrap()
    };
    let mut body = String::new();
    let (token, key) = (hidden("form_token"), hidden("form_key"));
    for (name, value) in [("form_token", token.as_str()), ("form_key", key.as_str())].iter().chain(answers) {
        body += &format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    for (name, content) in files {
        body += &format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n{content}\r\n"
        );
    }
    body += &format!("--{EDGE}--\r\n");
    Request::builder()
        .method(Method::POST)
        .uri(action)
        .header(header::HOST, "waymark.example")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"))
        .body(Body::from(body))
        .unwrap()
}

const ANSWERS: &[(&str, &str)] = &[("year", "2026"), ("authority", "E09000012")];

fn analyst(app: &App) -> Persona {
    app.staff_with("Dee", Role::DataAnalyst, &[PostKind::Service])
}

async fn add_files(dee: &Persona, files: &[(&str, String)]) -> Page {
    let returns = dee.get("/team/data").await;
    let answer = dee.send(with_files(&returns, "/team/data", ANSWERS, files)).await;
    answer.status_is(303);
    dee.get(&answer.location().unwrap()).await
}

async fn loaded(dee: &Persona) -> Page {
    let preview = add_files(dee, &files()).await;
    let changes = preview.follow_link("See what will change").await;
    let confirm = changes.follow_link("Import").await;
    confirm.submit("Import now", &[]).await
}

#[tokio::test]
async fn journey_5_a_return_is_checked_previewed_loaded_and_undone() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    dee.get("/team/data").await.status_is(200).says("No return has been loaded yet");

    let preview = add_files(&dee, &files()).await;
    preview.heading_is("Preview").says("2 people new").says("Nothing is saved in a record yet");
    preview.says("2 files read, and all look fine").says("Header: people").says("Episodes: homes and legal status");
    let changes = preview.follow_link("See what will change").await;
    changes.heading_is("What will change").says("Number T1, new").says("Will be on record");
    let confirm = changes.follow_link("Import").await;
    confirm.heading_is("Import these files?").says("2 people new");

    let done = confirm.submit("Import now", &[]).await;
    done.heading_is("Import done").says("2 people are on record now").says("29 November 2026");
    dee.get("/team/data").await.says("Loaded").says("Dee Test");

    let question = done.follow_link("Undo this import").await;
    question.heading_is("Undo this import?").says("2 people will no longer be on record");
    question.submit("Undo this import", &[]).await.heading_is("This import was undone");
    dee.get("/team/data").await.says("Undone");
}

#[tokio::test]
async fn a_fix_is_applied_with_one_press_and_ignoring_takes_a_reason() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    let preview = add_files(&dee, &files()).await;
    let apply = preview.all("button").into_iter().find(|words| words.starts_with("Apply the fix")).unwrap();

    let after = preview.submit(&apply, &[("choice", "apply")]).await;
    after.status_is(200).says("Fix chosen").says("The fix changed 1 row");

    let leave = after.all("button").into_iter().find(|words| words.starts_with("Leave for the adviser"));
    assert!(leave.is_some() || after.all("button").iter().all(|words| !words.starts_with("Apply")), "{}", after.main());
}

#[tokio::test]
async fn ignoring_a_group_without_a_reason_shows_the_page_again() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    let preview = add_files(&dee, &files()).await;
    let link = preview.attributes("a", "href").into_iter().find(|to| to.ends_with("#reason")).unwrap();
    let group = dee.get(link.trim_end_matches("#reason")).await;
    group.says("T1");

    let again = group.submit("Not a problem here", &[("choice", "ignore"), ("reason", " ")]).await;
    again.field_error_is("reason", "Write why it is not a problem here");
    let chosen = group.submit("Not a problem here", &[("choice", "ignore"), ("reason", "as agreed")]).await;
    chosen.heading_is("Preview").says("Not a problem here").says("as agreed");
}

#[tokio::test]
async fn a_file_that_is_not_of_the_return_is_named_and_can_be_taken_out() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    let mut all = files();
    all.push(("notes.csv", "Name,Note\nsomebody,something\n".into()));
    let checked = add_files(&dee, &all).await;
    checked.says("Cannot be read").says("notes.csv").says("1 file could not be read");
    assert!(!checked.all("a").contains(&"See the preview".into()));

    let take_out = checked.submit("Take out notes.csv", &[]).await;
    take_out.heading_is("Check the files").does_not_say("Cannot be read");
    take_out.link("See the preview");
}

#[tokio::test]
async fn files_that_look_fine_can_still_be_taken_out_from_the_preview() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    let preview = add_files(&dee, &files()).await;
    let checked = preview.follow_link("Add or take out files, or change the year").await;
    checked.heading_is("Check the files").says("Year to 31 March 2026").says("homes.csv");

    checked.submit("Take out homes.csv", &[]).await.does_not_say("Episodes: homes and legal status");
}

#[tokio::test]
async fn the_same_files_again_change_nothing_and_the_page_says_so() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    loaded(&dee).await.heading_is("Import done");
    add_files(&dee, &files()).await.says("An import would change nothing");
    loaded(&dee).await.heading_is("Nothing changed");
}

#[tokio::test]
async fn a_form_without_files_or_year_says_what_is_missing() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    let returns = dee.get("/team/data").await;
    assert_eq!(returns.value_of("year").as_deref(), Some("2026"), "the year that ended last is offered");
    let answers = [("year", "soon"), ("authority", "")];
    let again = dee.send(with_files(&returns, "/team/data", &answers, &[])).await;
    again.field_error_is("files", "Choose the files of the return");
    again.field_error_is("year", "The year must be 4 numbers, such as 2026");
    again.field_error_is("authority", "Enter the council code");
}

#[tokio::test]
async fn sec_04_a_sending_with_a_strange_field_or_no_token_is_refused() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    let returns = dee.get("/team/data").await;
    let strange = with_files(&returns, "/team/data", &[("role", "head_of_service")], &files());
    dee.send(strange).await.status_is(422);
    let other = analyst(&app);
    other.send(with_files(&returns, "/team/data", ANSWERS, &files())).await.status_is(403);
    let mut plain = dee.request(Method::POST, "/team/data");
    plain.headers_mut().insert(header::CONTENT_TYPE, "text/plain".parse().unwrap());
    dee.send(plain).await.status_is(415);
    let mut huge = with_files(&returns, "/team/data", ANSWERS, &files());
    huge.headers_mut().insert(header::CONTENT_LENGTH, "99999999999".parse().unwrap());
    dee.send(huge).await.status_is(413);
}

#[tokio::test]
async fn data_problems_name_the_worker_who_can_find_out() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    dee.get("/team/data/problems").await.says("No return has been loaded yet");
    loaded(&dee).await;
    let problems = dee.get("/team/data/problems").await;
    problems.heading_is("Data problems").says("Year to March 2026").says("No adviser yet").says("T1");
    let one = problems.attributes("a", "href").into_iter().find(|to| to.contains("/groups/")).unwrap();
    dee.get(&one).await.status_is(200).says("T1");
}

#[tokio::test]
async fn an_import_whose_people_were_worked_with_since_is_not_undone_on_the_page_either() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    let done = loaded(&dee).await;
    let adviser = app.world.staff("Amira", Role::PersonalAdviser, &[]);
    let head = app.staff_with("Hana", Role::HeadOfService, &[PostKind::Service]);
    let found = head.get("/team/search?for=T1").await;
    let person = found.attributes("a", "href").into_iter().find(|to| to.starts_with("/team/p/")).unwrap();
    let person = person.rsplit('/').next().unwrap().parse().unwrap();
    app.world.supported_by(&person, &adviser);

    let refused = done.follow_link("Undo this import").await.submit("Undo this import", &[]).await;
    refused.status_is(409).heading_is("Nothing was undone").says("1 person has later changes");
}

#[tokio::test]
async fn acc_10_returns_are_not_there_for_anybody_else() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    let done = loaded(&dee).await;
    for role in Role::ALL.iter().copied().filter(|role| !matches!(role, Role::DataAnalyst | Role::YoungPerson)) {
        let other = app.staff_with("Pat", role, &[PostKind::Service]);
        for path in ["/team/data", "/team/data/problems", done.path()] {
            other.get(path).await.status_is(404);
        }
    }
}

#[tokio::test]
async fn an_import_that_is_not_there_is_not_found_and_is_not_a_fault() {
    let app = App::on("2026-11-22");
    let dee = analyst(&app);
    for path in [
        "/team/data/nonsense",
        "/team/data/00000000000000000000000000",
        "/team/data/00000000000000000000000000/preview",
    ] {
        dee.get(path).await.status_is(404);
    }
}

/// The numbers that can be chosen on the page that gives people an adviser.
fn to_choose(page: &Page) -> Vec<String> {
    page.attributes("input[name='person']", "value")
}

#[tokio::test]
async fn from_the_files_of_a_return_to_the_page_of_the_adviser_whom_a_manager_chose() {
    let app = App::on("2026-11-22");
    let other = app.write(|tx| staff::add_team(tx, "Disability team", "The county"));
    let team = app.write(|tx| staff::add_team(tx, "Leaving care team", "The county"));
    let tess = app.staff_with("Tess", Role::TeamManager, &[PostKind::Team(team)]);
    let olu = app.staff_with("Olu", Role::TeamManager, &[PostKind::Team(other)]);
    let amira = app.personal_adviser("Amira");
    let dee = analyst(&app);
    let preview = add_files(&dee, &files()).await;
    let confirm = preview.follow_link("See what will change").await.follow_link("Import").await;
    confirm.says("New people start in this team: Leaving care team").submit("Import now", &[]).await;

    assert_eq!(to_choose(&olu.get("/team/allocate").await), [""; 0], "another team's manager sees nobody");
    let form = tess.get("/team/allocate").await;
    let people = to_choose(&form.says("Number T1").says("Number T2").clone());
    let record = format!("/team/p/{}", people[0]);
    amira.get(&record).await.status_is(404);
    let adviser = amira.staff_id().to_string();
    let fields = [("person", &*people[0]), ("adviser", &*adviser), ("reason", "Knows the foster family")];
    form.submit("Save", &fields).await.status_is(200);

    amira.get(&record).await.status_is(200).heading_is("Number T1");
    amira.get(&format!("/team/p/{}", people[1])).await.status_is(404);
    assert_eq!(to_choose(&tess.get("/team/allocate").await), people[1..], "the other one waits");
    olu.get(&record).await.status_is(404);
}

#[tokio::test]
async fn undo_takes_people_from_the_team_they_started_in() {
    let app = App::on("2026-11-22");
    let team = app.write(|tx| staff::add_team(tx, "Harbour", "The harbour"));
    let tess = app.staff_with("Tess", Role::TeamManager, &[PostKind::Team(team)]);
    let dee = analyst(&app);
    let done = loaded(&dee).await;
    let people = to_choose(&tess.get("/team/allocate").await);
    assert_eq!(people.len(), 2);
    done.follow_link("Undo this import").await.submit("Undo this import", &[]).await;
    assert_eq!(to_choose(&tess.get("/team/allocate").await), [""; 0]);
    tess.get(&format!("/team/p/{}", people[0])).await.status_is(404);
}

#[tokio::test]
async fn people_who_were_loaded_before_there_was_a_team_get_the_first_one_and_can_still_be_taken_back() {
    let app = App::on("2026-11-22");
    let (dee, ada) = (analyst(&app), app.staff_with("Ada", Role::SystemAdministrator, &[PostKind::Service]));
    let done = loaded(&dee).await;
    let fields = [("name", "Harbour"), ("area", "The harbour")];
    ada.get("/team/set-up/teams").await.submit("Add a team", &fields).await.says("Harbour");
    let team = app.world.store.read(&app.asking(), staff::teams).unwrap().remove(0);
    let team = PostKind::Team(waymark_cases::ids::TeamId::stored(team.id));
    let tess = app.staff_with("Tess", Role::TeamManager, &[team]);
    assert_eq!(to_choose(&tess.get("/team/allocate").await).len(), 2);
    let undone = done.follow_link("Undo this import").await.submit("Undo this import", &[]).await;
    undone.heading_is("This import was undone");
}

#[tokio::test]
async fn an_administrator_chooses_the_team_people_start_in_and_still_sees_none_of_them() {
    let app = App::on("2026-11-22");
    let ada = app.staff_with("Ada", Role::SystemAdministrator, &[PostKind::Service]);
    let first = app.write(|tx| staff::add_team(tx, "Harbour", "The harbour"));
    let second = app.write(|tx| staff::add_team(tx, "Moorside", "The moor"));
    let tess = app.staff_with("Tess", Role::TeamManager, &[PostKind::Team(first)]);
    let mo = app.staff_with("Mo", Role::TeamManager, &[PostKind::Team(second.clone())]);
    let saved = ada.get("/team/set-up/teams").await.submit("Save", &[("team", second.as_str())]).await;
    assert_eq!(saved.attributes("option[selected]", "value"), [second.as_str()]);
    loaded(&analyst(&app)).await;
    let waiting = to_choose(&mo.get("/team/allocate").await);
    assert_eq!(waiting.len(), 2);
    assert_eq!(to_choose(&tess.get("/team/allocate").await), [""; 0]);
    ada.get(&format!("/team/p/{}", waiting[0])).await.status_is(404);
    ada.get("/team/allocate").await.status_is(404);
}
