//! Every role, in every standing towards a young person, at every page: the page opens exactly when the table lets the
//! role in and the policy permits the record (SEC-01, ACC-01, ACC-03, ACC-04, ACC-10).

use axum::http::Method;
use jiff::civil::date;
use waymark_cases::access::class::DataClass;
use waymark_cases::access::{Actor, AddOwnWords, Deed, PostKind, Read, RelationshipKind, Role, Scope, Write, class};
use waymark_cases::db::By;
use waymark_cases::ids::{PersonId, StaffId};
use waymark_cases::relationships::{Holder, NewTie};
use waymark_web::routes::{Entry, Needs, entries};

use super::address;
use crate::support::{App, Persona};

/// How somebody may stand towards the young person.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Standing {
    Nothing,
    Tied(RelationshipKind),
    /// The tie was there once.
    Ended,
    /// The service as a whole.
    InTheService,
    OverBudgets,
}

const STANDINGS: &[Standing] = &[
    Standing::Nothing,
    Standing::Tied(RelationshipKind::AllocatedWorker),
    Standing::Tied(RelationshipKind::SecondWorker),
    Standing::Tied(RelationshipKind::Supervisor),
    Standing::Tied(RelationshipKind::ReviewingOfficerAppointment),
    Standing::Tied(RelationshipKind::AuditAssignment),
    Standing::Tied(RelationshipKind::Placement),
    Standing::Tied(RelationshipKind::Advocate),
    Standing::Tied(RelationshipKind::NamedGrant),
    Standing::Tied(RelationshipKind::Barred),
    Standing::Ended,
    Standing::InTheService,
    Standing::OverBudgets,
];

struct Scene {
    persona: Persona,
    actor: Actor,
    person: PersonId,
    staff: StaffId,
}

fn scene(app: &App, role: Role, standing: Standing) -> Scene {
    let posts: &[PostKind] = match standing {
        Standing::InTheService => &[PostKind::Service],
        Standing::OverBudgets => &[PostKind::CostCentre],
        _ => &[],
    };
    let persona = app.staff_with("Rowan", role, posts);
    let person = super::with_a_plan(app, "Sam", date(2009, 5, 4), None);
    let staff = persona.staff_id();
    let tie = |kind, to_on| NewTie {
        kind,
        holder: Holder::Staff(staff.clone()),
        from_on: date(2026, 1, 1),
        to_on,
        reason: "identity status: for this test".into(),
    };
    let made = match standing {
        Standing::Tied(kind) => Some(tie(kind, None)),
        Standing::Ended => Some(tie(RelationshipKind::AllocatedWorker, Some(date(2026, 6, 1)))),
        _ => None,
    };
    if let Some(new) = made {
        app.world.tie(&person, &new);
    }
    Scene { actor: persona.actor().clone(), persona, person, staff }
}

/// What the policy says, asked directly.
fn may_read_the_record(app: &App, scene: &Scene) -> bool {
    let asking = app.world.asking(By::Actor(scene.actor.clone()));
    let read = app.world.store.read(&asking, |r| {
        r.permit::<class::Status, Read>(&scene.person)?;
        r.permit::<class::Identity, Read>(&scene.person)
    });
    read.is_ok()
}

fn may_write_identity(app: &App, scene: &Scene) -> bool {
    let asking = app.world.asking(By::Actor(scene.actor.clone()));
    app.world.store.read(&asking, |r| r.permit::<class::Identity, Write>(&scene.person)).is_ok()
}

fn may_write_notes(app: &App, scene: &Scene) -> bool {
    let asking = app.world.asking(By::Actor(scene.actor.clone()));
    app.world.store.read(&asking, |r| r.permit::<class::CaseNotes, Write>(&scene.person)).is_ok()
}

fn may_read_notes(app: &App, scene: &Scene) -> bool {
    let asking = app.world.asking(By::Actor(scene.actor.clone()));
    app.world.store.read(&asking, |r| r.permit::<class::CaseNotes, Read>(&scene.person)).is_ok()
}

fn may_read_money(app: &App, scene: &Scene) -> bool {
    let asking = app.world.asking(By::Actor(scene.actor.clone()));
    let read = app.world.store.read(&asking, |r| {
        let permit = r.permit::<class::Money, Read>(&scene.person)?;
        Ok(permit.grounds().scope == Scope::Whole)
    });
    read.unwrap_or(false)
}

