//! The access table: every page there is, who it is for, and what class of data it shows. A page not listed here
//! cannot be reached (SEC-01), and the exhaustive test walks this table.

use std::sync::LazyLock;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};
use waymark_cases::access::Role::{self, *};

use crate::app::App;
use crate::door::Door;
use crate::pages;

/// Who a page is for, at the door. Which record is decided again at the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needs {
    /// Nobody is looked up: assets and health.
    Nothing,
    /// Open to all: sign-in pages, help.
    Anyone,
    /// Anybody signed in at this door.
    SignedIn,
    /// The young person at their own door.
    YoungPerson,
    /// Staff holding one of these roles.
    Roles(&'static [Role]),
}

/// One row of the table.
#[derive(Debug, Clone)]
pub struct Entry {
    pub method: Method,
    pub path: &'static str,
    pub door: Door,
    pub needs: Needs,
    /// The page's name in the design (`S12`, `Y04`), or a word for one that has none.
    pub page: &'static str,
    /// Whether it wants a proof of who is there that is not older than 10 minutes (SEC-29).
    pub wants_fresh_proof: bool,
}

/// The table while it is being written.
pub struct Table {
    routes: Router<App>,
    entries: Vec<Entry>,
}

impl Table {
    fn new() -> Self {
        Self { routes: Router::new(), entries: Vec::new() }
    }

    pub(crate) fn split(self) -> (Router<App>, Vec<Entry>) {
        (self.routes, self.entries)
    }

    fn get<T: 'static>(self, page: &'static str, path: &'static str, needs: Needs, show: impl Handler<T, App>) -> Self {
        self.row(Method::GET, MethodFilter::GET, page, path, needs, show)
    }

    fn post<T: 'static>(
        self,
        page: &'static str,
        path: &'static str,
        needs: Needs,
        take: impl Handler<T, App>,
    ) -> Self {
        self.row(Method::POST, MethodFilter::POST, page, path, needs, take)
    }

    fn row<T: 'static>(
        mut self,
        method: Method,
        filter: MethodFilter,
        page: &'static str,
        path: &'static str,
        needs: Needs,
        handler: impl Handler<T, App>,
    ) -> Self {
        self.entries.push(Entry { method, path, door: Door::of_path(path), needs, page, wants_fresh_proof: false });
        self.routes = self.routes.route(path, on(filter, handler));
        self
    }
}

/// What is most private or hardest to undo, by the start of its address: roles and settings, who looked at a record, and
/// the passkeys of an account (SEC-29).
const WANT_FRESH_PROOF: &[&str] =
    &["/team/set-up", "/team/p/{person}/looked", "/team/account/passkey", "/me/record/looked", "/me/passkey"];

fn wanting_fresh_proof(mut table: Table) -> Table {
    let is_private = |entry: &Entry| {
        // The ceremony's own steps answer a script and check for themselves.
        !entry.path.starts_with("/me/passkey/sign-in")
            && !entry.path.starts_with("/me/passkey/add")
            && WANT_FRESH_PROOF.iter().any(|start| entry.path.starts_with(start))
    };
    for entry in table.entries.iter_mut().filter(|entry| is_private(entry)) {
        entry.wants_fresh_proof = true;
    }
    table
}

/// Whether there is a page to open at this path of the table, for links between rooms.
pub(crate) fn is_a_page(path: &str) -> bool {
    static PAGES: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| entries().iter().filter(|row| row.method == Method::GET).map(|row| row.path).collect());
    PAGES.contains(&path)
}

/// Every row, for tests and for `waymark routes`.
pub fn entries() -> Vec<Entry> {
    table().entries
}

/// Those who work with young people and their records.
const PRACTICE: &[Role] = &[
    PersonalAdviser,
    SocialWorker,
    PracticeSupervisor,
    TeamManager,
    HeadOfService,
    ReviewingOfficer,
    QualityAuditor,
    InformationGovernance,
    Advocate,
    Carer,
    PartnerAgency,
    FinanceOfficer,
    ParticipationOfficer,
];
/// Those who may list young people.
const LISTS: &[Role] =
    &[PersonalAdviser, SocialWorker, PracticeSupervisor, TeamManager, HeadOfService, ReviewingOfficer, QualityAuditor];
