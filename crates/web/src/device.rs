//! What a browser says it is, in a few words somebody can recognise in their own list of devices (SEC-28).

/// Looked for in this order, because each browser also names those it descends from.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
];

const DEVICES: &[(&str, &str)] = &[
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android phone or tablet"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
];

/// `Firefox on an iPhone`. Versions and the rest are left out: they identify and help nobody.
pub(crate) fn in_words(agent: &str) -> String {
    let named =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, says)| *says);
    match (named(BROWSERS), named(DEVICES)) {
        (Some(browser), Some(device)) => format!("{browser} on {device}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "A browser we do not know".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_as_its_owner_would() {
        let on_a_phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1";
        let on_a_desk =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0";
        assert_eq!(in_words(on_a_phone), "Safari on an iPhone");
        assert_eq!(in_words(on_a_desk), "Edge on Windows");
        assert_eq!(in_words("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Firefox/150.0"), "Firefox on Linux");
    }

    #[test]
    fn what_says_nothing_of_itself_gets_a_name_all_the_same() {
        assert_eq!(in_words(""), "A browser we do not know");
    }
}
