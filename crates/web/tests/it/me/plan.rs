//! Y05 My plan, Y06 Add a goal, Y07 A goal: their words, at their own door.

use crate::support::App;
use crate::team::late::world;

#[tokio::test]
async fn a_goal_is_one_box_and_a_button_and_their_adviser_sees_it_at_once() {
    let (app, amira, _tess, sam) = world();
    let me = app.young_person(&sam);
    let home = me.get("/me").await;
    home.says("What would you like to be different?");
    let form = home.follow_link("Add a goal").await;
    form.says("Use your own words. You can change it later.").says("Your adviser will see this.");
    let empty = form.submit("Save my goal", &[("words", " ")]).await;
    empty.field_error_is("words", "Write what you want to happen");
    let saved = me.get("/me/plan/add").await.submit("Save my goal", &[("words", "i want a dog n a garden")]).await;
    saved.heading_is("Your goal is saved").says("You can also skip it.").says("i want a dog n a garden");
    let plan = saved.follow_link("Skip. Go to my plan").await;
    plan.heading_is("My plan").says("i want a dog n a garden");
    amira.get(&format!("/team/p/{sam}/plan")).await.says("i want a dog n a garden").says("Sam’s own words");
}

#[tokio::test]
async fn a_step_is_done_or_stuck_with_one_button() {
    let (app, amira, _tess, sam) = world();
    let me = app.young_person(&sam);
    let saved = me.get("/me/plan/add").await.submit("Save my goal", &[("words", "Run 5k")]).await;
    let goal = saved.path().trim_end_matches("/saved").to_owned();
    let form = me.get(&format!("{goal}/step")).await;
    let page = form.submit("Add step", &[("words", "Find my shoes")]).await;
    let stuck = page.press("I’m stuck").await;
    stuck.says("You said you are stuck. Your adviser can see it.");
    amira.get(&format!("/team/p/{sam}/plan")).await.says("Stuck");
    let home = me.get("/me").await;
    home.press("I did this").await.says("Well done. It is on your list.");
    me.get("/me/plan").await.says("What you did").says("Find my shoes");
}

#[tokio::test]
async fn it_moves_to_done_to_later_and_away_and_comes_back() {
    let (app, _amira, _tess, sam) = world();
    let me = app.young_person(&sam);
    let saved = me.get("/me/plan/add").await.submit("Save my goal", &[("words", "Box again")]).await;
    let goal = saved.path().trim_end_matches("/saved").to_owned();
    let away = me.get(&format!("{goal}/aside")).await;
    away.submit("Put away for now", &[]).await.field_error_is("because", "Choose one");
    let away = me.get(&format!("{goal}/aside")).await;
    away.submit("Put away for now", &[("because", "other_first")]).await.says("Put away for now");
    me.get("/me/plan").await.says("Put away for now (1)");
    me.get(&format!("{goal}/now")).await.submit("Bring it back", &[]).await.does_not_say("Bring it back");
    let done = me.get(&format!("{goal}/done")).await;
    done.heading_is("How do you want to mark this?");
    done.submit("Mark it done", &[("celebrate", "tell"), ("words", "I won!")]).await.says("Done");
    me.get("/me/plan").await.says("What you did").says("Box again");
}

#[tokio::test]
async fn what_we_think_and_what_they_think_stand_beside_each_other() {
    let (app, amira, _tess, sam) = world();
    let me = app.young_person(&sam);
    let saved = me.get("/me/plan/add").await.submit("Save my goal", &[("words", "See my nan")]).await;
    let goal = saved.path().trim_end_matches("/saved").to_owned();
    let near = me.get(&format!("{goal}/near")).await;
    near.submit("Save", &[("number", "4"), ("words", "I have her number")]).await.says("4 out of 10");
    let id = goal.rsplit('/').next().expect("an id").to_owned();
    let why = amira.get(&format!("/team/p/{sam}/plan/goal/{id}/why")).await;
    why.submit("Save", &[("words", "Family is what keeps him going")]).await.status_is(200);
    let own = me.get(&format!("{goal}/why")).await;
    let page = own.submit("Save", &[("words", "She is my nan")]).await;
    page.says("She is my nan").says("Family is what keeps him going");
}

#[tokio::test]
async fn nobody_elses_goal_opens() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let (sam, kit) = (app.person("Sam", "2007-05-04", Some(&amira)), app.person("Kit", "2007-06-04", Some(&amira)));
    let me = app.young_person(&sam);
    let saved = me.get("/me/plan/add").await.submit("Save my goal", &[("words", "Mine")]).await;
    let goal = saved.path().trim_end_matches("/saved").to_owned();
    let other = app.young_person(&kit);
    for page in [goal.clone(), format!("{goal}/why"), format!("{goal}/saved")] {
        other.get(&page).await.status_is(404);
    }
}