/// Those who change what is known of a young person.
const WRITES: &[Role] = &[PersonalAdviser, SocialWorker, TeamManager];
/// Those who keep the plan, home, work and health of a young person up to date.
const ADVISES: &[Role] = &[PersonalAdviser, SocialWorker];
/// Those who write down that something happened, each in the classes of data that are theirs.
const RECORDS: &[Role] = &[
    PersonalAdviser,
    SocialWorker,
    PracticeSupervisor,
    TeamManager,
    HeadOfService,
    FinanceOfficer,
    InformationGovernance,
];
/// Those who ask for money, decide on it or pay it. Which of the three each may do is decided at the data.
const HANDS: &[Role] = &[PersonalAdviser, SocialWorker, TeamManager, HeadOfService, FinanceOfficer];
/// Those who approve a plan that somebody else wrote.
const APPROVES_PLANS: &[Role] = &[PracticeSupervisor, TeamManager];
/// Those who set up a review.
const ARRANGES_REVIEWS: &[Role] = &[PersonalAdviser, SocialWorker, ReviewingOfficer];
/// Those who write something about one: a manager answers its decisions.
const REVIEWS: &[Role] = &[PersonalAdviser, SocialWorker, ReviewingOfficer, TeamManager];
const MANAGES: &[Role] = &[TeamManager, HeadOfService];
/// Those who read who may be told what.
const SEES_SHARING: &[Role] = &[
    PersonalAdviser,
    SocialWorker,
    PracticeSupervisor,
    TeamManager,
    HeadOfService,
    ReviewingOfficer,
    QualityAuditor,
    InformationGovernance,
];
/// Those who settle whether a note that is not shared stays held back.
const SETTLES: &[Role] = &[TeamManager];
const RETURNS: &[Role] = &[DataAnalyst];
const SETS_UP: &[Role] = &[SystemAdministrator];
/// Managers read what the council promises; only set-up changes it.
const READS_PROMISES: &[Role] = &[SystemAdministrator, TeamManager, HeadOfService];

pub(crate) fn table() -> Table {
    let table = street(Table::new());
    let table = staff_sign_in(table);
    let table = staff_people(table);
    let table = staff_going(table);
    let table = staff_plans(table);
    let table = staff_reviews(table);
    let table = staff_returns(table);
    let table = staff_set_up(table);
    wanting_fresh_proof(own_plan(young_person(table)))
}

fn street(table: Table) -> Table {
    table
        .get("health", "/health", Needs::Nothing, pages::health::get)
        .get("assets", "/assets/{file}", Needs::Nothing, crate::assets::serve)
        .get("brand", "/brand.css", Needs::Anyone, pages::brand::get)
        .get("front", "/", Needs::Anyone, pages::front::get)
        .get("calendar", "/calendar/{file}", Needs::Anyone, pages::calendar::get)
        .get("outbox", "/outbox", Needs::Anyone, pages::outbox::get)
}