fn may_read_the_whole_plan(app: &App, scene: &Scene) -> bool {
    let asking = app.world.asking(By::Actor(scene.actor.clone()));
    let read = app.world.store.read(&asking, |r| {
        let permit = r.permit::<class::Plan, Read>(&scene.person)?;
        Ok(permit.grounds().scope == Scope::Whole)
    });
    read.unwrap_or(false)
}

fn may_write_status(app: &App, scene: &Scene) -> bool {
    let asking = app.world.asking(By::Actor(scene.actor.clone()));
    app.world.store.read(&asking, |r| r.permit::<class::Status, Write>(&scene.person)).is_ok()
}

fn may<C: DataClass, D: Deed>(app: &App, scene: &Scene) -> bool {
    let asking = app.world.asking(By::Actor(scene.actor.clone()));
    app.world.store.read(&asking, |r| r.permit::<C, D>(&scene.person)).is_ok()
}

/// What a page about a person needs of the policy besides the role at the door.
fn policy_allows(app: &App, scene: &Scene, entry: &Entry) -> bool {
    if !entry.path.contains("{person}") {
        return true;
    }
    let reads = may_read_the_record(app, scene);
    let more = match entry.path.rsplit_once("/{person}").map(|(_, page)| page) {
        Some("/about/{kind}") => may_write_identity(app, scene),
        Some("/entitlement/{entitlement}") => may_read_money(app, scene),
        Some("/contact") => may_write_notes(app, scene),
        Some("/contact/entry") => may_read_notes(app, scene),
        Some(page) if page.starts_with("/contact/") => may_write_notes(app, scene),
        Some("/sharing" | "/sharing/without/decide") => may::<class::Permissions, Read>(app, scene),
        Some(page) if page.starts_with("/sharing/") => may::<class::Permissions, Write>(app, scene),
        Some("/home" | "/learning") => may::<class::EducationWorkHousing, Read>(app, scene),
        Some("/health") => may::<class::Health, Read>(app, scene),
        Some("/change/{change}") => may::<class::EducationWorkHousing, Write>(app, scene),
        Some("/record/{event}") => may::<class::Plan, Write>(app, scene),
        Some("/plan") => may::<class::Plan, Read>(app, scene),
        Some("/plan/version/{number}" | "/plan/goal/{goal}") => may_read_the_whole_plan(app, scene),
        Some(page) if page.starts_with("/plan/") => may::<class::Plan, Write>(app, scene),
        Some("/meetings/new" | "/meetings/{meeting}/{thing}") => {
            let is_the_officer = scene.persona.actor().roles.contains(&Role::ReviewingOfficer);
            may_read_the_whole_plan(app, scene)
                && (may::<class::Plan, Write>(app, scene)
                    || is_the_officer && may::<class::Plan, AddOwnWords>(app, scene))
        }
        Some("/pack") => may_read_the_whole_plan(app, scene) && may::<class::Permissions, Read>(app, scene),
        Some("/meetings" | "/meetings/{meeting}") => may_read_the_whole_plan(app, scene),
        Some("/oversight") => may::<class::ManagementOversight, Read>(app, scene),
        Some("/assess/finish" | "/going/record" | "/scale/new") => {
            may_read_the_whole_plan(app, scene) && may::<class::Plan, Write>(app, scene)
        }
        Some(page) if ["/assess", "/going", "/scale"].iter().any(|start| page.starts_with(start)) => {
            may_read_the_whole_plan(app, scene)
        }
        Some("/papers/{paper}") => may_write_status(app, scene),
        _ => true,
    };
    reads && more
}

#[tokio::test]
async fn sec_01_every_page_about_a_person_opens_exactly_when_role_and_relationship_allow() {
    let app = App::on("2026-11-22");
    let pages: Vec<Entry> =
        entries().into_iter().filter(|entry| entry.method == Method::GET && entry.path.contains("{person}")).collect();
    assert!(pages.len() >= 5, "the pages about a person are in the table");
    let (mut opened, mut refused) = (0, 0);
    for role in Role::ALL.iter().filter(|role| **role != Role::YoungPerson) {
        for standing in STANDINGS {
            let scene = scene(&app, *role, *standing);
            for entry in &pages {
                let let_in = matches!(&entry.needs, Needs::Roles(roles) if roles.contains(role))
                    || entry.needs == Needs::SignedIn;
                let expected = let_in && policy_allows(&app, &scene, entry);
                let page = scene.persona.ask(&address(entry, &scene.person, &scene.staff)).await;
                let status = page.status().as_u16();
                assert_eq!(
                    status != 404,
                    expected,
                    "{role} standing {standing:?} at {} answered {status}, policy says {expected}",
                    entry.path
                );
                if expected { opened += 1 } else { refused += 1 }
            }
        }
    }
    assert!(opened > 50 && refused > opened, "{opened} opened, {refused} refused");
}

