//! The pages: two front doors over one record.
//!
//! A request meets the access table first ([`routes`]), then its page ([`pages`]), then the record. A page not in the
//! table cannot be reached; nothing read leaves before its audit row is durable ([`guard`]).

pub mod app;
pub mod assets;
pub mod ctx;
mod device;
pub mod door;
pub mod error;
pub mod form;
pub mod frame;
mod guard;
mod half_way;
mod headers;
mod money;
pub mod pages;
pub mod routes;
pub mod urls;
pub mod visit;
pub mod words;

pub use app::{App, Config, Mode};
pub use ctx::Ctx;
pub use error::{Error, PageResult};

/// The whole site.
pub fn site(app: App) -> axum::Router {
    guard::around(routes::table(), app)
}
