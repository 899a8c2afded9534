//! Documents as somebody reads or hears them: tagged, in order, complete, and the same each time.

use lopdf::{Document, Object};
use waymark_documents::{Call, Error, Format, Letter, Level, Part, Sheet, WalletCard, letter, pdf, wallet_card};

fn sheet(parts: Vec<Part>) -> Sheet {
    Sheet {
        title: "The plan of Sam".into(),
        language: "en".into(),
        for_whom: Some("Sam".into()),
        made_on: "27 November 2026".into(),
        council: "Harrowdale Council".into(),
        footer: "Mark K3J9ABCD".into(),
        parts,
    }
}

fn read(bytes: &[u8]) -> (Document, String) {
    let document = Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("its text");
    (document, text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Every kind of tag in the document.
fn tags(document: &Document) -> Vec<String> {
    let kind = |object: &Object| {
        Some(String::from_utf8_lossy(object.as_dict().ok()?.get(b"S").ok()?.as_name().ok()?).into_owned())
    };
    document.objects.values().filter_map(kind).collect()
}

fn every_kind() -> Vec<Part> {
    vec![
        Part::Heading(Level::One, "Goals now".into()),
        Part::Paragraph("One. Two.".into()),
        Part::TheirWords { words: "I want a van.".into(), who: "Sam".into(), when: "1 October 2026".into() },
        Part::List(vec!["Ask Dave".into(), "Look at three".into()]),
        Part::Numbered(vec!["First".into()]),
        Part::Facts(vec![("Who".into(), "Amira".into())]),
        Part::Table { caption: "Steps".into(), columns: vec!["What".into(), "Who".into()], rows: vec![vec!["Ask".into(), "Sam".into()]] },
        Part::Drawing { svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>".into(), alt: "A square".into() },
        Part::Note("As it was today.".into()),
        Part::Box(vec![Part::Heading(Level::Two, "In a box".into()), Part::Paragraph("Words".into())]),
        Part::SignatureLine("Sam".into()),
    ]
}

#[test]
fn each_part_is_tagged_for_whoever_listens_in_every_format() {
    for format in [Format::Standard, Format::LargePrint, Format::EasyRead] {
        let (document, text) = read(&pdf(&sheet(every_kind()), format).expect("a document"));
        let tags = tags(&document);
        for tag in ["H1", "H2", "H3", "P", "L", "LI", "BlockQuote", "Table", "TH", "TD", "Figure"] {
            assert!(tags.iter().any(|one| one == tag), "{format:?} has no {tag}: {tags:?}");
        }
        let catalog = document.catalog().expect("a catalog");
        assert!(catalog.has(b"Lang") && catalog.has(b"StructTreeRoot") && catalog.has(b"MarkInfo"));
        let order = ["The plan of Sam", "Goals now", "I want a van.", "Ask Dave", "A square", "In a box"];
        assert!(order.map(|words| text.find(words).expect(words)).is_sorted(), "{text}");
    }
}

#[test]
fn large_print_is_18_points_and_more_but_for_the_foot_of_the_page() {
    let (document, _) =
        read(&pdf(&sheet(vec![Part::Paragraph("Big words".into())]), Format::LargePrint).expect("a document"));
    let mut sizes = Vec::new();
    for page in document.get_pages().values() {
        let content = document.get_and_decode_page_content(*page).expect("its content");
        sizes.extend(
            content
                .operations
                .iter()
                .filter(|one| one.operator == "Tf")
                .filter_map(|one| one.operands[1].as_float().ok()),
        );
    }
    assert!(sizes.iter().filter(|size| **size < 18.0).count() <= 2, "only the foot is smaller: {sizes:?}");
    assert!(sizes.iter().any(|size| *size >= 18.0), "{sizes:?}");
}

#[test]
fn words_are_data_whatever_marks_are_in_them() {
    let long = "x".repeat(400);
    let strange = format!("#panic() $x$ *bold* \\ <script> [a] 🙂 مرحبا Nguyễn Thị Ánh {long}");
    let parts = vec![
        Part::Heading(Level::Three, strange.clone()),
        Part::TheirWords { words: strange, who: "#Sam".into(), when: "$1".into() },
    ];
    let (_, text) = read(&pdf(&sheet(parts), Format::EasyRead).expect("a document"));
    assert!(text.contains("#panic() $x$ *bold* \\ <script> [a]"), "{text}");
    for letter in ['ễ', 'ị', 'Á'] {
        assert!(text.contains(letter), "a name keeps its marks: {text}");
    }
}

#[test]
fn the_same_sheet_is_the_same_bytes() {
    let made = || pdf(&sheet(every_kind()), Format::Standard).expect("a document");
    assert!(made() == made());
}

#[test]
fn what_could_not_be_read_by_everybody_is_refused() {
    let untitled = Sheet { title: " ".into(), ..sheet(Vec::new()) };
    assert_eq!(pdf(&untitled, Format::Standard), Err(Error::NoTitle));
    let silent = vec![Part::Drawing { svg: "<svg/>".into(), alt: String::new() }];
    assert_eq!(pdf(&sheet(silent), Format::Standard), Err(Error::DrawingWithoutWords));
    let ragged = vec![Part::Table { caption: "T".into(), columns: vec!["A".into()], rows: vec![vec![]] }];
    assert_eq!(pdf(&sheet(ragged), Format::Standard), Err(Error::RaggedTable("T".into())));
}

fn amira() -> Call {
    Call { who: "Amira".into(), number: "01632 960001".into() }
}

#[test]
fn a_letter_says_who_it_is_to_what_they_can_do_and_who_signs() {
    let new = Letter {
        language: "en".into(),
        council: "Harrowdale Council".into(),
        council_address: vec!["1 High Street".into()],
        made_on: "27 November 2026".into(),
        recipient: vec!["Sam".into(), "2 Low Street".into()],
        name_to_use: "Sam".into(),
        subject: "Your review".into(),
        paragraphs: vec!["We will meet on Monday.".into()],
        what_you_can_do: vec!["Say no".into()],
        who_to_call: vec![amira()],
        signed_by: "Amira Nasser-Hill".into(),
        job: "Personal adviser".into(),
        footer: "Mark K3J9ABCD".into(),
    };
    let (_, text) = read(&letter(&new, Format::Standard).expect("a letter"));
    let order = ["Hello Sam,", "Your review", "We will meet", "What you can do", "01632 960001", "Amira Nasser-Hill"];
    assert!(order.map(|words| text.find(words).expect(words)).is_sorted(), "{text}");
    assert_eq!(letter(&Letter { name_to_use: String::new(), ..new }, Format::Standard), Err(Error::NoName));
}

#[test]
fn a_card_for_the_pocket_is_one_page_and_never_too_small_to_read() {
    let card = WalletCard {
        language: "en".into(),
        title: "My safety card".into(),
        council: "Harrowdale Council".into(),
        made_on: "27 November 2026".into(),
        name_to_use: "Sam".into(),
        my_signs: vec!["I stop answering".into()],
        what_helps: vec!["Text me first".into()],
        who_to_call: vec![amira()],
    };
    let (document, text) = read(&wallet_card(&card).expect("a card"));
    assert_eq!(document.get_pages().len(), 1);
    assert!(text.contains("I stop answering") && text.contains("01632 960001"), "{text}");
    let full = WalletCard { my_signs: vec!["A long sign of how things are".repeat(6); 20], ..card };
    assert_eq!(wallet_card(&full), Err(Error::CardTooFull));
}
