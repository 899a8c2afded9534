//! What every request shares: the store, the way the server was started, and what it counts.

use std::sync::Arc;

use anyhow::Context;
use waymark_cases::db::Store;
use waymark_cases::sign_in::guessing::Addresses;

use crate::half_way::HalfWay;
use crate::pages::me::sign_in::Sent;
use crate::pages::passkeys::Ceremonies;
use crate::pages::team::sign_in::FirstPart;

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
    /// Whether a demonstration stands on a day that was set and not on today; every page then says which.
    pub day_is_set: bool,
}

/// Shared by every request.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    store: Store,
    config: Config,
    limits: Addresses,
    passwords: HalfWay<FirstPart>,
    codes: HalfWay<Sent>,
    ceremonies: Ceremonies,
}

impl App {
    pub fn new(store: Store, config: Config) -> anyhow::Result<Self> {
        // A matrix nobody can read must stop the start, not the first request that asks it (ACC-13).
        waymark_cases::access::check_matrix().context("the access matrix")?;
        let ceremonies = Ceremonies::new(&config.origin)?;
        let (limits, passwords, codes) = Default::default();
        Ok(Self(Arc::new(Shared { store, config, limits, passwords, codes, ceremonies })))
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

    /// Wrong guesses by network address.
    pub(crate) fn limits(&self) -> &Addresses {
        &self.0.limits
    }

    /// Staff who gave an address and a password and have yet to give a code.
    pub(crate) fn passwords(&self) -> &HalfWay<FirstPart> {
        &self.0.passwords
    }

    /// Where young people asked for a code to be sent.
    pub(crate) fn codes(&self) -> &HalfWay<Sent> {
        &self.0.codes
    }

    pub(crate) fn ceremonies(&self) -> &Ceremonies {
        &self.0.ceremonies
    }
}