fn staff_sign_in(table: Table) -> Table {
    use pages::team::{account, sign_in, sign_out};
    use pages::{calendar, passkeys};
    table
        .get("S01", "/team/sign-in", Needs::Anyone, sign_in::get)
        .post("S01", "/team/sign-in", Needs::Anyone, sign_in::post)
        .get("S01", "/team/sign-in/code", Needs::Anyone, sign_in::code::get)
        .post("S01", "/team/sign-in/code", Needs::Anyone, sign_in::code::post)
        .get("S01", "/team/invite/{token}", Needs::Anyone, sign_in::invite::get)
        .post("S01", "/team/invite/{token}", Needs::Anyone, sign_in::invite::post)
        .get("sign-out", "/team/sign-out", Needs::SignedIn, sign_out::get)
        .post("sign-out", "/team/sign-out", Needs::SignedIn, sign_out::post)
        .post("passkey", "/team/passkey/sign-in/start", Needs::Anyone, passkeys::start_sign_in)
        .post("passkey", "/team/passkey/sign-in/finish", Needs::Anyone, passkeys::finish_sign_in)
        .post("passkey", "/team/passkey/prove/finish", Needs::SignedIn, passkeys::finish_proof)
        .post("passkey", "/team/passkey/add/start", Needs::SignedIn, passkeys::start_add)
        .post("passkey", "/team/passkey/add/finish", Needs::SignedIn, passkeys::finish_add)
        .get("account", "/team/account", Needs::SignedIn, account::get)
        .post("account", "/team/account/end", Needs::SignedIn, account::post_end)
        .get("account", "/team/account/passkey", Needs::SignedIn, account::passkey::get)
        .post("account", "/team/account/passkey/end", Needs::SignedIn, account::passkey::post_end)
        .get("account", "/team/account/password", Needs::SignedIn, account::password::get)
        .post("account", "/team/account/password", Needs::SignedIn, account::password::post)
        .get("account", "/team/account/calendar", Needs::SignedIn, calendar::get_own)
        .post("account", "/team/account/calendar", Needs::SignedIn, calendar::post_own)
        .post("account", "/team/account/calendar/end", Needs::SignedIn, calendar::post_end)
        .get("prove", "/team/prove", Needs::SignedIn, account::prove::get)
        .post("prove", "/team/prove", Needs::SignedIn, account::prove::post)
        .get("beside", "/team/p/{person}/beside", Needs::Roles(WRITES), pages::team::person::beside::get)
        .post("beside", "/team/p/{person}/beside", Needs::Roles(WRITES), pages::team::person::beside::post)
}

