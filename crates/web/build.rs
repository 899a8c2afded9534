//! Makes the style sheets, scripts and pictures the pages are served with, and a table of them for `assets.rs`.
//!
//! The design systems come from npm at the versions in `package-lock.json`. What may not leave GOV.UK (its
//! typeface, crest and crown) is left out here, so it is not in the program at all. Every file is named after
//! its own contents, so a browser may keep it for ever, and is compressed once, here.

#[path = "build/css.rs"]
mod css;
#[path = "../../build/npm.rs"]
mod npm;

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What the pages are made from.
const PACKAGES: &[&str] = &["govuk-frontend", "@ministryofjustice/frontend"];

/// Components of govuk-frontend no page of ours uses.
const NOT_FOR_TEAM: &[&str] = &[
    "govuk-accordion",
    "govuk-accordion-nav",
    "govuk-cookie-banner",
    "govuk-feedback",
    "govuk-footer",
    "govuk-header",
    "govuk-logo-dot",
    "govuk-tabs",
];

/// Components of the Ministry of Justice system the staff pages use.
const MOJ_FOR_TEAM: &[&str] = &[
    "moj-badge",
    "moj-button-menu",
    "moj-filter",
    "moj-filter-layout",
    "moj-filter-tags",
    "moj-identity-bar",
    "moj-message-item",
    "moj-message-list",
    "moj-messages-container",
    "moj-search",
    "moj-timeline",
    "moj-width-container",
];

/// The few components young people's pages use: the whole sheet must stay under 10 KB on the wire.
const FOR_ME: &[&str] = &[
    "govuk-back-link",
    "govuk-body",
    "govuk-body-l",
    "govuk-body-m",
    "govuk-body-s",
    "govuk-button",
    "govuk-button-group",
    "govuk-caption-l",
    "govuk-checkboxes",
    "govuk-details",
    "govuk-error-message",
    "govuk-error-summary",
    "govuk-fieldset",
    "govuk-form-group",
    "govuk-frontend-supported",
    "govuk-heading-l",
    "govuk-heading-m",
    "govuk-heading-s",
    "govuk-hint",
    "govuk-input",
    "govuk-inset-text",
    "govuk-label",
    "govuk-label-wrapper",
    "govuk-link",
    "govuk-list",
    "govuk-main-wrapper",
    "govuk-radios",
    "govuk-skip-link",
    "govuk-template",
    "govuk-textarea",
    "govuk-visually-hidden",
    "govuk-width-container",
    "js-enabled",
];

/// Both packages ask that this goes with every copy.
const NOTICE: &str =
    "/*! Parts from govuk-frontend and @ministryofjustice/frontend: MIT License, Copyright (c) Crown Copyright */\n";

