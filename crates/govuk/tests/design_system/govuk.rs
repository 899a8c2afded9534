//! Each GOV.UK component from the options of one of its fixtures.

use super::options::*;
use maud::{PreEscaped, Render};
use serde_json::Value;
use waymark_govuk::*;

/// The component's HTML, or `None` for a component we do not have.
pub fn rendered(component: &str, o: &Value) -> Option<String> {
    let markup = match component {
        "back-link" => back_link(o).render(),
        "breadcrumbs" => breadcrumbs(o).render(),
        "button" => button(o).render(),
        "character-count" => character_count(o).render(),
        "checkboxes" => checkboxes(o).render(),
        "date-input" => date_input(o).render(),
        "details" => details(o).render(),
        "error-message" => error(o).unwrap_or_default().render(),
        "error-summary" => error_summary(o).render(),
        "exit-this-page" => exit_this_page(o).render(),
        "fieldset" => fieldset(o).unwrap_or_default().render(),
        "file-upload" => file_upload(o).render(),
        "generic-header" => generic_header(o).render(),
        "hint" => hint(o).unwrap_or_default().render(),
        "input" => text_input(o).render(),
        "inset-text" => inset_text(o).render(),
        "label" => label(o).render(),
        "language-navigation" => language_navigation(o).render(),
        "notification-banner" => notification_banner(o).render(),
        "pagination" => pagination(o).render(),
        "panel" => panel(o).render(),
        "password-input" => password_input(o).render(),
        "phase-banner" => phase_banner(o).render(),
        "radios" => radios(o).render(),
        "select" => select(o).render(),
        "service-navigation" => service_navigation(o).render(),
        "skip-link" => skip_link(o).render(),
        "summary-list" => summary_list(o).render(),
        "table" => table(o).render(),
        "tag" => tag(o).render(),
        "task-list" => task_list(o).render(),
        "textarea" => textarea(o).render(),
        "warning-text" => warning_text(o).render(),
        _ => return None,
    };
    let PreEscaped(html) = markup;
    Some(html)
}

fn or_default<T>(content: Content, default: T) -> Content
where
    Content: From<T>,
{
    if content.is_empty() { Content::from(default) } else { content }
}

fn back_link(o: &Value) -> BackLink {
    BackLink {
        content: or_default(content(o), "Back"),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
        ..BackLink::new(words(&o["href"]).unwrap_or("#".into()))
    }
}

