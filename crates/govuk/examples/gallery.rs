//! Every component on one page, to be looked at: `cargo run -p waymark-govuk --example gallery -- team STYLE`
//! writes the staff page to standard output, and `-- me STYLE` the young person's. STYLE is the address of the
//! style sheet; scripts may follow.

use maud::{Markup, Render, html};
use std::io::Write;
use waymark_govuk::*;

fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip(1);
    let door = words.next().unwrap_or_default();
    let (styles, scripts): (Vec<String>, Vec<String>) = words.partition(|address| address.ends_with(".css"));
    let page = if door == "me" { me() } else { team() };
    let page = Page { styles, scripts, ..page };
    std::io::stdout().write_all(page.render().into_string().as_bytes())
}

fn team() -> Page {
    Page {
        title: "Components – staff – Waymark".into(),
        above_header: Demonstration::default().render(),
        header: html! { (team_header()) (team_navigation()) },
        before_main: person_bar().render(),
        main: html! {
            (record())
            (list_of_people())
            (form())
            (messages())
        },
        footer: foot(),
        body_classes: "wm-team".into(),
        ..Page::default()
    }
}

fn team_header() -> GenericHeader {
    let end = html! {
        form action="/team/search" method="get" role="search" {
            label.govuk-visually-hidden for="header-search" { "Find a person" }
            input.govuk-input id="header-search" name="q" type="search";
            (Button::new("Search"))
        }
        a href="/team/account" { "Jo Barker" }
    };
    GenericHeader::new("Northmoor Council", "/team").end(end)
}

fn team_navigation() -> ServiceNavigation {
    ServiceNavigation::new([
        NavigationItem::new("Today", "/team"),
        NavigationItem::new("Young people", "/team/people").active(true),
        NavigationItem::new("Meetings", "/team/meetings"),
        NavigationItem::new("Reports", "/team/reports"),
    ])
    .service("Waymark", "/team")
}

fn person_bar() -> PersonBar {
    PersonBar::new("Tam Okoro")
        .page_heading()
        .tag(&Tag::new("Former relevant"))
        .tag(&Badge { colour: BadgeColour::Purple, ..Badge::new("Safety plan") })
        .fact("19")
        .fact("they/them")
        .fact("Prefers text")
        .fact("Needs an interpreter: Tigrinya")
        .fact("Jo Barker, for 2 years")
        .action(&Button::link("Record a contact", "#"))
        .action(&ButtonMenu::new("More", [Button::link("Record a change", "#"), Button::link("Print pack", "#")]))
}

fn sections() -> Markup {
    html! {
        nav.wm-sections aria-label="Sections of the record" {
            h2.wm-sections__group { "Now" }
            ul { li { a.govuk-link href="#" aria-current="page" { "Overview" } } li { a.govuk-link href="#" { "Timeline" } } }
            h2.wm-sections__group { "Record" }
            ul { li { a.govuk-link href="#" { "Entitlement" } } li { a.govuk-link href="#" { "Who looked" } } }
        }
    }
}

fn record() -> Markup {
    html! {
        div.wm-beside {
            (sections())
            div {
                h2.govuk-heading-l { "Overview" }
                h3.govuk-heading-m { "In their words" }
                (Words::new("I want my own place, near the college.\nAnd a dog.", "Tam, in a call, 3 November 2026"))
                (status())
                (Timeline { level: Some(3), ..Timeline::new(timeline()) })
            }
        }
    }
}

fn status() -> Markup {
    let strip = AgeStrip {
        id: "strip".into(),
        title: "From 14 to 25".into(),
        says: "In care from 14 and a half to 18. Former relevant until 25 unless support ends sooner.".into(),
        spans: vec![
            AgeSpan { from: 14.5, to: 16.2, kind: SpanKind::Counts },
            AgeSpan { from: 16.2, to: 16.6, kind: SpanKind::DoesNotCount },
            AgeSpan { from: 16.6, to: 18.0, kind: SpanKind::Counts },
            AgeSpan { from: 18.0, to: 19.4, kind: SpanKind::Support },
        ],
        now: Some(19.4),
    };
    let weeks = WeeksBar {
        id: "weeks".into(),
        counts: "Weeks in care since turning 14".into(),
        says: "161 weeks counted. 13 weeks are needed.".into(),
        days: 161 * 7,
        needed_days: 91,
    };
    let few = WeeksBar {
        id: "few".into(),
        says: "9 weeks and 3 days counted. 13 are needed.".into(),
        days: 66,
        ..weeks.clone()
    };
    let list = SummaryList::new([
        SummaryRow::new("Status", "Former relevant").change("#", "status"),
        SummaryRow::new("Since", "12 June 2025").change("#", "the date"),
        SummaryRow::new("Next change", "Turns 21 on 12 June 2028"),
    ]);
    html! {
        (list.card(SummaryCard::new("Status").level(3).action(Action::new("Why", "#", "this status"))))
        (Reasons(vec![
            Reason::new("Was looked after on their 16th birthday.").source("Children Act 1989, schedule 2, paragraph 19B"),
            Reason::new("Was looked after for 161 weeks since turning 14: more than 13.").source("Care Leavers Regulations 2010, regulation 3"),
        ]))
        (strip) (weeks) (few)
    }
}

