//! Where the typesetter is asked. It may read what is handed to it here, and nothing else.

use crate::Error;
use crate::ready::Ready;
use crate::typeface::FACES;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const TEMPLATES: &[(&str, &str)] = &[
    ("common.typ", include_str!("templates/common.typ")),
    ("sheet.typ", include_str!("templates/sheet.typ")),
    ("letter.typ", include_str!("templates/letter.typ")),
    ("card.typ", include_str!("templates/card.typ")),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FACES.iter())));

/// The words a template stops with when a card has no room.
const TOO_FULL: &str = "the card is too full";

/// Everything the typesetter can see of the world.
struct Desk {
    template: FileId,
    data: Bytes,
    drawings: Vec<Bytes>,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let name = name_of(id);
        let found = TEMPLATES.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| Source::new(id, (*text).to_owned())).ok_or_else(|| not_here(name))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = name_of(id);
        if name == "data.json" {
            return Ok(self.data.clone());
        }
        let number = name.strip_prefix("drawing-").and_then(|rest| rest.strip_suffix(".svg"));
        let drawing = number.and_then(|number| self.drawings.get(number.parse::<usize>().ok()?));
        drawing.cloned().ok_or_else(|| not_here(name))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FACES.get(index).cloned()
    }

    /// There is none: a document's day is one of its words.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn name_of(id: FileId) -> &'static str {
    id.get().vpath().get_without_slash()
}

fn not_here(name: &str) -> FileError {
    FileError::NotFound(name.into())
}

pub(crate) fn document(template: &str, ready: &Ready) -> Result<Vec<u8>, Error> {
    let path = VirtualPath::new(template).map_err(|error| Error::NotSet(format!("{error:?}")))?;
    let desk = Desk {
        template: RootedPath::new(VirtualRoot::Project, path).intern(),
        data: Bytes::new(ready.data.to_string().into_bytes()),
        drawings: ready.drawings.iter().map(|svg| Bytes::new(svg.clone().into_bytes())).collect(),
    };
    let made = made(&desk);
    // What it remembers of this document is of no use to the next, and would be kept for ever.
    typst::comemo::evict(0);
    made
}

fn made(desk: &Desk) -> Result<Vec<u8>, Error> {
    let pages = typst::compile::<PagedDocument>(desk).output.map_err(|found| why(&found))?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| Error::NotSet(error.message().to_string()))?;
    let options = PdfOptions { creator: Smart::Custom(Some("Waymark".into())), standards, ..PdfOptions::default() };
    typst_pdf::pdf(&pages, &options).map_err(|found| why(&found))
}

fn why(found: &[SourceDiagnostic]) -> Error {
    let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    if messages.iter().any(|message| message.contains(TOO_FULL)) {
        return Error::CardTooFull;
    }
    Error::NotSet(messages.join("; "))
}