fn breadcrumbs(o: &Value) -> Breadcrumbs {
    let crumb = |item: &Value| Crumb {
        content: content(item),
        href: words(&item["href"]),
        attributes: attributes(&item["attributes"]),
    };
    Breadcrumbs {
        crumbs: list(&o["items"]).into_iter().map(crumb).collect(),
        collapse_on_mobile: truthy(&o["collapseOnMobile"]),
        label: words(&o["labelText"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn button(o: &Value) -> Button {
    let (style, classes) = match text(&o["classes"]).as_str() {
        "govuk-button--secondary" => (ButtonStyle::Secondary, String::new()),
        "govuk-button--warning" => (ButtonStyle::Warning, String::new()),
        "govuk-button--inverse" => (ButtonStyle::Inverse, String::new()),
        other => (ButtonStyle::Primary, other.to_owned()),
    };
    let press = match (words(&o["href"]), text(&o["type"]).as_str()) {
        (Some(href), _) => Press::Goto(href),
        (None, "button") => Press::Nothing,
        (None, "reset") => Press::Reset,
        (None, _) => Press::Submit,
    };
    Button {
        content: content(o),
        press,
        style,
        start: truthy(&o["isStartButton"]),
        name: words(&o["name"]),
        value: words(&o["value"]),
        disabled: truthy(&o["disabled"]),
        prevent_double_click: o["preventDoubleClick"].as_bool(),
        id: words(&o["id"]),
        spoken_after: None,
        classes,
        attributes: attributes(&o["attributes"]),
    }
}

fn textarea(o: &Value) -> Textarea {
    Textarea {
        name: text(&o["name"]),
        label: label(&o["label"]),
        id: words(&o["id"]),
        hint: hint(&o["hint"]),
        error: error(&o["errorMessage"]),
        value: text(&o["value"]),
        rows: words(&o["rows"]).and_then(|rows| rows.parse().ok()).unwrap_or(5),
        autocomplete: leaked(&o["autocomplete"]),
        spellcheck: o["spellcheck"].as_bool(),
        disabled: truthy(&o["disabled"]),
        described_by: words(&o["describedBy"]),
        form_group: form_group(&o["formGroup"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn number<N: std::str::FromStr>(value: &Value) -> Option<N> {
    words(value).and_then(|digits| digits.parse().ok())
}

fn character_count(o: &Value) -> CharacterCount {
    let most = number(&o["maxlength"]).unwrap_or_default();
    let limit = match text(&o["countType"]).as_str() {
        "words" => Limit::Words(most),
        "characters" => Limit::Characters(most),
        _ => Limit::Length(most),
    };
    let mut textarea = textarea(o);
    textarea.form_group.attributes = translations(
        o,
        &[
            ("charactersUnderLimitText", "characters-under-limit"),
            ("charactersAtLimitText", "characters-at-limit"),
            ("charactersOverLimitText", "characters-over-limit"),
            ("wordsUnderLimitText", "words-under-limit"),
            ("wordsAtLimitText", "words-at-limit"),
            ("wordsOverLimitText", "words-over-limit"),
        ],
    );
    CharacterCount {
        threshold: number(&o["threshold"]),
        says: words(&o["textareaDescriptionText"]).map(|says| says.replace("%{count}", &most.to_string())),
        message_classes: text(&o["countMessage"]["classes"]),
        ..CharacterCount::new(textarea, limit)
    }
}

fn choice(item: &Value) -> ChoiceItem {
    if let Some(word) = words(&item["divider"]) {
        return ChoiceItem::Divider(word);
    }
    let mut label_options = label(&item["label"]);
    label_options.content = content(item);
    ChoiceItem::from(Choice {
        value: given(&item["value"]).unwrap_or_default(),
        label: label_options,
        hint: hint(&item["hint"]),
        checked: item["checked"].as_bool(),
        disabled: truthy(&item["disabled"]),
        reveals: words(&item["conditional"]["html"]).map(|question| html(&question)),
        exclusive: item["behaviour"] == "exclusive",
        id: words(&item["id"]),
        name: words(&item["name"]),
        attributes: attributes(&item["attributes"]),
    })
}

fn checkboxes(o: &Value) -> Checkboxes {
    let (small, classes) = split_class(&o["classes"], "govuk-checkboxes--small");
    Checkboxes {
        name: text(&o["name"]),
        items: list(&o["items"]).into_iter().map(choice).collect(),
        chosen: list(&o["values"]).into_iter().map(text).collect(),
        small,
        id_prefix: words(&o["idPrefix"]),
        fieldset: fieldset(&o["fieldset"]),
        described_by: words(&o["describedBy"]),
        hint: hint(&o["hint"]),
        error: error(&o["errorMessage"]),
        form_group: form_group(&o["formGroup"]),
        classes,
        attributes: attributes(&o["attributes"]),
    }
}

/// Whether `class` is the only class given, and the classes otherwise.
fn split_class(classes: &Value, class: &str) -> (bool, String) {
    let all = text(classes);
    if all == class { (true, String::new()) } else { (false, all) }
}

fn radios(o: &Value) -> Radios {
    let (layout, classes) = match text(&o["classes"]).as_str() {
        "govuk-radios--inline" => (RadioLayout::Inline, String::new()),
        "govuk-radios--small" => (RadioLayout::Small, String::new()),
        other => (RadioLayout::Stacked, other.to_owned()),
    };
    Radios {
        name: text(&o["name"]),
        items: list(&o["items"]).into_iter().map(choice).collect(),
        chosen: text(&o["value"]),
        layout,
        id_prefix: words(&o["idPrefix"]),
        fieldset: fieldset(&o["fieldset"]),
        hint: hint(&o["hint"]),
        error: error(&o["errorMessage"]),
        form_group: form_group(&o["formGroup"]),
        classes,
        attributes: attributes(&o["attributes"]),
    }
}

/// The fixtures name boxes in several ways; ours always carry their whole name, id and value.
fn date_part(o: &Value, item: &Value, default: &str) -> DatePart {
    let short = words(&item["name"]).unwrap_or(default.into());
    let name = words(&o["namePrefix"]).map_or(short.clone(), |prefix| format!("{prefix}-{short}"));
    let [day, month, year] = ["day", "month", "year"].map(|part| words(&o[part]["name"]).unwrap_or(part.into()));
    let own = |part: &str| given(&o[part]["value"]);
    let (width, value) = match short.as_str() {
        s if s == "year" || s == year => (4, own("year")),
        s if s == "month" || s == month => (2, own("month")),
        s if s == "day" || s == day => (2, own("day")),
        _ => (2, None),
    };
    let classes = text(&item["classes"]);
    let marked = classes.contains("govuk-input--error");
    DatePart {
        label: words(&item["label"]).unwrap_or_else(|| capital(&short)),
        id: words(&item["id"]).unwrap_or_else(|| format!("{}-{short}", text(&o["id"]))),
        value: given(&item["value"]).or(value).or_else(|| given(&o["values"][&name])),
        wrong: if marked { Some(true) } else { item["error"].as_bool() },
        width: if classes.contains("govuk-input--width-") { 0 } else { width },
        inputmode: leaked(&item["inputmode"]),
        autocomplete: leaked(&item["autocomplete"]),
        pattern: words(&item["pattern"]),
        classes: classes.replace("govuk-input--error", "").split_whitespace().collect::<Vec<_>>().join(" "),
        attributes: attributes(&item["attributes"]),
        name,
    }
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_uppercase() + &rest.to_lowercase()
}

fn date_input(o: &Value) -> DateInput {
    let items = list(&o["items"]);
    let parts = if items.is_empty() {
        let asked = ["day", "month", "year"].into_iter().filter(|part| o[*part] != Value::Bool(false));
        asked.map(|part| date_part(o, &o[part], part)).collect()
    } else {
        items.into_iter().map(|item| date_part(o, item, "")).collect()
    };
    DateInput {
        id: text(&o["id"]),
        parts,
        fieldset: fieldset(&o["fieldset"]),
        hint: hint(&o["hint"]),
        error: error(&o["errorMessage"]),
        form_group: form_group(&o["formGroup"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn details(o: &Value) -> Details {
    Details {
        summary: either(&o["summaryHtml"], &o["summaryText"]),
        content: content(o),
        open: truthy(&o["open"]),
        id: words(&o["id"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn error_summary(o: &Value) -> ErrorSummary {
    let item = |item: &Value| ErrorItem {
        content: content(item),
        href: words(&item["href"]),
        attributes: attributes(&item["attributes"]),
    };
    ErrorSummary {
        title: either(&o["titleHtml"], &o["titleText"]),
        description: either(&o["descriptionHtml"], &o["descriptionText"]),
        items: list(&o["errorList"]).into_iter().map(item).collect(),
        disable_auto_focus: o["disableAutoFocus"].as_bool(),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn exit_this_page(o: &Value) -> ExitThisPage {
    ExitThisPage {
        content: content(o),
        href: words(&o["redirectUrl"]).unwrap_or("https://www.bbc.co.uk/weather".into()),
        id: words(&o["id"]),
        activated: words(&o["activatedText"]),
        timed_out: words(&o["timedOutText"]),
        press_two_more_times: words(&o["pressTwoMoreTimesText"]),
        press_one_more_time: words(&o["pressOneMoreTimeText"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn file_upload(o: &Value) -> FileUpload {
    FileUpload {
        name: text(&o["name"]),
        label: label(&o["label"]),
        id: words(&o["id"]),
        hint: hint(&o["hint"]),
        error: error(&o["errorMessage"]),
        multiple: truthy(&o["multiple"]),
        accept: words(&o["attributes"]["accept"]),
        drop_zone: truthy(&o["javascript"]),
        disabled: truthy(&o["disabled"]),
        described_by: words(&o["describedBy"]),
        form_group: form_group(&o["formGroup"]),
        wrapper_classes: text(&o["wrapperClasses"]),
        wrapper_attributes: match truthy(&o["wrapperAttributes"]) {
            true => attributes(&o["wrapperAttributes"]),
            false => translations(
                o,
                &[
                    ("chooseFilesButtonText", "choose-files-button"),
                    ("noFileChosenText", "no-file-chosen"),
                    ("multipleFilesChosenText", "multiple-files-chosen"),
                    ("dropInstructionText", "drop-instruction"),
                    ("enteredDropZoneText", "entered-drop-zone"),
                    ("leftDropZoneText", "left-drop-zone"),
                ],
            ),
        },
        classes: text(&o["classes"]),
        attributes: Attributes::new(),
    }
}

fn generic_header(o: &Value) -> GenericHeader {
    GenericHeader {
        logo: either(&o["logoHtml"], &o["logoText"]),
        href: words(&o["url"]),
        end: Content::default(),
        container_classes: words(&o["containerClasses"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn affix(o: &Value) -> Option<Affix> {
    let affix = Affix { content: content(o), classes: text(&o["classes"]), attributes: attributes(&o["attributes"]) };
    (!affix.content.is_empty()).then_some(affix)
}

fn text_input(o: &Value) -> TextInput {
    TextInput {
        name: text(&o["name"]),
        label: label(&o["label"]),
        id: words(&o["id"]),
        hint: hint(&o["hint"]),
        error: error(&o["errorMessage"]),
        value: given(&o["value"]),
        kind: leaked(&o["type"]),
        inputmode: leaked(&o["inputmode"]),
        autocomplete: leaked(&o["autocomplete"]),
        autocapitalize: leaked(&o["autocapitalize"]),
        spellcheck: o["spellcheck"].as_bool(),
        pattern: words(&o["pattern"]),
        disabled: truthy(&o["disabled"]),
        prefix: affix(&o["prefix"]),
        suffix: affix(&o["suffix"]),
        described_by: words(&o["describedBy"]),
        form_group: form_group(&o["formGroup"]),
        wrapper_classes: text(&o["inputWrapper"]["classes"]),
        wrapper_attributes: attributes(&o["inputWrapper"]["attributes"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn inset_text(o: &Value) -> InsetText {
    InsetText {
        content: content(o),
        id: words(&o["id"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn language_navigation(o: &Value) -> LanguageNavigation {
    let language = |item: &Value| Language {
        content: content(item),
        lang: text(&item["lang"]),
        href: words(&item["href"]),
        current: truthy(&item["current"]),
        direction: leaked(&item["dir"]),
        described: words(&item["languageDescriptionText"]),
        classes: text(&item["classes"]),
        attributes: attributes(&item["attributes"]),
    };
    LanguageNavigation {
        languages: list(&o["items"]).into_iter().map(language).collect(),
        label: words(&o["ariaLabel"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn notification_banner(o: &Value) -> NotificationBanner {
    NotificationBanner {
        content: content(o),
        kind: if o["type"] == "success" { BannerKind::Success } else { BannerKind::Important },
        title: either(&o["titleHtml"], &o["titleText"]),
        title_level: number(&o["titleHeadingLevel"]),
        title_id: words(&o["titleId"]),
        role: leaked(&o["role"]),
        disable_auto_focus: o["disableAutoFocus"].as_bool(),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn pagination(o: &Value) -> Pagination {
    let link = |link: &Value| {
        words(&link["href"]).map(|href| PageLink {
            href,
            content: content(link),
            label: words(&link["labelText"]),
            attributes: attributes(&link["attributes"]),
        })
    };
    let item = |item: &Value| match truthy(&item["ellipsis"]) {
        true => PageItem::Ellipsis,
        false => PageItem::Page {
            number: text(&item["number"]),
            href: text(&item["href"]),
            current: truthy(&item["current"]),
            label: words(&item["visuallyHiddenText"]),
            attributes: attributes(&item["attributes"]),
        },
    };
    Pagination {
        previous: link(&o["previous"]),
        next: link(&o["next"]),
        items: list(&o["items"])
            .into_iter()
            .filter(|item| item.get("href").is_some() || truthy(&item["ellipsis"]))
            .map(item)
            .collect(),
        label: words(&o["landmarkLabel"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn panel_action(item: &Value) -> PanelAction {
    match words(&item["href"]) {
        Some(href) if item["type"] != "button" => PanelAction::Link {
            text: text(&item["text"]),
            href,
            classes: text(&item["classes"]),
            attributes: attributes(&item["attributes"]),
        },
        _ => {
            let mut pressed = button(item);
            if words(&item["type"]).is_none() {
                pressed.press = Press::Nothing;
            }
            PanelAction::Press(Box::new(pressed))
        }
    }
}

fn panel(o: &Value) -> Panel {
    let classes = text(&o["classes"]);
    let interruption = classes.contains("govuk-panel--interruption");
    let classes = classes.replace("govuk-panel--interruption", "").trim().to_owned();
    Panel {
        title: either(&o["titleHtml"], &o["titleText"]),
        content: content(o),
        interruption,
        actions: truthy(&o["actions"]).then(|| list(&o["actions"]["items"]).into_iter().map(panel_action).collect()),
        actions_classes: text(&o["actions"]["classes"]),
        actions_attributes: attributes(&o["actions"]["attributes"]),
        heading_level: number(&o["headingLevel"]),
        classes,
        attributes: attributes(&o["attributes"]),
    }
}

fn password_input(o: &Value) -> PasswordInput {
    PasswordInput {
        name: text(&o["name"]),
        label: label(&o["label"]),
        id: words(&o["id"]),
        hint: hint(&o["hint"]),
        error: error(&o["errorMessage"]),
        autocomplete: leaked(&o["autocomplete"]).unwrap_or("current-password"),
        value: given(&o["value"]),
        disabled: truthy(&o["disabled"]),
        described_by: words(&o["describedBy"]),
        form_group: FormGroup {
            attributes: translations(
                o,
                &[
                    ("showPasswordText", "show-password"),
                    ("hidePasswordText", "hide-password"),
                    ("showPasswordAriaLabelText", "show-password-aria-label"),
                    ("hidePasswordAriaLabelText", "hide-password-aria-label"),
                    ("passwordShownAnnouncementText", "password-shown-announcement"),
                    ("passwordHiddenAnnouncementText", "password-hidden-announcement"),
                ],
            ),
            ..form_group(&o["formGroup"])
        },
        show: words(&o["showPasswordText"]).unwrap_or("Show".into()),
        show_label: words(&o["showPasswordAriaLabelText"]).unwrap_or("Show password".into()),
        button_classes: text(&o["button"]["classes"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn phase_banner(o: &Value) -> PhaseBanner {
    PhaseBanner {
        tag: tag(&o["tag"]),
        content: content(o),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn select(o: &Value) -> Select {
    let option = |item: &Value| Opt {
        value: given(&item["value"]),
        text: text(&item["text"]),
        selected: item["selected"].as_bool(),
        disabled: truthy(&item["disabled"]),
        attributes: attributes(&item["attributes"]),
    };
    Select {
        name: text(&o["name"]),
        label: label(&o["label"]),
        options: list(&o["items"]).into_iter().map(option).collect(),
        chosen: text(&o["value"]),
        id: words(&o["id"]),
        hint: hint(&o["hint"]),
        error: error(&o["errorMessage"]),
        disabled: truthy(&o["disabled"]),
        described_by: words(&o["describedBy"]),
        form_group: form_group(&o["formGroup"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn service_navigation(o: &Value) -> ServiceNavigation {
    let item = |item: &Value| NavigationItem {
        content: content(item),
        href: words(&item["href"]),
        current: truthy(&item["current"]),
        active: truthy(&item["active"]),
        attributes: attributes(&item["attributes"]),
    };
    let slot = |slot: &Value| words(slot).map(|markup| html(&markup)).unwrap_or_default();
    let end = &o["slots"]["end"];
    ServiceNavigation {
        items: list(&o["navigation"]).into_iter().map(item).collect(),
        service_name: words(&o["serviceName"]),
        service_href: words(&o["serviceUrl"]),
        collapse_on_mobile: o["collapseNavigationOnMobile"].as_bool(),
        label: words(&o["ariaLabel"]),
        navigation_label: words(&o["navigationLabel"]),
        navigation_id: words(&o["navigationId"]),
        navigation_classes: text(&o["navigationClasses"]),
        menu_text: words(&o["menuButtonText"]),
        menu_label: words(&o["menuButtonLabel"]),
        start: slot(&o["slots"]["start"]),
        navigation_start: slot(&o["slots"]["navigationStart"]),
        navigation_end: slot(&o["slots"]["navigationEnd"]),
        end: if end.is_object() { slot(&end["html"]) } else { slot(end) },
        end_inline: end["align"] == "inline",
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn skip_link(o: &Value) -> SkipLink {
    SkipLink {
        content: content(o),
        href: words(&o["href"]).unwrap_or("#content".into()),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn action(item: &Value) -> Action {
    Action {
        content: content(item),
        href: text(&item["href"]),
        spoken_after: words(&item["visuallyHiddenText"]),
        classes: text(&item["classes"]),
        attributes: attributes(&item["attributes"]),
    }
}

fn summary_list(o: &Value) -> SummaryList {
    let row = |row: &Value| SummaryRow {
        key: content(&row["key"]),
        value: content(&row["value"]),
        actions: list(&row["actions"]["items"]).into_iter().map(action).collect(),
        classes: text(&row["classes"]),
        key_classes: text(&row["key"]["classes"]),
        value_classes: text(&row["value"]["classes"]),
        actions_classes: text(&row["actions"]["classes"]),
    };
    let card = &o["card"];
    let title = &card["title"];
    SummaryList {
        rows: list(&o["rows"]).into_iter().map(row).collect(),
        card: truthy(card).then(|| SummaryCard {
            title: truthy(title).then(|| content(title)),
            level: number(&title["headingLevel"]),
            actions: list(&card["actions"]["items"]).into_iter().map(action).collect(),
            title_classes: text(&title["classes"]),
            actions_classes: text(&card["actions"]["classes"]),
            classes: text(&card["classes"]),
            attributes: attributes(&card["attributes"]),
            content: Content::default(),
        }),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn table(o: &Value) -> Table {
    let cell = |item: &Value| Cell {
        content: content(item),
        numeric: item["format"] == "numeric",
        colspan: number(&item["colspan"]),
        rowspan: number(&item["rowspan"]),
        classes: text(&item["classes"]),
        attributes: attributes(&item["attributes"]),
    };
    Table {
        caption: words(&o["caption"]),
        caption_classes: text(&o["captionClasses"]),
        head: list(&o["head"]).into_iter().map(cell).collect(),
        rows: list(&o["rows"]).into_iter().map(|row| list(row).into_iter().map(cell).collect()).collect(),
        first_cell_is_header: truthy(&o["firstCellIsHeader"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn tag(o: &Value) -> Tag {
    Tag {
        content: content(o),
        colour: TagColour::Plain,
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn task_list(o: &Value) -> TaskList {
    let status = |status: &Value| match truthy(&status["tag"]) {
        true => TaskStatus::from(tag(&status["tag"])),
        false => TaskStatus::Words(content(status)),
    };
    let task = |item: &Value| Task {
        title: content(&item["title"]),
        href: words(&item["href"]),
        hint: truthy(&item["hint"]).then(|| content(&item["hint"])),
        status: status(&item["status"]),
        title_classes: text(&item["title"]["classes"]),
        status_classes: text(&item["status"]["classes"]),
        classes: text(&item["classes"]),
    };
    TaskList {
        tasks: list(&o["items"]).into_iter().map(task).collect(),
        id_prefix: words(&o["idPrefix"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}

fn warning_text(o: &Value) -> WarningText {
    WarningText {
        content: content(o),
        spoken_first: words(&o["iconFallbackText"]),
        classes: text(&o["classes"]),
        attributes: attributes(&o["attributes"]),
    }
}