fn staff_people(table: Table) -> Table {
    use pages::team::person::clocks::{ASKS, SAYS_WHY, SETS_ASIDE};
    let (says_why, sets_aside, asks) = (|| Needs::Roles(SAYS_WHY), || Needs::Roles(SETS_ASIDE), || Needs::Roles(ASKS));
    use pages::team::{add, allocate, caseload, changes, held, late, oversight, people, person, search, today};
    table
        .get("S02", "/team", Needs::SignedIn, today::get)
        .get("S04", "/team/changes", Needs::Roles(LISTS), changes::get)
        .get("S03", "/team/search", Needs::Roles(LISTS), search::get)
        .post("S03", "/team/search", Needs::Roles(LISTS), search::post)
        .get("S11", "/team/people/add", Needs::Roles(WRITES), add::get)
        .post("S11", "/team/people/add", Needs::Roles(WRITES), add::post)
        .get("S53", "/team/allocate", Needs::Roles(MANAGES), allocate::get)
        .post("S53", "/team/allocate", Needs::Roles(MANAGES), allocate::post)
        .get("S10", "/team/people", Needs::Roles(LISTS), people::get)
        .get("S12", "/team/p/{person}", Needs::Roles(PRACTICE), person::overview::get)
        .get("S12", "/team/p/{person}/clock/{clock}", Needs::Roles(LISTS), person::clocks::get)
        .post("S12", "/team/p/{person}/clock/{clock}/reason", says_why(), person::clocks::post_reason)
        .post("S12", "/team/p/{person}/clock/{clock}/set-aside", sets_aside(), person::clocks::post_set_aside)
        .post("S50", "/team/p/{person}/ask-adviser", asks(), person::clocks::post_ask_adviser)
        .get("S50", "/team/late", Needs::Roles(LISTS), late::get)
        .get("S51", "/team/caseload", asks(), caseload::get)
        .get("S52", "/team/oversight", asks(), oversight::get)
        .get("S33", "/team/p/{person}/oversight", Needs::Roles(LISTS), person::oversight::get)
        .post("S33", "/team/p/{person}/oversight", asks(), person::oversight::post)
        .get("S34", "/team/p/{person}/entitlement", Needs::Roles(PRACTICE), person::entitlement::get)
        .get("S34", "/team/p/{person}/entitlement/{entitlement}", Needs::Roles(PRACTICE), person::can_get::get)
        .post("S34", "/team/p/{person}/entitlement/{entitlement}", Needs::Roles(HANDS), person::can_get::post)
        .get("S34", "/team/p/{person}/papers/{paper}", Needs::Roles(WRITES), person::papers::get)
        .post("S34", "/team/p/{person}/papers/{paper}", Needs::Roles(WRITES), person::papers::post)
        .get("S15", "/team/p/{person}/change", Needs::Roles(ADVISES), person::recorded::get_change)
        .get("S15", "/team/p/{person}/change/{change}", Needs::Roles(ADVISES), person::recorded::get_one_change)
        .post("S15", "/team/p/{person}/change/{change}", Needs::Roles(ADVISES), person::recorded::post_one_change)
        .get("S28", "/team/p/{person}/home", Needs::Roles(PRACTICE), person::home::get)
        .get("S29", "/team/p/{person}/learning", Needs::Roles(PRACTICE), person::learning::get)
        .get("S30", "/team/p/{person}/health", Needs::Roles(PRACTICE), person::health::get)
        .get("record", "/team/p/{person}/record", Needs::Roles(RECORDS), person::recorded::get)
        .get("record", "/team/p/{person}/record/{event}", Needs::Roles(RECORDS), person::recorded::get_one)
        .post("record", "/team/p/{person}/record/{event}", Needs::Roles(RECORDS), person::recorded::post_one)
        .get("S13", "/team/p/{person}/timeline", Needs::Roles(PRACTICE), person::timeline::get)
        .get("S14", "/team/p/{person}/contact", Needs::Roles(WRITES), person::contact::get)
        .post("S14", "/team/p/{person}/contact", Needs::Roles(WRITES), person::contact::post)
        .get("S14", "/team/p/{person}/contact/entry/answer", Needs::Roles(WRITES), person::answer::get)
        .post("S14", "/team/p/{person}/contact/entry/answer", Needs::Roles(WRITES), person::answer::post)
        .get("S54", "/team/p/{person}/contact/decide", Needs::Roles(SETTLES), person::held::get)
        .post("S54", "/team/p/{person}/contact/decide", Needs::Roles(SETTLES), person::held::post)
        .get("S54", "/team/held", Needs::Roles(SETTLES), held::get)
        .get("S14", "/team/p/{person}/contact/plan", Needs::Roles(WRITES), person::appointments::get)
        .post("S14", "/team/p/{person}/contact/plan", Needs::Roles(WRITES), person::appointments::post)
        .post("S14", "/team/p/{person}/contact/plan/off", Needs::Roles(WRITES), person::appointments::post_off)
        .get("S14", "/team/p/{person}/contact/entry", Needs::Roles(PRACTICE), person::met::get)
        .get("S16", "/team/p/{person}/about", Needs::Roles(PRACTICE), person::about::get)
        .get("S16", "/team/p/{person}/about/{kind}", Needs::Roles(WRITES), person::about::get_change)
        .post("S16", "/team/p/{person}/about/{kind}", Needs::Roles(WRITES), person::about::post_change)
        .get("sharing", "/team/p/{person}/sharing", Needs::Roles(SEES_SHARING), person::sharing::get)
        .post("sharing", "/team/p/{person}/sharing/stop", Needs::Roles(ADVISES), person::sharing::post_stop)
        .get("sharing", "/team/p/{person}/sharing/add", Needs::Roles(ADVISES), person::sharing::get_add)
        .post("sharing", "/team/p/{person}/sharing/add", Needs::Roles(ADVISES), person::sharing::post_add)
        .get("sharing", "/team/p/{person}/sharing/without", Needs::Roles(ADVISES), person::sharing_without::get)
        .post("sharing", "/team/p/{person}/sharing/without", Needs::Roles(ADVISES), person::sharing_without::post)
        .get("sharing", "/team/p/{person}/sharing/without/decide", Needs::Roles(MANAGES), person::sharing::get_decide)
        .post("sharing", "/team/p/{person}/sharing/without/decide", Needs::Roles(MANAGES), person::sharing::post_decide)
        .get("S38", "/team/p/{person}/pack", Needs::Roles(LISTS), person::pack::get)
        .post("S38", "/team/p/{person}/pack", Needs::Roles(LISTS), person::pack::post)
        .get("S37", "/team/p/{person}/looked", Needs::Roles(PRACTICE), person::looked::get)
}