fn main() {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let root = here.join("../..").canonicalize().expect("the workspace");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    for watched in ["build.rs", "build", "static", "../../build/npm.rs"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let modules = npm::modules(&root, PACKAGES, "WAYMARK_NODE_MODULES");
    write_table(&out, &assets(&here.join("static"), &modules));
}

struct Asset {
    name: String,
    bytes: Vec<u8>,
}

impl Asset {
    /// `team.css` becomes `team.1a2b3c4d5e6f7a8b.css`.
    fn file_name(&self) -> String {
        let hash: String = Sha256::digest(&self.bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        match self.name.rsplit_once('.') {
            Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
            None => panic!("{} has no extension", self.name),
        }
    }
}

/// Everything served, by name. Files that name others are made after them.
fn assets(ours: &Path, modules: &Path) -> BTreeMap<String, Asset> {
    let govuk = modules.join("govuk-frontend/dist/govuk");
    let moj = modules.join("@ministryofjustice/frontend/moj");
    let mut made = BTreeMap::new();
    for path in files_in(ours).iter().filter(|path| extension(path) != "css" && extension(path) != "js") {
        add(&mut made, file_name(path), fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
    }
    let from_package = |path: PathBuf| NOTICE.to_owned() + &read(&path);
    add_script(&mut made, "govuk-frontend.js", &from_package(govuk.join("govuk-frontend.min.js")));
    add_script(&mut made, "button-menu.js", &from_package(moj.join("components/button-menu/button-menu.bundle.mjs")));
    add_own_scripts(&mut made, ours);
    add_style_sheets(&mut made, ours, &govuk, &moj);
    made
}

fn add(made: &mut BTreeMap<String, Asset>, name: String, bytes: Vec<u8>) {
    made.insert(name.clone(), Asset { name, bytes });
}

fn add_script(made: &mut BTreeMap<String, Asset>, name: &str, source: &str) {
    let before_map = |line: &'_ str| line.split("//# sourceMappingURL").next().unwrap_or_default().to_owned();
    let kept: Vec<String> = source.lines().map(before_map).collect();
    add(made, name.to_owned(), kept.join("\n").into_bytes());
}

/// Put in front of these scripts, so that a page asks for one file and not two.
const IN_FRONT: (&str, [&str; 2]) = ("reveal.js", ["me.js", "team.js"]);

fn own_script(path: &Path) -> String {
    let (part, scripts) = IN_FRONT;
    let source = read(path);
    if scripts.contains(&file_name(path).as_str()) { read(&path.with_file_name(part)) + &source } else { source }
}

/// Our scripts, each once what it imports has its name. A circle or an unknown import is an error.
fn add_own_scripts(made: &mut BTreeMap<String, Asset>, ours: &Path) {
    let is_whole = |path: &PathBuf| extension(path) == "js" && file_name(path) != IN_FRONT.0;
    let mut waiting: Vec<PathBuf> = files_in(ours).into_iter().filter(is_whole).collect();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|path| {
            let source = own_script(path);
            let ready = imports(&source).iter().all(|name| made.contains_key(*name));
            if ready {
                add_script(made, &file_name(path), &with_hashed_imports(&source, made));
            }
            !ready
        });
        assert!(waiting.len() < before, "scripts that import what does not exist, or each other: {waiting:?}");
    }
}

/// The names after `from './` and `import './`.
fn imports(source: &str) -> Vec<&str> {
    source.split("'./").skip(1).filter_map(|rest| rest.split('\'').next()).collect()
}

fn with_hashed_imports(source: &str, made: &BTreeMap<String, Asset>) -> String {
    imports(source).iter().fold(source.to_owned(), |text, name| {
        text.replace(&format!("'./{name}'"), &format!("'./{}'", made[*name].file_name()))
    })
}

fn add_style_sheets(made: &mut BTreeMap<String, Asset>, ours: &Path, govuk: &Path, moj: &Path) {
    let govuk = css::parse(&read(&govuk.join("govuk-frontend.min.css")));
    let moj_css = css::parse(&read(&moj.join("moj-frontend.min.css")));
    let own = |names: &[&str]| -> String {
        names.iter().map(|name| css::written(&css::parse(&read(&ours.join(name))))).collect()
    };
    let team = css::written(&css::keep(govuk.clone(), &|selector| !uses_any(selector, NOT_FOR_TEAM)));
    let casework = css::written(&css::keep(moj_css, &|selector| uses_only(selector, "moj-", MOJ_FOR_TEAM)));
    let me = css::written(&css::keep(govuk, &|selector| is_plain(selector) || uses_only(selector, "govuk-", FOR_ME)));
    let shared = own(&["tokens.css", "shared.css"]);
    let sheets =
        [("team.css", team + &casework + &shared + &own(&["team.css"])), ("me.css", me + &shared + &own(&["me.css"]))];
    for (name, sheet) in sheets {
        let sheet = with_pictures(made, &sheet, &moj.join("assets/images"));
        assert!(!sheet.contains("GDS Transport"), "{name} names the typeface of GOV.UK");
        assert!(!sheet.contains("crest") && !sheet.contains("crown"), "{name} shows the crest or crown of GOV.UK");
        add(made, name.to_owned(), (NOTICE.to_owned() + &sheet).into_bytes());
    }
}

fn is_plain(selector: &str) -> bool {
    css::classes_in(selector).is_empty()
}

fn uses_any(selector: &str, blocks: &[&str]) -> bool {
    css::classes_in(selector).iter().any(|class| blocks.contains(&css::block_of(class)))
}

/// Whether it names a component with `prefix`, and no component that is not in `blocks` with that prefix.
fn uses_only(selector: &str, prefix: &str, blocks: &[&str]) -> bool {
    let classes = css::classes_in(selector);
    let mut of_prefix = classes.iter().filter(|class| class.starts_with(prefix)).peekable();
    of_prefix.peek().is_some() && of_prefix.all(|class| blocks.contains(&css::block_of(class)))
}

/// Pictures the packages' sheets point at become files of ours.
fn with_pictures(made: &mut BTreeMap<String, Asset>, sheet: &str, images: &Path) -> String {
    const AT: &str = "url(/assets/images/";
    let mut parts = sheet.split(AT);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(')').expect("a closed url()");
        if !made.contains_key(name) {
            let path = images.join(name);
            add(made, name.to_owned(), fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
        }
        written += &format!("url({}){after}", made[name].file_name());
    }
    written
}

fn write_table(out: &Path, assets: &BTreeMap<String, Asset>) {
    // Files of an earlier build, under names no longer used.
    for old in files_in(out) {
        fs::remove_file(&old).unwrap_or_else(|error| panic!("{}: {error}", old.display()));
    }
    let mut table = String::from("/// Every file served under `/assets/`.\npub(crate) const ASSETS: &[Asset] = &[\n");
    for asset in assets.values() {
        let file = asset.file_name();
        let packed = gzip(&asset.bytes);
        // Not worth a header and the browser's work when it saves nothing.
        let smaller = packed.len() < asset.bytes.len();
        write(&out.join(&file), &asset.bytes);
        write(&out.join(format!("{file}.gz")), &packed);
        let gzipped = if smaller { format!("Some(include_bytes!({:?}))", format!("{file}.gz")) } else { "None".into() };
        table += &format!(
            "    Asset {{ name: {:?}, url: {:?}, kind: {:?}, bytes: include_bytes!({file:?}), gzipped: {gzipped} }},\n",
            asset.name,
            format!("/assets/{file}"),
            kind(&asset.name),
        );
    }
    write(&out.join("assets.rs"), (table + "];\n").as_bytes());
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory does not fail")
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        _ => panic!("no content type is known for {name}"),
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("a file").to_string_lossy().into_owned()
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
