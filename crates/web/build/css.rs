//! Reading a compiled style sheet just far enough to keep the rules we use and leave out what we may not.
//!
//! Used by the build script and by its test (`tests/style_sheets.rs`).

/// One thing at the top of a style sheet or inside a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    Rule {
        selectors: Vec<String>,
        body: String,
    },
    /// `@media`, `@supports` and their like, with what is inside.
    Block {
        prelude: String,
        items: Vec<Item>,
    },
    /// `@font-face`, `@keyframes`, `@page`: kept or dropped whole.
    Whole {
        prelude: String,
        body: String,
    },
    /// `@charset`, `@import`.
    Statement(String),
}

pub fn parse(css: &str) -> Vec<Item> {
    let css = without_comments(css);
    let mut rest = css.as_str();
    let mut items = Vec::new();
    while let Some((item, after)) = next_item(rest) {
        items.push(item);
        rest = after;
    }
    items
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = find_outside_text(rest, |at| at.starts_with("/*")) {
        kept.push_str(&rest[..start]);
        let after = rest[start..].find("*/").map_or(rest.len(), |end| start + end + 2);
        rest = &rest[after..];
    }
    kept + rest
}

fn next_item(css: &str) -> Option<(Item, &str)> {
    let css = css.trim_start_matches(|c: char| c.is_whitespace() || c == ';');
    if css.is_empty() {
        return None;
    }
    let end = find_outside_text(css, |at| at.starts_with(['{', ';']))?;
    let prelude = squeezed(&css[..end]);
    if css[end..].starts_with(';') {
        return Some((Item::Statement(prelude), &css[end + 1..]));
    }
    let close = end + closing_brace(&css[end..])?;
    let (inside, after) = (&css[end + 1..close], &css[close + 1..]);
    let item = match prelude.split([' ', '(']).next() {
        Some("@media" | "@supports" | "@container" | "@layer") => Item::Block { prelude, items: parse(inside) },
        Some(at) if at.starts_with('@') => Item::Whole { prelude, body: squeezed(inside) },
        _ => Item::Rule { selectors: split_selectors(&prelude), body: squeezed(inside) },
    };
    Some((item, after))
}

/// The first place, outside strings and brackets, where `is_it` says so.
fn find_outside_text(css: &str, is_it: impl Fn(&str) -> bool) -> Option<usize> {
    let (mut quote, mut depth, mut escaped) = (None, 0usize, false);
    for (at, c) in css.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        if quote.is_none() && depth == 0 && is_it(&css[at..]) {
            return Some(at);
        }
        match (c, quote) {
            ('\\', _) => escaped = true,
            (c, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(c),
            ('(', None) => depth += 1,
            (')', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Where the brace opened at the start of `css` closes.
fn closing_brace(css: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut from = 0;
    while let Some(at) = find_outside_text(&css[from..], |at| at.starts_with(['{', '}'])) {
        let at = from + at;
        depth = if css[at..].starts_with('{') { depth + 1 } else { depth - 1 };
        if depth == 0 {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn split_selectors(prelude: &str) -> Vec<String> {
    let mut selectors = Vec::new();
    let mut rest = prelude;
    while let Some(comma) = find_outside_text(rest, |at| at.starts_with(',')) {
        selectors.push(rest[..comma].trim().to_owned());
        rest = &rest[comma + 1..];
    }
    selectors.push(rest.trim().to_owned());
    selectors
}

/// White space outside strings made single, and none beside punctuation where it means nothing.
fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut quote = None;
    for c in css.trim().chars() {
        if quote == Some(c) {
            quote = None;
        } else if quote.is_none() && (c == '"' || c == '\'') {
            quote = Some(c);
        }
        if quote.is_none() && c.is_whitespace() {
            if !out.ends_with([' ', ',', ';', '{', '}']) {
                out.push(' ');
            }
            continue;
        }
        if quote.is_none() && matches!(c, ';' | '}' | '{' | ',') {
            out.truncate(out.trim_end().len());
        }
        if c == '}' {
            out.truncate(out.trim_end_matches(';').len());
        }
        out.push(c);
    }
    out.trim_end_matches([';', ' ']).to_owned()
}

/// Keeps the selectors `wanted` says, and the rules and blocks that still have something in them. Typefaces,
/// rules for printing in a named typeface, and rules for browsers without modules are always left out.
pub fn keep(items: Vec<Item>, wanted: &dyn Fn(&str) -> bool) -> Vec<Item> {
    items.into_iter().filter_map(|item| keep_item(item, wanted)).collect()
}

fn keep_item(item: Item, wanted: &dyn Fn(&str) -> bool) -> Option<Item> {
    match item {
        Item::Rule { selectors, body } => {
            let selectors: Vec<String> = selectors.into_iter().filter(|selector| wanted(selector)).collect();
            let body = body.replace("GDS Transport,arial,sans-serif", "var(--wm-font)");
            let empty = selectors.is_empty() || body == "font-family:sans-serif" || body.is_empty();
            (!empty).then_some(Item::Rule { selectors, body })
        }
        Item::Block { prelude, .. } if prelude.contains("\\0") => None,
        Item::Block { prelude, items } => {
            let items = keep(items, wanted);
            (!items.is_empty()).then_some(Item::Block { prelude, items })
        }
        Item::Whole { prelude, .. } if prelude.starts_with("@font-face") => None,
        Item::Statement(_) => None,
        whole => Some(whole),
    }
}

pub fn written(items: &[Item]) -> String {
    let mut css = String::new();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        at += 1;
        match item {
            Item::Rule { selectors, body } => css += &format!("{}{{{body}}}", selectors.join(",")),
            Item::Whole { prelude, body } => css += &format!("{prelude}{{{body}}}"),
            Item::Statement(statement) => css += &format!("{statement};"),
            Item::Block { prelude, items: inside } => {
                css += &format!("{prelude}{{{}", written(inside));
                // Neighbours under the same condition become one block: same order, fewer bytes.
                while let Some(Item::Block { prelude: next, items: inside }) = items.get(at) {
                    if next != prelude {
                        break;
                    }
                    css += &written(inside);
                    at += 1;
                }
                css.push('}');
            }
        }
    }
    css
}

/// The component a class belongs to: `govuk-button` for `govuk-button--secondary` and `govuk-button__icon`;
/// utilities are all `govuk-!`.
pub fn block_of(class: &str) -> &str {
    if class.starts_with("govuk-!") {
        return "govuk-!";
    }
    let end = [class.find("__"), class.find("--")].into_iter().flatten().min().unwrap_or(class.len());
    &class[..end]
}

/// The classes a selector names.
pub fn classes_in(selector: &str) -> Vec<String> {
    let mut classes = Vec::new();
    let mut rest = selector;
    while let Some(dot) = rest.find('.') {
        let mut class = String::new();
        let mut characters = rest[dot + 1..].chars();
        let mut length = 0;
        while let Some(c) = characters.next() {
            match c {
                '\\' => {
                    length += 1 + characters.next().map_or(0, |escaped| {
                        class.push(escaped);
                        escaped.len_utf8()
                    });
                }
                c if c.is_alphanumeric() || c == '-' || c == '_' => {
                    class.push(c);
                    length += c.len_utf8();
                }
                _ => break,
            }
        }
        rest = &rest[dot + 1 + length..];
        classes.push(class);
    }
    classes
}