/// Getting to know each other, how it is going, and questions from 0 to 10.
fn staff_going(table: Table) -> Table {
    use pages::team::person::assess::{self, domain, finish};
    use pages::team::person::{going, scale};
    let (reads, writes, approves) =
        (|| Needs::Roles(LISTS), || Needs::Roles(ADVISES), || Needs::Roles(finish::APPROVES));
    table
        .get("S17", "/team/p/{person}/assess", reads(), assess::get)
        .get("S17", "/team/p/{person}/assess/finish", writes(), finish::get)
        .post("S17", "/team/p/{person}/assess/finish", writes(), finish::post)
        .get("S17", "/team/p/{person}/assess/approve", approves(), finish::get_approve)
        .post("S17", "/team/p/{person}/assess/approve", approves(), finish::post_approve)
        .get("S17", "/team/p/{person}/assess/{domain}", reads(), domain::get)
        .post("S17", "/team/p/{person}/assess/{domain}", writes(), domain::post)
        .post("S17", "/team/p/{person}/assess/{domain}/analysis", writes(), domain::post_analysis)
        .post("S17", "/team/p/{person}/assess/{domain}/agreed", writes(), domain::post_agreed)
        .get("S20", "/team/p/{person}/going", reads(), going::get)
        .get("S20", "/team/p/{person}/going/record", writes(), going::get_record)
        .post("S20", "/team/p/{person}/going/record", writes(), going::post_record)
        .get("S22", "/team/p/{person}/scale", reads(), scale::get)
        .get("S22", "/team/p/{person}/scale/new", writes(), scale::get_new)
        .post("S22", "/team/p/{person}/scale/new", writes(), scale::post_new)
        .get("S22", "/team/p/{person}/scale/{question}", reads(), scale::get_one)
        .post("S22", "/team/p/{person}/scale/{question}", writes(), scale::post_one)
        .post("S22", "/team/p/{person}/scale/{question}/words", writes(), scale::post_words)
}

fn staff_plans(table: Table) -> Table {
    use pages::team::approvals;
    use pages::team::person::plan::{self, add, agreement, goal, matter, part, promise, version};
    let (reads, writes, approves) =
        (|| Needs::Roles(PRACTICE), || Needs::Roles(ADVISES), || Needs::Roles(APPROVES_PLANS));
    table
        .get("S54", "/team/approvals", approves(), approvals::get)
        .get("S18", "/team/p/{person}/plan", reads(), plan::get)
        .post("S18", "/team/p/{person}/plan/send", writes(), plan::post_send)
        .get("S18", "/team/p/{person}/plan/add", writes(), add::get)
        .post("S18", "/team/p/{person}/plan/add", writes(), add::post)
        .get("S18", "/team/p/{person}/plan/promise", writes(), promise::get)
        .post("S18", "/team/p/{person}/plan/promise", writes(), promise::post)
        .get("S18", "/team/p/{person}/plan/matter/{matter}", writes(), matter::get)
        .post("S18", "/team/p/{person}/plan/matter/{matter}", writes(), matter::post)
        .get("S18", "/team/p/{person}/plan/agreement", writes(), agreement::get)
        .post("S18", "/team/p/{person}/plan/agreement", writes(), agreement::post)
        .post("S18", "/team/p/{person}/plan/step/{step}", writes(), goal::post_step)
        .get("S18", "/team/p/{person}/plan/version/{number}", reads(), version::get)
        .post("S54", "/team/p/{person}/plan/version/{number}", approves(), version::post)
        .get("S19", "/team/p/{person}/plan/goal/{goal}", reads(), goal::get)
        .get("S19", "/team/p/{person}/plan/goal/{goal}/{aspect}", writes(), part::get)
        .post("S19", "/team/p/{person}/plan/goal/{goal}/{aspect}", writes(), part::post)
}

