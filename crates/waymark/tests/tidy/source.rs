//! Just enough reading of Rust to count lines and find arguments: comments and literals are blanked out, braces matched.

/// The same text with comments and the insides of literals replaced by spaces; line ends stay where they were.
pub fn code_only(text: &str) -> String {
    let source: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < source.len() {
        let end = match source[at] {
            '/' if source.get(at + 1) == Some(&'/') => end_of_line(&source, at),
            '/' if source.get(at + 1) == Some(&'*') => end_of_block_comment(&source, at),
            '"' => end_of_string(&source, at),
            'r' if !follows_a_name(&source, at) => end_of_raw_string(&source, at).unwrap_or(at),
            '\'' => end_of_character(&source, at).unwrap_or(at),
            _ => at,
        };
        if end == at {
            code.push(source[at]);
            at += 1;
        } else {
            code.extend(source[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

fn follows_a_name(source: &[char], at: usize) -> bool {
    // `br"..."` is a literal too, so a lone `b` does not count as a name.
    at > 0 && (source[at - 1].is_alphanumeric() || source[at - 1] == '_') && source[at - 1] != 'b'
}

fn end_of_line(source: &[char], at: usize) -> usize {
    source[at..].iter().position(|c| *c == '\n').map_or(source.len(), |length| at + length)
}

fn end_of_block_comment(source: &[char], at: usize) -> usize {
    let mut depth = 0;
    let mut i = at;
    while i + 1 < source.len() {
        match (source[i], source[i + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                i += 1;
                continue;
            }
        }
        i += 2;
        if depth == 0 {
            return i;
        }
    }
    source.len()
}

fn end_of_string(source: &[char], at: usize) -> usize {
    let mut i = at + 1;
    while i < source.len() {
        match source[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    source.len()
}

fn end_of_raw_string(source: &[char], at: usize) -> Option<usize> {
    let hashes = source[at + 1..].iter().take_while(|c| **c == '#').count();
    if source.get(at + 1 + hashes) != Some(&'"') {
        return None;
    }
    let mut i = at + 2 + hashes;
    while i < source.len() {
        let closes = source[i] == '"' && source[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
        if closes {
            return Some(i + 1 + hashes);
        }
        i += 1;
    }
    Some(source.len())
}

/// `'x'` and `'\n'` are characters; `'a` is a lifetime.
fn end_of_character(source: &[char], at: usize) -> Option<usize> {
    if source.get(at + 1) == Some(&'\\') {
        // The character after the backslash belongs to it, even when it is a quotation mark.
        let length = source.get(at + 3..)?.iter().position(|c| *c == '\'')?;
        return Some(at + 3 + length + 1);
    }
    (source.get(at + 2) == Some(&'\'')).then_some(at + 3)
}

pub struct Function {
    pub name: String,
    /// Line of the signature, from 1.
    pub line: usize,
    /// From the signature to the closing brace.
    pub lines: usize,
}

pub fn functions(text: &str) -> Vec<Function> {
    let code = code_only(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = code[from..].find("fn ") {
        let at = from + offset;
        from = at + 3;
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let name: String = code[from..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if let (false, Some(end)) = (name.is_empty(), end_of_body(&code, from)) {
            let line = code[..at].matches('\n').count() + 1;
            found.push(Function { name, line, lines: code[at..end].matches('\n').count() + 1 });
        }
    }
    found
}

/// Just past the brace that closes the body; nothing for a signature without one.
fn end_of_body(code: &str, from: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut brackets = 0usize;
    for (i, c) in code[from..].char_indices() {
        match c {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            ';' if depth == 0 && brackets == 0 => return None,
            '{' => depth += 1,
            '}' if depth == 0 => return None,
            '}' if depth == 1 => return Some(from + i + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Each call of `name`, with its line and the text of its first argument as written.
pub fn arguments_of(text: &str, name: &str) -> Vec<(usize, String)> {
    // Blanked code and text agree only in characters, so both are walked as characters.
    let code: Vec<char> = code_only(text).chars().collect();
    let source: Vec<char> = text.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let mut found = Vec::new();
    for at in 0..code.len().saturating_sub(name.len()) {
        let starts = code[at..].starts_with(&name) && (at == 0 || !is_name_part(code[at - 1]));
        if !starts || declares(&code, at) {
            continue;
        }
        if let Some((from, to)) = first_argument(&code, at + name.len()) {
            let line = code[..at].iter().filter(|c| **c == '\n').count() + 1;
            found.push((line, source[from..to].iter().collect::<String>().trim().to_owned()));
        }
    }
    found
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn declares(code: &[char], at: usize) -> bool {
    code[..at].ends_with(&['f', 'n', ' '])
}

/// Where the first argument lies, given where the name of the call ended. `name::<T>(…)` counts as a call.
fn first_argument(code: &[char], after_name: usize) -> Option<(usize, usize)> {
    let open = after_name + code[after_name..].iter().position(|c| matches!(c, '(' | ';' | '{' | '}' | '=' | ','))?;
    if code[open] != '(' || code[after_name..open].iter().any(|c| c.is_whitespace()) {
        return None;
    }
    let mut depth = 0usize;
    for (i, c) in code[open..].iter().enumerate() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 1 => return Some((open + 1, open + i)),
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 1 => return Some((open + 1, open + i)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_do_not_count_as_code() {
        let text = "let a = \"{ // \\\" }\"; // {\nlet b = 'x'; let c: &'static str = r#\"}\"\"#; /* { /* } */ */ let d = '\\'';";
        let code = code_only(text);
        assert!(!code.contains(['{', '}', 'x']), "{code}");
        assert!(code.contains("&'static str"), "{code}");
        assert!(code.ends_with(';'), "{code}");
        assert_eq!(code.chars().count(), text.chars().count());
    }

    #[test]
    fn a_function_is_measured_from_signature_to_closing_brace() {
        let text = "trait T { fn a(&self) -> [u8; 2]; }\nfn b<F: Fn(u8)>(f: F)\nwhere\n    F: Copy,\n{\n    f(1);\n}\n";
        let found = functions(text);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].line, found[0].lines), ("b", 2, 6));
    }

    #[test]
    fn first_arguments_are_found_as_written() {
        let text = "use diesel::sql_query;\nlet n = sql_query(\"select (1), 2\").execute(c);\nsql_query(format!(\"{x}\"));\nsql::<Text>(NOW);";
        assert_eq!(
            arguments_of(text, "sql_query"),
            [(2, "\"select (1), 2\"".to_owned()), (3, "format!(\"{x}\")".to_owned())]
        );
        assert_eq!(arguments_of(text, "sql::<"), [(4, "NOW".to_owned())]);
    }
}