#[tokio::test]
async fn sec_01_every_other_page_opens_only_for_the_roles_in_the_table() {
    let app = App::on("2026-11-22");
    for role in Role::ALL.iter().filter(|role| **role != Role::YoungPerson) {
        let scene = scene(&app, *role, Standing::InTheService);
        for entry in entries().iter().filter(|entry| entry.method == Method::GET && !entry.path.contains("{person}")) {
            let Needs::Roles(roles) = &entry.needs else { continue };
            let page = scene.persona.ask(&address(entry, &scene.person, &scene.staff)).await;
            if !roles.contains(role) {
                page.status_is(404);
            }
        }
    }
}

#[tokio::test]
async fn sec_01_a_form_is_taken_only_from_the_roles_in_the_table() {
    let app = App::on("2026-11-22");
    for role in Role::ALL.iter().filter(|role| **role != Role::YoungPerson) {
        let scene = scene(&app, *role, Standing::Tied(RelationshipKind::AllocatedWorker));
        for entry in entries().iter().filter(|entry| entry.method == Method::POST) {
            let Needs::Roles(roles) = &entry.needs else { continue };
            let page = scene.persona.post(&address(entry, &scene.person, &scene.staff), &[]).await;
            // Let in at the door, a form without its token is distrusted; kept out, there is no such page.
            let expected: &[u16] = if roles.contains(role) { &[403, 404, 415, 400] } else { &[404] };
            assert!(expected.contains(&page.status().as_u16()), "{role} at {}: {}", entry.path, page.status());
        }
    }
}

#[tokio::test]
async fn sec_01_nobody_signed_out_gets_past_a_page_that_is_not_open_to_all() {
    let app = App::on("2026-11-22");
    let person = app.person("Sam", "2009-05-04", None);
    let stranger = app.stranger();
    for entry in entries() {
        if matches!(entry.needs, Needs::Nothing | Needs::Anyone) {
            continue;
        }
        let path = address(&entry, &person, &StaffId::fresh());
        let page = match entry.method {
            Method::GET => stranger.ask(&path).await,
            _ => stranger.post(&path, &[]).await,
        };
        let to = page.location().unwrap_or_default();
        assert!(
            page.status() == 303 && to.starts_with(entry.door.sign_in()),
            "{} {}: {} {to}",
            entry.method,
            entry.path,
            page.status()
        );
    }
}

#[tokio::test]
async fn a_session_of_one_door_never_works_at_the_other() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    let (adviser, young_person) = (amira, app.young_person(&sam));
    for entry in entries().iter().filter(|entry| entry.method == Method::GET) {
        let path = address(entry, &sam, &adviser.staff_id());
        let (visitor, wrong) = match (&entry.needs, entry.door) {
            (Needs::YoungPerson, _) => (&adviser, "staff at the young person's door"),
            (Needs::Roles(_), _) => (&young_person, "a young person at the staff door"),
            _ => continue,
        };
        assert_eq!(visitor.ask(&path).await.status(), 303, "{wrong}: {path}");
    }
}

#[tokio::test]
async fn acc_10_a_record_that_may_not_be_seen_looks_the_same_as_one_that_is_not_there() {
    let app = App::on("2026-11-22");
    let ben = app.personal_adviser("Ben");
    let sam = app.person("Sam", "2009-05-04", None);
    let hidden = ben.ask(&format!("/team/p/{sam}")).await;
    let missing = ben.ask(&format!("/team/p/{}", PersonId::fresh())).await;
    let no_page = ben.ask("/team/no-such-page").await;
    assert_eq!(hidden.status(), missing.status());
    assert_eq!(hidden.main(), missing.main());
    assert_eq!(hidden.main(), no_page.main());
}
