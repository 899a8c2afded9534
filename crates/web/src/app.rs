//! What every request shares: the store, the way the server was started, and what it counts.

use std::sync::Arc;

use waymark_cases::db::Store;

/// How the server was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A council's own records.
    Live,
    /// Invented people only, with sample sign-ins; every page says so.
    Demonstration,
}

/// What the server was told at start.
#[derive(Debug, Clone)]
pub struct Config {
    pub mode: Mode,
    /// The site's own address, such as `https://waymark.example.gov.uk`: passkeys are bound to it and posts must come
    /// from it.
    pub origin: url::Url,
    /// Peers whose forwarding header is believed (SEC-18); nobody's otherwise.
    pub trusted_proxies: Vec<std::net::IpAddr>,
}

/// Shared by every request.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    store: Store,
    config: Config,
    limits: crate::guard::Limits,
    ceremonies: crate::pages::passkeys::Ceremonies,
}

impl App {
    pub fn new(store: Store, config: Config) -> anyhow::Result<Self> {
        let ceremonies = crate::pages::passkeys::Ceremonies::new(&config.origin)?;
        Ok(Self(Arc::new(Shared { store, config, limits: crate::guard::Limits::default(), ceremonies })))
    }

    pub fn store(&self) -> &Store {
        &self.0.store
    }

    pub fn config(&self) -> &Config {
        &self.0.config
    }

    pub fn is_demonstration(&self) -> bool {
        self.0.config.mode == Mode::Demonstration
    }

    pub(crate) fn limits(&self) -> &crate::guard::Limits {
        &self.0.limits
    }

    pub(crate) fn ceremonies(&self) -> &crate::pages::passkeys::Ceremonies {
        &self.0.ceremonies
    }
}