/// Reviews of the plan and of care. Who may write what about one is decided at the data.
fn staff_reviews(table: Table) -> Table {
    use pages::team::meetings as everybody;
    use pages::team::person::meetings::{self, arrange, one, thing};
    let (reads, writes) = (|| Needs::Roles(LISTS), || Needs::Roles(REVIEWS));
    table
        .get("S40", "/team/meetings", reads(), everybody::get)
        .get("S27", "/team/p/{person}/meetings", reads(), meetings::get)
        .post("S27", "/team/p/{person}/meetings", Needs::Roles(ARRANGES_REVIEWS), meetings::post)
        .get("S41", "/team/p/{person}/meetings/new", Needs::Roles(ARRANGES_REVIEWS), arrange::get)
        .post("S41", "/team/p/{person}/meetings/new", Needs::Roles(ARRANGES_REVIEWS), arrange::post)
        .get("S44", "/team/p/{person}/meetings/{meeting}", reads(), one::get)
        .get("S44", "/team/p/{person}/meetings/{meeting}/{thing}", writes(), thing::get)
        .post("S44", "/team/p/{person}/meetings/{meeting}/{thing}", writes(), thing::post)
}

fn staff_returns(table: Table) -> Table {
    use pages::team::data::{self, changes, confirm, one, preview, problems};
    let needs = || Needs::Roles(RETURNS);
    table
        .get("S63", "/team/data", needs(), data::get)
        .post("S63", "/team/data", needs(), data::post)
        .get("S64", "/team/data/problems", needs(), problems::get)
        .get("S63", "/team/data/{import}", needs(), one::get)
        .post("S63", "/team/data/{import}/files", needs(), one::post_files)
        .post("S63", "/team/data/{import}/files/{position}/take-out", needs(), one::post_take_out)
        .post("S63", "/team/data/{import}/year", needs(), one::post_year)
        .post("S63", "/team/data/{import}/give-up", needs(), one::post_give_up)
        .get("S63", "/team/data/{import}/preview", needs(), preview::get)
        .get("S63", "/team/data/{import}/groups/{group}", needs(), preview::get_group)
        .post("S63", "/team/data/{import}/groups/{group}", needs(), preview::post_group)
        .get("S63", "/team/data/{import}/changes", needs(), changes::get)
        .get("S63", "/team/data/{import}/confirm", needs(), confirm::get)
        .post("S63", "/team/data/{import}/confirm", needs(), confirm::post)
        .get("S63", "/team/data/{import}/undo", needs(), confirm::get_undo)
        .post("S63", "/team/data/{import}/undo", needs(), confirm::post_undo)
}
fn staff_set_up(table: Table) -> Table {
    use pages::team::set_up::{self, parts, people, promises, teams, wording};
    table
        .get("S80", "/team/set-up", Needs::Roles(SETS_UP), set_up::get)
        .get("S80", "/team/set-up/people", Needs::Roles(SETS_UP), people::get)
        .get("S80", "/team/set-up/people/add", Needs::Roles(SETS_UP), people::get_add)
        .post("S80", "/team/set-up/people/add", Needs::Roles(SETS_UP), people::post_add)
        .get("S80", "/team/set-up/people/{staff}", Needs::Roles(SETS_UP), people::get_one)
        .post("S80", "/team/set-up/people/{staff}", Needs::Roles(SETS_UP), people::post_ask)
        .post("S80", "/team/set-up/people/{staff}/end-role/{held}", Needs::Roles(SETS_UP), people::post_end_role)
        .post("S80", "/team/set-up/people/{staff}/invite", Needs::Roles(SETS_UP), people::post_invite)
        .post("S80", "/team/set-up/people/{staff}/left", Needs::Roles(SETS_UP), people::post_left)
        .post("S80", "/team/set-up/roles/{request}", Needs::Roles(SETS_UP), people::post_decision)
        .get("S81", "/team/set-up/teams", Needs::Roles(SETS_UP), teams::get)
        .post("S81", "/team/set-up/teams", Needs::Roles(SETS_UP), teams::post)
        .post("S81", "/team/set-up/teams/starting", Needs::Roles(SETS_UP), teams::post_starting)
        .get("promises", "/team/set-up/promises", Needs::Roles(READS_PROMISES), promises::get)
        .post("promises", "/team/set-up/promises/pack", Needs::Roles(SETS_UP), promises::post_pack)
        .post("promises", "/team/set-up/promises/value", Needs::Roles(SETS_UP), promises::post_value)
        .get("S82", "/team/set-up/parts", Needs::Roles(SETS_UP), parts::get)
        .post("S82", "/team/set-up/parts", Needs::Roles(SETS_UP), parts::post)
        .get("S82", "/team/set-up/wording", Needs::Roles(SETS_UP), wording::get)
        .post("S82", "/team/set-up/wording", Needs::Roles(SETS_UP), wording::post)
}

