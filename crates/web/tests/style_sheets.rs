//! The build script's reading of style sheets.

#[path = "../build/css.rs"]
mod css;

use css::{block_of, classes_in, keep, parse, written};

fn kept(css: &str, wanted: &dyn Fn(&str) -> bool) -> String {
    written(&keep(parse(css), wanted))
}

fn everything(css: &str) -> String {
    kept(css, &|_| true)
}

#[test]
fn a_rule_is_written_without_its_white_space() {
    assert_eq!(
        everything("a , b > c {\n  color : red;\n  margin: 0 auto;\n}\n"),
        "a,b > c{color : red;margin: 0 auto}"
    );
}

#[test]
fn comments_go_and_strings_stay_as_they_are() {
    assert_eq!(everything("/* a{} */p::before{content:\"/* no } */  x\"}"), "p::before{content:\"/* no } */  x\"}");
}

#[test]
fn a_selector_that_is_not_wanted_leaves_its_rule_and_an_empty_block_goes() {
    let css = ".a,.b{color:red}@media print{.b{color:blue}}@media print{.a{color:green}}";
    assert_eq!(kept(css, &|selector| selector == ".a"), ".a{color:red}@media print{.a{color:green}}");
}

#[test]
fn neighbouring_blocks_under_one_condition_become_one() {
    assert_eq!(everything("@media print{a{b:c}}@media print{d{e:f}}"), "@media print{a{b:c}d{e:f}}");
}

#[test]
fn commas_inside_brackets_do_not_part_selectors() {
    assert_eq!(everything(".a:not(.b,.c),.d{e:f}"), ".a:not(.b,.c),.d{e:f}");
}

#[test]
fn typefaces_and_their_family_name_are_left_out() {
    let css = "@font-face{font-family:X;src:url(x.woff)}a{font-family:GDS Transport,arial,sans-serif;color:red}";
    assert_eq!(everything(css), "a{font-family:var(--wm-font);color:red}");
    assert_eq!(everything("@media print{a{font-family:sans-serif}}"), "");
}

#[test]
fn data_addresses_with_braces_and_semicolons_do_not_end_a_rule() {
    let css = "a{background:url(data:image/svg+xml;x{y})}b{c:d}";
    assert_eq!(everything(css), css);
}

#[test]
fn the_component_of_a_class_is_what_comes_before_its_parts() {
    assert_eq!(block_of("govuk-button--secondary"), "govuk-button");
    assert_eq!(block_of("govuk-file-upload-button__status"), "govuk-file-upload-button");
    assert_eq!(block_of("govuk-!-margin-bottom-0"), "govuk-!");
}

#[test]
fn the_classes_of_a_selector_are_found_with_their_escapes() {
    assert_eq!(classes_in("a.b:not(.c)>.d__e::before"), ["b", "c", "d__e"]);
    assert_eq!(classes_in(".govuk-\\!-margin-0 .x"), ["govuk-!-margin-0", "x"]);
    assert!(classes_in("html:focus").is_empty());
}

/// A class without a rule is a page that looks unfinished and nobody notices.
#[test]
fn every_class_of_ours_that_is_used_has_a_rule() {
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let ruled: String = texts(&crates.join("web/static"), "css").concat();
    let written = [texts(&crates.join("web/src"), "rs"), texts(&crates.join("govuk/src"), "rs")].concat().concat();
    let used: std::collections::BTreeSet<&str> = written.split("wm-").skip(1).map(rest_of_name).collect();
    let unruled: Vec<&&str> = used.iter().filter(|name| !name.is_empty() && !has_rule(&ruled, name)).collect();
    assert!(unruled.is_empty(), "no rule in static/*.css for wm-: {unruled:?}");
}

fn has_rule(sheets: &str, name: &str) -> bool {
    let starts =
        |mark: &str| sheets.split(&format!("{mark}wm-{name}")).skip(1).any(|after| rest_of_name(after).is_empty());
    starts(".") || starts("--")
}

fn rest_of_name(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    &text[..end.unwrap_or(text.len())]
}

fn texts(folder: &std::path::Path, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(texts(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(std::fs::read_to_string(path).expect("text"));
        }
    }
    found
}