fn timeline() -> Vec<TimelineItem> {
    let item = |title: &'static str, datetime: &str, date: &str, content: &'static str| TimelineItem {
        title: title.into(),
        byline: Some("Jo Barker".into()),
        datetime: datetime.into(),
        date: date.into(),
        content: html! { p.govuk-body { (content) } }.into(),
        ..TimelineItem::default()
    };
    vec![
        item("Moved to a flat", "2026-11-03", "3 November 2026", "They have the keys and the heating works."),
        item("Talked by phone", "2026-10-20", "20 October 2026", "About college and the move."),
    ]
}

fn list_of_people() -> Markup {
    let rows = [
        ["Tam Okoro", "19", "Former relevant", "3 November 2026", "2"],
        ["Sam Achterberg-Featherstonehaugh", "17", "Eligible", "1 September 2026", "0"],
        ["Ash Lee", "22", "Qualifying", "Not yet", "1"],
    ];
    let table = CardTable::new(
        "3 young people",
        [
            Column::new("Name").sort("?by=name", Some(SortOrder::Ascending)),
            Column::number("Age").sort("?by=age", None),
            Column::new("Status"),
            Column::new("Last talked").sort("?by=talked", None),
            Column::number("Late"),
        ],
    )
    .rows(rows.map(|[name, age, status, talked, late]| {
        vec![
            Cell::new(html! { a.govuk-link href="#" { (name) } }),
            Cell::number(age),
            Cell::new(Content::of(&Tag::new(status).colour(if status == "Eligible" {
                TagColour::Purple
            } else {
                TagColour::Plain
            }))),
            Cell::new(talked),
            Cell::number(late),
        ]
    }));
    let options = Checkboxes::new("group", Legend::new("Group").size(Size::Small))
        .small()
        .choice("eligible", "Eligible")
        .choice("former", "Former relevant")
        .chosen(["former"]);
    let filter = Filter::new(Content::of(&options), "/team/people")
        .chosen([Chosen::new("Group", [("Former relevant".to_owned(), "?".to_owned())])]);
    html! {
        h2.govuk-heading-l { "Young people" }
        (Search::new("/team/search", "Find a person").hint("Any name they use or have used, or an id"))
        (Figures(vec![
            Figure::new(241, "eligible").href("#"),
            Figure::new(471, "former relevant").href("#"),
            Figure::new(98, "others"),
        ]))
        div.wm-with-filter {
            form method="get" { (filter) }
            div { (table) (Pagination::of(3, 33, |page| format!("?page={page}"))) }
        }
    }
}

fn form() -> Markup {
    html! {
        h2.govuk-heading-l { "A form" }
        (ErrorSummary { disable_auto_focus: Some(true), ..ErrorSummary::new([ErrorItem::new("born-day", "Enter the date they were born"), ErrorItem::new("name", "Enter a name")]) })
        form method="post" {
            (TextInput::new("name", Label::new("What do they like to be called?").size(Size::Medium)).hint("Just the name they use").error(Some("Enter a name")))
            (DateInput::new("born", Legend::new("When were they born?").size(Size::Medium)).hint("For example, 27 3 2008").typed(["", "3", "2008"]).wrong([true, false, false]).error(Some("Date of birth must include a day")))
            (Radios::new("how", Legend::new("How did you meet?").size(Size::Medium))
                .choice("visit", "Visit")
                .item(Choice::new("call", "Call").hint("Phone or video"))
                .divider("or")
                .item(Choice::new("other", "Another way").reveals(Content::of(&TextInput::new("other-way", "Which way?")))))
            (Radios::new("alone", "Did you see them on their own?").inline().choice("yes", "Yes").choice("no", "No").chosen("yes"))
            (Checkboxes::new("needs", "What do they need?").choice("home", "A home").choice("work", "Work").item(ChoiceItem::Divider("or".into())).item(Choice::new("none", "None of these").exclusive()))
            (Select::new("adviser", "Adviser").option("", "Choose").option("jo", "Jo Barker"))
            (CharacterCount::new(Textarea::new("words", "What they said, in their words").rows(4), Limit::Length(2000)))
            (PasswordInput::new("password", "Password"))
            (FileUpload::new("files", "Files for the return").multiple().accept(".csv,.xml").hint("Any file names"))
            div.govuk-button-group {
                (Button::save("Save")) (Button::new("Save and add another").secondary()) (Button::new("Remove").warning())
                a.govuk-link href="#" { "Cancel" }
            }
        }
    }
}

