//! What a person typed is shown, never run: every component, given markup as text, shows it as text.

use maud::{Render, html};
use scraper::Html;
use waymark_govuk::*;

/// Breaks out of text, of a double-quoted attribute and of a comment.
const TYPED: &str = "\"><script>alert(1)</script><!--'&";

fn typed() -> String {
    TYPED.to_owned()
}

/// One of each, with what was typed wherever text may go.
fn everything() -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let mut add = |name, component: &dyn Fn() -> maud::Markup| all.push((name, component().into_string()));
    add("back link", &|| BackLink::new(typed()).render());
    add("badge", &|| Badge::new(typed()).render());
    add("breadcrumbs", &|| Breadcrumbs::new([Crumb::new(typed(), typed()), Crumb::here(typed())]).render());
    add("button", &|| Button::save(typed()).sends(typed(), typed()).spoken_after(typed()).render());
    add("button menu", &|| ButtonMenu::new(typed(), [Button::link(typed(), typed())]).render());
    add("card", &|| Card::new(typed()).href(typed()).tag(Tag::new(typed())).fact(typed(), typed()).render());
    add("card table", &|| {
        CardTable::new(typed(), [Column::new(typed()).sort(typed(), None), Column::new(typed())])
            .row([typed(), typed()])
            .render()
    });
    add("character count", &|| CharacterCount::new(Textarea::new(typed(), typed()), Limit::Words(3)).render());
    add("checkboxes", &|| {
        let choice = Choice::new(typed(), typed()).hint(typed()).reveals(typed());
        Checkboxes::new(typed(), typed()).item(choice).divider(typed()).hint(typed()).error(Some(typed())).render()
    });
    add("date input", &|| DateInput::new(typed(), typed()).typed([typed(), typed(), typed()]).render());
    add("details", &|| Details::new(typed(), typed()).render());
    add("error summary", &|| ErrorSummary::new([ErrorItem::new(TYPED, typed())]).render());
    add("exit this page", &|| ExitThisPage::new(typed(), typed()).render());
    add("figures", &|| Figures(vec![Figure::new(TYPED, typed()).href(typed())]).render());
    add("file upload", &|| FileUpload::new(typed(), typed()).accept(typed()).hint(typed()).render());
    add("filter", &|| Filter::new(typed(), typed()).chosen([Chosen::new(typed(), [(typed(), typed())])]).render());
    add("header", &|| GenericHeader::new(typed(), typed()).end(typed()).render());
    add("inset text", &|| InsetText::new(typed()).render());
    add("notification banner", &|| NotificationBanner::success(typed()).title(typed()).render());
    add("page", &|| Page { title: typed(), language: typed(), styles: vec![typed()], ..Page::default() }.render());
    add("pagination", &|| Pagination::of(2, 9, |page| format!("{TYPED}{page}")).render());
    add("panel", &|| Panel::interruption(typed(), typed()).action(PanelAction::link(typed(), typed())).render());
    add("password", &|| PasswordInput::new(typed(), typed()).render());
    add("person bar", &|| PersonBar::new(typed()).fact(typed()).tag(&Tag::new(typed())).page_heading().render());
    add("radios", &|| Radios::new(typed(), typed()).choice(typed(), typed()).chosen(typed()).render());
    add("reasons", &|| Reasons(vec![Reason::new(typed()).source(typed())]).render());
    add("search", &|| Search::new(typed(), typed()).value(typed()).hint(typed()).render());
    add("select", &|| Select::new(typed(), typed()).option(typed(), typed()).chosen(typed()).render());
    add("service navigation", &|| {
        ServiceNavigation::new([NavigationItem::new(typed(), typed())]).service(typed(), typed()).render()
    });
    add("strip", &|| AgeStrip { id: typed(), title: typed().into(), says: typed(), ..AgeStrip::default() }.render());
    add("summary list", &|| {
        let row = SummaryRow::new(typed(), typed()).change(typed(), typed());
        SummaryList::new([row]).card(SummaryCard::new(typed()).action(Action::new(typed(), typed(), typed()))).render()
    });
    add("table", &|| Table::new(typed(), [typed()]).row([typed()]).render());
    add("tag", &|| Tag::new(typed()).render());
    add("task list", &|| TaskList::new(typed(), [Task::new(typed(), "Started").href(typed()).hint(typed())]).render());
    add("text input", &|| TextInput::new(typed(), typed()).value(typed()).hint(typed()).error(Some(typed())).render());
    add("textarea", &|| Textarea::new(typed(), typed()).value(typed()).hint(typed()).render());
    add("timeline", &|| {
        let item = TimelineItem { title: typed().into(), date: typed(), datetime: typed(), ..TimelineItem::default() };
        Timeline::new([item]).render()
    });
    add("warning", &|| WarningText::new(typed()).render());
    add("weeks", &|| WeeksBar { id: typed(), counts: typed().into(), says: typed(), ..WeeksBar::default() }.render());
    add("words", &|| Words { lang: Some(typed()), ..Words::new(typed(), typed()) }.render());
    all
}