fn young_person(table: Table) -> Table {
    use pages::me;
    let table = young_person_sign_in(table);
    table
        .get("Y30", "/me/record", Needs::YoungPerson, me::record::get)
        .get("Y31", "/me/record/held", Needs::YoungPerson, me::entry::get_held)
        .post("Y31", "/me/record/held", Needs::YoungPerson, me::entry::post_held)
        .get("Y33", "/me/record/copy", Needs::YoungPerson, me::copy::get)
        .post("Y33", "/me/record/copy", Needs::YoungPerson, me::copy::post)
        .get("Y31", "/me/record/{entry}", Needs::YoungPerson, me::entry::get)
        .post("Y31", "/me/record/{entry}", Needs::YoungPerson, me::entry::post)
        .get("Y32", "/me/record/looked", Needs::YoungPerson, me::looked::get)
        .get("Y23", "/me/rights", Needs::YoungPerson, me::rights::get)
        .get("Y23", "/me/rights/{entitlement}", Needs::YoungPerson, me::can_get::get)
        .post("Y23", "/me/rights/{entitlement}", Needs::YoungPerson, me::can_get::post)
        .get("Y34", "/me/promises", Needs::YoungPerson, me::promises::get)
        .post("Y34", "/me/promises", Needs::YoungPerson, me::promises::post)
        .get("Y08", "/me/going", Needs::YoungPerson, me::going::get)
        .get("Y08", "/me/going/end", Needs::YoungPerson, me::going::get_end)
        .post("Y08", "/me/going/end", Needs::YoungPerson, me::going::post_end)
        .post("Y08", "/me/going/order", Needs::YoungPerson, me::going::post_order)
        .get("Y08", "/me/going/{part}", Needs::YoungPerson, me::going::get_part)
        .post("Y08", "/me/going/{part}", Needs::YoungPerson, me::going::post_part)
        .get("Y09", "/me/scale", Needs::YoungPerson, me::scale::get)
        .get("Y09", "/me/scale/new", Needs::YoungPerson, me::scale::get_new)
        .post("Y09", "/me/scale/new", Needs::YoungPerson, me::scale::post_new)
        .get("Y09", "/me/scale/{question}", Needs::YoungPerson, me::scale::get_one)
        .post("Y09", "/me/scale/{question}", Needs::YoungPerson, me::scale::post_one)
        .post("Y09", "/me/scale/{question}/words", Needs::YoungPerson, me::scale::post_words)
        .get("know", "/me/know", Needs::YoungPerson, me::know::get)
        .get("know", "/me/know/{domain}", Needs::YoungPerson, me::know::get_one)
        .post("know", "/me/know/{domain}", Needs::YoungPerson, me::know::post_one)
        .post("know", "/me/know/{domain}/agree", Needs::YoungPerson, me::know::post_agree)
        .get("Y43", "/me/sharing", Needs::YoungPerson, me::sharing::get)
        .post("Y43", "/me/sharing/stop", Needs::YoungPerson, me::sharing::post_stop)
        .get("Y43", "/me/sharing/add", Needs::YoungPerson, me::sharing::get_add)
        .post("Y43", "/me/sharing/add", Needs::YoungPerson, me::sharing::post_add)
        .get("Y40", "/me/help", Needs::Anyone, me::help::get)
        .get("Y43", "/me/settings", Needs::YoungPerson, me::settings::get)
        .get("Y43", "/me/settings/{kind}", Needs::YoungPerson, me::settings::get_one)
        .post("Y43", "/me/settings/{kind}", Needs::YoungPerson, me::settings::post_one)
}