fn messages() -> Markup {
    html! {
        h2.govuk-heading-l { "Messages" }
        (NotificationBanner { disable_auto_focus: Some(true), title_id: Some("saved".into()), ..NotificationBanner::success("Saved. Tam can see it now.") })
        (NotificationBanner::new("2 people are waiting for a reply."))
        (WarningText::new("Opening this record is written down and your manager is told."))
        (InsetText::new("Support does not end because an answer was no."))
        (Details::new("Why we ask this", "So that nobody has to say it twice."))
        (TaskList::new("tasks", [
            Task::new("Getting to know you", Tag::new("Started")).href("#").hint("3 of 8 parts"),
            Task::new("Plan", "Agreed").href("#"),
        ]))
        (Panel::interruption("Is this the same person?", html! { p { "Tam Okoro, born 12 June 2007, is already here." } })
            .action(PanelAction::go("Yes, open their record", "#"))
            .action(PanelAction::link("No, add a new person", "#")))
        (Table::new("Sum", ["Period", "Days"]).row(["1 March 2022 to 12 June 2025", "1,199"]))
        p.govuk-body { (Tag::new("Plain")) " " (Tag::new("Grey").colour(TagColour::Grey)) " " (Tag::new("Teal").colour(TagColour::Teal)) " " (Tag::new("Purple").colour(TagColour::Purple)) " " (Tag::new("Orange").colour(TagColour::Orange)) " " (Tag::new("Yellow").colour(TagColour::Yellow)) " " (Badge::new("Badge")) }
    }
}

fn foot() -> Markup {
    html! {
        div.govuk-width-container.wm-foot {
            ul { li { a.govuk-link href="#" { "Help" } } li { a.govuk-link href="#" { "Accessibility" } } li { a.govuk-link href="#" { "Privacy" } } }
            p { "Northmoor Council" }
        }
    }
}

fn me() -> Page {
    let exit = ExitThisPage::new("Leave this page", "/me/leave");
    let links = ["Home", "Plan", "People", "Messages", "Money", "More"];
    Page {
        title: "Home – My space".into(),
        above_header: Demonstration::default().render(),
        header: html! {
            (GenericHeader::new("Northmoor Council", "/me").end(Content::of(&exit)))
            nav.wm-links aria-label="Main" {
                div {
                    ul class="wm-links__list govuk-width-container" { @for (index, link) in links.iter().enumerate() { li { a href="#" aria-current=[(index == 0).then_some("page")] { (link) } } } }
                }
            }
        },
        main: me_main(),
        footer: foot(),
        body_classes: "wm-me".into(),
        ..Page::default()
    }
}

fn me_main() -> Markup {
    html! {
        h1.govuk-heading-l { "Hello Tam" }
        (Card::new("Next time you see Jo").holding(html! {
            p { "Tuesday 24 November, 4pm, at the café by the college." }
            p { a.govuk-link href="#" { "Change this" } }
        }))
        br;
        (ActionCard::list([
            ActionCard::new("Add a goal", "#", "Anything you want to be different"),
            ActionCard::new("Say something", "#", "To Jo, or to anyone in the team"),
            ActionCard::new("Ask for money", "#", "It is fine to ask"),
            ActionCard::new("Get help now", "#", "Day and night"),
        ]))
        h2.govuk-heading-m { "Who looked at your record" }
        ol.wm-timeline {
            li { time datetime="2026-11-20" { "20 November 2026, 9:15am" } "Jo Barker, your adviser, read your plan." }
            li { time datetime="2026-11-18" { "18 November 2026, 2pm" } "Ruth Amadi, Jo's manager, checked your plan was up to date." }
        }
        (Words::new("I want my own place.", "You, in a call, 3 November 2026"))
        (AgeStrip { id: "strip".into(), title: "Your years".into(), says: "You were in care from 14 to 18. You can get support until you are 25.".into(), spans: vec![AgeSpan { from: 14.2, to: 18.0, kind: SpanKind::Counts }, AgeSpan { from: 18.0, to: 25.0, kind: SpanKind::Support }], now: Some(19.4) })
        form method="post" {
            (TextInput::new("code", "Code").hint("6 numbers, from the text we sent").numeric().autocomplete("one-time-code").width(10))
            (Radios::new("how", "How can we reach you?").choice("text", "Text").choice("call", "Call"))
            (Textarea::new("said", "Say it your way"))
            (Button::save("Send"))
        }
        (Details::new("Who can see this?", html! { p { "You, Jo and Jo's manager." } }))
        (InsetText::new("You can change your mind about any of this."))
    }
}
