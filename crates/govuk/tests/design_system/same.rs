//! Whether two pieces of HTML are the same page: same elements, same attributes in any order, same text once
//! white space is collapsed the way a browser collapses it.

use scraper::{ElementRef, Html, Node};

/// Elements that flow within a line: white space round them can be seen.
const INLINE: &[&str] = &["a", "b", "em", "i", "span", "strong", "time"];

/// One line per element and text, indented: equal strings are equal trees. Ends with the text as it reads.
pub fn outline(html: &str) -> String {
    let tree = Html::parse_fragment(html);
    let mut lines = String::new();
    write_node(tree.root_element(), 0, &mut lines);
    let mut words = String::new();
    read(tree.root_element(), &mut words);
    lines
        + "reads: "
        + words.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" | ").as_str()
}

fn write_node(element: ElementRef<'_>, depth: usize, lines: &mut String) {
    let mut attributes: Vec<String> =
        element.value().attrs().map(|(name, value)| format!(" {name}={:?}", attribute(name, value))).collect();
    attributes.sort();
    *lines += &format!("{}<{}{}>\n", "  ".repeat(depth), element.value().name(), attributes.concat());
    for child in element.children() {
        match child.value() {
            Node::Element(_) => write_node(ElementRef::wrap(child).expect("an element"), depth + 1, lines),
            Node::Text(text) if element.value().name() == "textarea" => *lines += &format!("{:?}\n", &**text),
            Node::Text(text) if !text.trim().is_empty() => {
                *lines += &format!("{}{}\n", "  ".repeat(depth + 1), collapsed(text));
            }
            _ => {}
        }
    }
}

/// The order of classes means nothing.
fn attribute(name: &str, value: &str) -> String {
    if name != "class" {
        return collapsed(value);
    }
    let mut classes: Vec<&str> = value.split_whitespace().collect();
    classes.sort();
    classes.dedup();
    classes.join(" ")
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text in reading order: a line break where a block begins or ends, single spaces elsewhere.
fn read(element: ElementRef<'_>, words: &mut String) {
    let block = !INLINE.contains(&element.value().name());
    if block {
        words.push('\n');
    }
    for child in element.children() {
        match child.value() {
            Node::Element(_) => read(ElementRef::wrap(child).expect("an element"), words),
            Node::Text(text) => push_collapsed(text, words),
            _ => {}
        }
    }
    if block {
        words.push('\n');
    }
}

fn push_collapsed(text: &str, words: &mut String) {
    for character in text.chars() {
        if !character.is_whitespace() {
            words.push(character);
        } else if !words.ends_with([' ', '\n']) {
            words.push(' ');
        }
    }
}

mod outlines {
    use super::outline;

    #[test]
    fn attribute_order_and_indentation_do_not_matter() {
        assert_eq!(outline("<p id=a class='b  c'>\n  One\n</p>"), outline("<p class='b c' id=a>One</p>"));
    }

    #[test]
    fn a_missing_space_between_words_is_seen() {
        assert_ne!(outline("<p><span>Error:</span> No</p>"), outline("<p><span>Error:</span>No</p>"));
    }

    #[test]
    fn a_different_attribute_or_element_is_seen() {
        assert_ne!(outline("<p hidden>One</p>"), outline("<p>One</p>"));
        assert_ne!(outline("<p>One</p>"), outline("<div>One</div>"));
    }
}