fn own_plan(table: Table) -> Table {
    use pages::me::plan::{self, add, agree, goal, paper, part};
    let own = || Needs::YoungPerson;
    own_meetings(table)
        .get("Y05", "/me/plan", own(), plan::get)
        .get("Y05", "/me/plan/agree", own(), agree::get)
        .post("Y05", "/me/plan/agree", own(), agree::post)
        .get("Y05", "/me/plan/paper", own(), paper::get)
        .post("Y05", "/me/plan/paper", own(), paper::post)
        .get("Y06", "/me/plan/add", own(), add::get)
        .post("Y06", "/me/plan/add", own(), add::post)
        .get("Y06", "/me/plan/{goal}/saved", own(), add::get_saved)
        .post("Y07", "/me/plan/step/{step}", own(), goal::post_step)
        .get("Y07", "/me/plan/{goal}", own(), goal::get)
        .get("Y07", "/me/plan/{goal}/{aspect}", own(), part::get)
        .post("Y07", "/me/plan/{goal}/{aspect}", own(), part::post)
}

fn own_meetings(table: Table) -> Table {
    use pages::me::meetings::{self, agreed, plan, run};
    let own = || Needs::YoungPerson;
    table
        .get("Y13", "/me/meetings", own(), meetings::get)
        .post("Y13", "/me/meetings", own(), meetings::post)
        .get("Y14", "/me/meetings/{meeting}/plan", own(), plan::get)
        .post("Y14", "/me/meetings/{meeting}/plan", own(), plan::post)
        .get("Y15", "/me/meetings/{meeting}/run", own(), run::get)
        .post("Y15", "/me/meetings/{meeting}/run", own(), run::post)
        .get("Y16", "/me/meetings/{meeting}/agreed", own(), agreed::get)
        .post("Y16", "/me/meetings/{meeting}/agreed", own(), agreed::post)
}

fn young_person_sign_in(table: Table) -> Table {
    use pages::me::{devices, leave_now, leave_page, passkey, sign_in, sign_out, start, welcome};
    use pages::{calendar, passkeys};
    table
        .get("Y01", "/me", Needs::Anyone, welcome::get)
        .get("Y02", "/me/in", Needs::Anyone, sign_in::get)
        .post("Y02", "/me/in", Needs::Anyone, sign_in::post)
        .get("Y02", "/me/in/code", Needs::Anyone, sign_in::code::get)
        .post("Y02", "/me/in/code", Needs::Anyone, sign_in::code::post)
        .get("Y02", "/me/in/beside", Needs::Anyone, sign_in::beside::get)
        .post("Y02", "/me/in/beside", Needs::Anyone, sign_in::beside::post)
        .post("Y02", "/me/in/beside/go", Needs::Anyone, sign_in::beside::post_go_on)
        .get("Y03", "/me/start/{step}", Needs::YoungPerson, start::get)
        .post("Y03", "/me/start/{step}", Needs::YoungPerson, start::post)
        .get("Y03", "/me/leave-page", Needs::YoungPerson, leave_page::get)
        .get("leave", "/me/leave-now", Needs::Anyone, leave_now::get)
        .get("sign-out", "/me/sign-out", Needs::YoungPerson, sign_out::get)
        .post("sign-out", "/me/sign-out", Needs::YoungPerson, sign_out::post)
        .post("passkey", "/me/passkey/sign-in/start", Needs::Anyone, passkeys::start_sign_in)
        .post("passkey", "/me/passkey/sign-in/finish", Needs::Anyone, passkeys::finish_sign_in)
        .post("passkey", "/me/passkey/add/start", Needs::YoungPerson, passkeys::start_add)
        .post("passkey", "/me/passkey/add/finish", Needs::YoungPerson, passkeys::finish_add)
        .get("Y43", "/me/passkey", Needs::YoungPerson, passkey::get)
        .post("Y43", "/me/passkey/end", Needs::YoungPerson, passkey::post_end)
        .get("Y43", "/me/calendar", Needs::YoungPerson, calendar::get_own)
        .post("Y43", "/me/calendar", Needs::YoungPerson, calendar::post_own)
        .post("Y43", "/me/calendar/end", Needs::YoungPerson, calendar::post_end)
        .get("Y43", "/me/devices", Needs::YoungPerson, devices::get)
        .post("Y43", "/me/devices/end", Needs::YoungPerson, devices::post_end)
        .post("Y43", "/me/devices/own", Needs::YoungPerson, devices::post_own)
}
