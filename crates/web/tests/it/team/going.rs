//! S20 and Y08 How it's going, S22 and Y09 from 0 to 10, and S82's words: two views apart, over time, in the words of their day.

use jiff::SignedDuration;
use waymark_cases::access::{PostKind, Role};
use waymark_cases::ids::PersonId;

use crate::support::{App, Persona};

struct World {
    app: App,
    amira: Persona,
    sam: PersonId,
}

fn world() -> World {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    World { app, amira, sam }
}

impl World {
    fn me(&self) -> Persona {
        self.app.young_person(&self.sam)
    }

    fn at(&self, page: &str) -> String {
        format!("/team/p/{}/{page}", self.sam)
    }

    async fn answer(&self, part: &str, step: &str) {
        let page = self.me().get(&format!("/me/going/{part}")).await;
        page.submit("Continue", &[("step", step)]).await.status_is(200);
    }

    /// Time goes by; whoever was signed in signs in again.
    fn days_later(&mut self, days: i64) {
        self.app.wait(SignedDuration::from_hours(24 * days));
        self.amira = self.app.signed_in(self.amira.actor().clone());
    }
}

#[tokio::test]
async fn one_part_a_page_each_can_be_skipped_and_the_end_asks_what_helped() {
    let world = world();
    let me = world.me();
    let mut page = me.get("/me").await.follow_link("Tell us how it's going").await.follow_link("Answer now").await;
    page.heading_is("How is it going: Home?").says("Part 1 of 8").says("Hard right now").says("Going well");
    page = page.submit("Continue", &[("step", "4")]).await;
    page.heading_is("How is it going: Health?");
    page.submit("Continue", &[]).await.field_error_is("step", "Choose one, or skip");
    for _ in 0..7 {
        let skip = page.filled_having("skip", &[("skip", "yes")]);
        let to = me.send(skip).await.location().expect("it goes on");
        page = me.get(&to).await;
    }
    page.heading_is("What changed, and what helped?").says("Thank you.");
    let end = page.submit("Save", &[("helped", "Nobody saying it was silly")]).await;
    end.says("Home: OK").says("Health: Skipped").says("Nobody saying it was silly").does_not_say("Health: Not asked");
    let staff = world.amira.get(&world.at("going")).await;
    staff.says("Home: OK").says("Health: Skipped").says("Nobody saying it was silly");
    world.amira.get(&format!("/team/p/{}", world.sam)).await.says("How it's going").says("OK");
}

#[tokio::test]
async fn the_advisers_view_stands_beside_theirs_and_is_never_made_one_with_it() {
    let world = world();
    world.answer("home", "2").await;
    let form = world.amira.get(&world.at("going/record")).await;
    form.submit("Save", &[("side", "worker"), ("home", "4"), ("money", "1")]).await.status_is(200);
    let page = world.amira.get(&world.at("going")).await;
    page.says("Home: A bit hard")
        .says("Amira's view: OK")
        .says("Money: Not asked yet")
        .says("Amira's view: Hard right now");
    let cells = page.all("td[data-label='Now']");
    assert_eq!(cells.iter().filter(|cell| cell.as_str() == "A bit hard (2)").count(), 1, "{cells:?}");
    assert!(!page.main().contains("3 of 5") && !page.main().to_lowercase().contains("average"));
    world.me().get("/me/going").await.says("Amira's view: OK").says("Home: A bit hard");
}

#[tokio::test]
async fn what_changed_follows_the_numbers_and_two_days_can_be_compared() {
    let mut world = world();
    world.answer("home", "2").await;
    world.answer("money", "4").await;
    world.days_later(30);
    world.answer("home", "4").await;
    world.answer("money", "3").await;
    let page = world.me().get("/me/going?table=yes").await;
    page.says("Home got better. Money is harder.");
    let changes = page.all("td[data-label='Change']");
    assert!(changes.contains(&"up 2".to_owned()) && changes.contains(&"down 1".to_owned()), "{changes:?}");
    world.me().get("/me/going").await.says("See this as a table");
    let then = world.amira.get(&world.at("going?from=2026-11-22&to=2026-12-22")).await;
    then.says("22 November 2026").says("22 December 2026").says("Home: A bit hard").says("Home: OK");
    world.amira.get(&world.at("going?from=nonsense&to=2020-01-01")).await.says("Now");
}