#[test]
fn nothing_typed_becomes_an_element_or_a_comment() {
    for (name, written) in everything() {
        assert!(!written.contains("<script"), "{name}: {written}");
        let tree = Html::parse_document(&written);
        let strange = tree.tree.nodes().any(|node| {
            node.value().is_comment() || node.value().as_element().is_some_and(|element| element.name() == "script")
        });
        assert!(!strange, "{name}: {written}");
    }
}

#[test]
fn what_was_typed_is_still_there_to_be_read() {
    for (name, written) in everything() {
        let tree = Html::parse_document(&written);
        let shown = tree.root_element().text().any(|text| text.contains(TYPED));
        let held = tree
            .tree
            .nodes()
            .filter_map(|node| node.value().as_element())
            .any(|element| element.attrs().any(|(_, value)| value.contains(TYPED)));
        assert!(shown || held, "{name} lost it: {written}");
    }
}

#[test]
fn a_first_blank_line_in_a_textarea_is_kept() {
    let written = Textarea::new("said", "Say it").value("\nTwo lines down").render().into_string();
    let tree = Html::parse_fragment(&written);
    assert!(tree.root_element().text().any(|text| text == "\nTwo lines down"), "{written}");
}

#[test]
fn markup_made_by_the_program_stays_markup() {
    let written = InsetText::new(html! { strong { (TYPED) } }).render().into_string();
    assert!(written.contains("<strong>&quot;&gt;&lt;script"), "{written}");
}

#[test]
fn own_words_are_marked_so_that_nothing_corrects_them() {
    let written = Words::new("One.\n\nTwo.", "Sam").render().into_string();
    assert!(written.contains("data-own-words"));
    assert_eq!(written.matches("<p>").count(), 2);
}

#[test]
fn a_person_bar_is_a_heading_only_when_it_is_the_pages() {
    assert!(PersonBar::new("Sam").page_heading().render().into_string().contains("<h1"));
    assert!(!PersonBar::new("Sam").render().into_string().contains("<h1"));
}

#[test]
fn a_table_that_becomes_cards_says_each_heading_with_its_cell() {
    let table = CardTable::new("People", [Column::new("Name"), Column::number("Age")]).row(["Sam", "19"]);
    let written = table.render().into_string();
    assert!(written.contains(r#"<span class="wm-table__label">Age</span> <span class="wm-table__value">19</span>"#));
    assert!(written.contains("govuk-table__cell--numeric"));
    assert!(written.contains(r#"role="rowheader">Sam</th>"#));
}

#[test]
fn a_sorted_column_says_so() {
    let column = Column::new("Age").sort("?by=age", Some(SortOrder::Descending)).render().into_string();
    assert!(column.contains(r#"aria-sort="descending""#));
    assert!(!Column::new("Age").render().into_string().contains("aria-sort"));
}
