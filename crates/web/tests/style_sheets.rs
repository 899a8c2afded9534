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