#[tokio::test]
async fn an_answer_given_again_the_same_day_takes_the_place_of_the_first() {
    let world = world();
    world.answer("home", "2").await;
    world.answer("home", "5").await;
    let page = world.amira.get(&world.at("going")).await;
    page.says("Home: Going well").does_not_say("Home: all answers");
    let again = world.me().get("/me/going/home").await;
    assert_eq!(again.attributes("input[name=step][checked]", "value"), ["5"]);
}

#[tokio::test]
async fn the_order_of_the_parts_is_theirs() {
    let world = world();
    let me = world.me();
    let page = me.get("/me/going").await;
    page.submit("Move up Health", &[]).await.status_is(200);
    assert_eq!(me.get("/me/going").await.all(".wm-order li > a")[..2], ["Health", "Home"]);
    me.get("/me/going/health").await.says("Part 1 of 8");
}

#[tokio::test]
async fn a_worker_says_whose_answers_they_are_and_what_was_typed_is_kept() {
    let world = world();
    let form = world.amira.get(&world.at("going/record")).await;
    let back = form.submit("Save", &[("home", "4"), ("helped", "The dog")]).await;
    back.field_error_is("side", "Select whose answers these are");
    assert_eq!(back.all("textarea[name=helped]"), ["The dog"]);
    assert_eq!(back.attributes("input[name=home][checked]", "value"), ["4"]);
    let form = world.amira.get(&world.at("going/record")).await;
    form.submit("Save", &[("side", "theirs")])
        .await
        .field_error_is("home", "Answer at least one part, or say what changed");
    let fields = [("side", "theirs"), ("home", "4"), ("on-year", "2030")];
    form.submit("Save", &fields).await.status_is(422);
    form.submit("Save", &[("side", "theirs"), ("home", "4")]).await.says("Sam, with Amira");
}

#[tokio::test]
async fn a_question_of_their_own_is_asked_answered_and_drawn_from_two_numbers_on() {
    let mut world = world();
    let me = world.me();
    let new = me.get("/me/scale").await.follow_link("Ask your own").await;
    new.submit("Save", &[("asks", "How is the band?")]).await.field_error_is("zero", "Write what 0 means");
    let fields =
        [("asks", "How is the band?"), ("zero", "We split up"), ("ten", "We play the park"), ("good_enough", "7")];
    let asked = new.submit("Save", &fields).await;
    asked.heading_is("How is the band?").says("We split up").says("Good enough for you is 7.");
    let at = asked.path().to_owned();
    asked.submit("Save", &[]).await.field_error_is("number", "Choose one, or skip");
    let fields = [("number", "4"), ("why", "Two of us turned up"), ("not_lower", "Jaz")];
    let once = me.get(&at).await.submit("Save", &fields).await;
    once.says("You said 4 on 22 November 2026.");
    assert!(!once.has("svg[role=img]"), "one number is words");
    world.days_later(10);
    let me = world.me();
    me.get(&at).await.submit("Save", &[("number", "6")]).await.says("Now you say 6.");
    let staff = world.amira.get(&world.at("scale")).await;
    staff.says("How is the band?").says("Sam: 6, 2 December 2026");
    let staff = staff.follow_link("How is the band?").await;
    assert!(staff.has("svg[role=img]"));
    staff.says("Two of us turned up").says("Jaz").says("up 2").says("We play the park");
    let fields = [("side", "worker"), ("number", "5"), ("why", "From what I see")];
    staff.submit("Save", &fields).await.says("From what I see");
    me.get(&format!("{at}?table=yes")).await.says("Amira").says("From what I see");
}

