//! Files sent with a form: as strict as any other form of ours, and never more than an import takes.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use waymark_cases::imports::{MOST_BYTES, MOST_FILES, Upload};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::form::{self, Mends, Typed};

/// The most one sending may weigh: a council's year is a few megabytes, and everything sent is held in memory.
const MOST_AT_ONCE: usize = 64 * 1024 * 1024;
/// The most a typed answer beside the files may hold.
const ANSWER: usize = 1024;

/// The field the files come in.
pub(super) const FILES: &str = "files";

/// A form with files.
pub struct Sent {
    pub(super) typed: Typed,
    pub(super) files: Vec<Upload>,
    pub(super) key: String,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Error;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Error> {
        let ctx = request.extensions().get::<Ctx>().cloned().ok_or(Error::NotFound)?;
        form::came_from_us(&ctx, request.headers())?;
        refuse_the_too_large(&request)?;
        DefaultBodyLimit::max(MOST_AT_ONCE).apply(&mut request);
        let parts = Multipart::from_request(request, state)
            .await
            .map_err(|_| Error::Malformed(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not a form with files"))?;
        read(&ctx, parts).await
    }
}

/// A sending that says it is too large is refused before any of it is read.
fn refuse_the_too_large(request: &Request) -> Result<(), Error> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    match length.and_then(|text| text.parse::<usize>().ok()) {
        Some(length) if length > MOST_AT_ONCE => Err(too_large()),
        _ => Ok(()),
    }
}

fn too_large() -> Error {
    Error::Malformed(StatusCode::PAYLOAD_TOO_LARGE, "files too large")
}

async fn read(ctx: &Ctx, mut parts: Multipart) -> Result<Sent, Error> {
    let mut files = Vec::new();
    let (mut token, mut key, mut year, mut authority) = (None, None, None, None);
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(unreadable)?;
        let answer = match name.as_str() {
            FILES => {
                take_file(&mut files, file_name, bytes.to_vec())?;
                continue;
            }
            form::TOKEN => &mut token,
            form::KEY => &mut key,
            "year" => &mut year,
            "authority" => &mut authority,
            _ => return Err(Error::Malformed(StatusCode::UNPROCESSABLE_ENTITY, "a field that is not the form's")),
        };
        if answer.replace(text(&bytes)?).is_some() {
            return Err(Error::Malformed(StatusCode::BAD_REQUEST, "a field sent twice"));
        }
    }
    if !ctx.visit().knows(&token.unwrap_or_default()) {
        return Err(Error::Distrusted("form token"));
    }
    let typed = Typed::of([("year", year.unwrap_or_default()), ("authority", authority.unwrap_or_default())]);
    let key: String = key.unwrap_or_default();
    if key.len() > 64 {
        return Err(Error::Malformed(StatusCode::BAD_REQUEST, "form key"));
    }
    Ok(Sent { typed, files, key })
}

fn unreadable(error: axum::extract::multipart::MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => Error::Malformed(StatusCode::BAD_REQUEST, "unreadable form"),
    }
}

/// A file box left empty still sends a part, with no name and nothing in it.
fn take_file(files: &mut Vec<Upload>, name: Option<String>, bytes: Vec<u8>) -> Result<(), Error> {
    let name = name.unwrap_or_default();
    if name.is_empty() && bytes.is_empty() {
        return Ok(());
    }
    if files.len() >= MOST_FILES {
        return Err(Error::Malformed(StatusCode::PAYLOAD_TOO_LARGE, "too many files"));
    }
    files.push(Upload { name: if name.is_empty() { "file without a name".into() } else { name }, bytes });
    Ok(())
}

fn text(bytes: &[u8]) -> Result<String, Error> {
    let unreadable = || Error::Malformed(StatusCode::BAD_REQUEST, "unreadable text");
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable())?;
    if text.len() > ANSWER || text.contains('\0') {
        return Err(unreadable());
    }
    Ok(text.to_owned())
}

/// What has to be mended about the files themselves.
pub(super) fn check_files(files: &[Upload], mends: &mut Mends) {
    if files.is_empty() {
        mends.add(FILES, "Choose the files of the return");
    }
    if let Some(large) = files.iter().find(|file| file.bytes.len() > MOST_BYTES) {
        mends.add(FILES, format!("{} must be smaller than 50 MB", large.name));
    }
}