#[tokio::test]
async fn a_ready_made_question_begins_with_its_first_answer_and_keeps_earlier_words() {
    let world = world();
    let at = world.at("scale/life-now");
    let page = world.amira.get(&at).await;
    page.says("Not asked yet.").says("The worst it has ever been").says("What stopped it from being one lower?");
    page.submit("Save", &[("side", "theirs"), ("number", "11")])
        .await
        .field_error_is("number", "The number must be from 0 to 10");
    page.submit("Save", &[("side", "somebody_else"), ("number", "3")]).await.field_error_is("who", "Enter who it was");
    let fields = [("side", "somebody_else"), ("who", "Aunt Bea"), ("number", "3")];
    page.submit("Save", &fields).await.says("Aunt Bea");
    let me = world.me();
    me.get("/me/scale/life-now").await.submit("Save", &[("number", "5")]).await.says("You said 5");
    let reworded = me.get("/me/scale/life-now").await;
    let fields = [("zero", "Like last winter"), ("ten", "Like at the sea")];
    reworded.submit("Save my words", &fields).await.says("Like last winter");
    world.amira.get(&at).await.says("Like last winter").says("Earlier words").says("The worst it has ever been");
    assert_eq!(
        me.get("/me/scale").await.all(".wm-looks a").iter().filter(|one| *one == "How is life right now?").count(),
        1
    );
}

#[tokio::test]
async fn acc_10_somebody_elses_question_is_the_same_as_none() {
    let world = world();
    let me = world.me();
    let new = me.get("/me/scale/new").await;
    let fields = [("asks", "Mine alone?"), ("zero", "a"), ("ten", "b")];
    let at = new.submit("Save", &fields).await.path().to_owned();
    let ellis = world.app.person("Ellis", "2009-01-01", Some(&world.amira));
    world.app.young_person(&ellis).get(&at).await.status_is(404);
    let id = at.rsplit('/').next().expect("an id").to_owned();
    world.amira.get(&format!("/team/p/{ellis}/scale/{id}")).await.status_is(404);
}

#[tokio::test]
async fn a_skip_at_0_to_10_is_no_nought() {
    let world = world();
    let me = world.me();
    let page = me.get("/me/scale/hopeful").await;
    let skipped = page.filled_having("skip", &[("skip", "yes")]);
    me.send(skipped).await.leads_to("/me/scale/hopeful");
    me.get("/me/scale/hopeful?table=yes").await.says("Skipped").does_not_say("You said 0");
}

#[tokio::test]
async fn words_change_only_when_young_people_agreed_and_old_answers_keep_theirs() {
    let mut world = world();
    world.answer("my_people", "2").await;
    let ada = world.app.staff_with("Ada", Role::SystemAdministrator, &[PostKind::Service]);
    let form = ada.get("/team/set-up/parts").await;
    let changed = [("my_people", "My crew"), ("step-2", "Rough")];
    let back = form.submit("Save words", &changed).await;
    back.field_error_is("agreed", "Write which young people agreed this, and when");
    assert_eq!(back.value_of("my_people").as_deref(), Some("My crew"));
    let twice = form.submit("Save words", &[("money", "Home"), ("agreed", "The forum")]).await;
    twice.status_is(422).says("Two of them cannot have the same name");
    world.me().get("/me/going/my_people").await.heading_is("How is it going: My people?");

    let agreed = [("my_people", "My crew"), ("step-2", "Rough"), ("agreed", "The forum of 12 November 2026")];
    ada.get("/team/set-up/parts").await.submit("Save words", &agreed).await.says("The forum of 12 November 2026");
    let me = world.me();
    me.get("/me/going/my_people").await.heading_is("How is it going: My crew?").says("Rough");
    me.get("/me/going").await.says("My people: A bit hard");
    world.days_later(1);
    world.answer("my_people", "2").await;
    world.me().get("/me/going").await.says("My crew: Rough");
    world.amira.get(&world.at("going")).await.says("called “My people” then");
    world.amira.get("/team/set-up/parts").await.status_is(404);
}
