//! `waymark serve`: the site, and the nightly work beside it.

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use jiff::civil::Date;
use waymark_cases::clock::{Clock, MovedClock, SystemClock};
use waymark_cases::db::{Asking, By, Store};
use waymark_cases::settings;
use waymark_cases::sign_in::samples;
use waymark_web::{App, Config, Mode};

use crate::{Globals, place};

/// Show the site
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The invented council with sample sign-ins; made now if nothing is recorded here yet
    #[arg(long)]
    demo: bool,
    /// How many young people the invented council has, where it is made now
    #[arg(long, default_value_t = waymark_cases::demonstration::PEOPLE, value_name = "N", requires = "demo")]
    people: usize,
    /// The day the demonstration stands on, so that anybody can look at a deadline; it goes on from there
    #[arg(long, value_name = "YYYY-MM-DD", requires = "demo")]
    today: Option<Date>,
    /// Port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    listen: IpAddr,
    /// The site's own address as browsers see it, such as https://waymark.example.gov.uk
    #[arg(long, value_name = "URL")]
    address: Option<url::Url>,
    /// A proxy whose forwarding header is believed; may be given more than once
    #[arg(long = "trusted-proxy", value_name = "IP")]
    trusted_proxies: Vec<IpAddr>,
    /// This is a council's real system: refuses anything made for demonstration
    #[arg(long, env = "WAYMARK_PRODUCTION", conflicts_with = "demo")]
    production: bool,
}

/// How many pages read or change the records at one time; the rest wait their turn, first come first served. More than
/// there are readers would only wait for each other in no order.
const AT_ONCE: usize = waymark_cases::db::READERS as usize;

/// How often the nightly work looks whether a new day has begun.
const EACH: Duration = Duration::from_secs(600);

pub fn run(args: Args, globals: &Globals) -> anyhow::Result<ExitCode> {
    log_to_stderr();
    refuse_what_does_not_fit(&args)?;
    let store = Store::open(place(globals)?, clock(args.today)?)?;
    let mode = mode(&args, &store)?;
    if args.today.is_some() {
        stand_on_the_day(&store)?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().max_blocking_threads(AT_ONCE).enable_all().build()?;
    runtime.block_on(serve(args, store, mode))?;
    Ok(ExitCode::SUCCESS)
}

fn refuse_what_does_not_fit(args: &Args) -> anyhow::Result<()> {
    ensure!(!(args.production && cfg!(debug_assertions)), "a program built for debugging does not serve real records");
    if args.production {
        let secure = args.address.as_ref().is_some_and(|address| address.scheme() == "https");
        ensure!(secure, "a real system needs --address with its https address");
    }
    Ok(())
}

/// The machine's own clock, or one that starts on a day.
fn clock(today: Option<Date>) -> anyhow::Result<Arc<dyn Clock>> {
    Ok(match today {
        None => Arc::new(SystemClock),
        Some(day) => Arc::new(MovedClock::to(day).context("that day is out of reach")?),
    })
}

/// Works out what lists show as of the day before anybody looks. Codes used on a later day would refuse those of an
/// earlier one, so the sample sign-ins begin again.
fn stand_on_the_day(store: &Store) -> anyhow::Result<()> {
    let asking = Asking::new(By::System("start"), store.clock().now());
    store.write(&asking, samples::take_codes_again)?;
    one_night(store)?;
    Ok(())
}

/// A demonstration and a council's own records never share a database.
fn mode(args: &Args, store: &Store) -> anyhow::Result<Mode> {
    let asking = Asking::new(By::System("start"), store.clock().now());
    let council = store.read(&asking, settings::council)?;
    match (args.demo, council.demonstration) {
        (true, true) => Ok(Mode::Demonstration),
        (false, false) => Ok(Mode::Live),
        (true, false) => crate::demo::first_start(store, args.people).map(|()| Mode::Demonstration),
        (false, true) if args.production => bail!("this database holds a demonstration: a real system refuses it"),
        (false, true) => bail!("this database holds a demonstration: start it with --demo"),
    }
}

async fn serve(args: Args, store: Store, mode: Mode) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(SocketAddr::new(args.listen, args.port))
        .await
        .with_context(|| format!("listening on {}:{}", args.listen, args.port))?;
    let here = listener.local_addr()?;
    let origin = args.address.map_or_else(|| url::Url::parse(&format!("http://{here}")), Ok)?;
    let list = origin.join("/team")?.to_string();
    let config = Config { mode, origin, trusted_proxies: args.trusted_proxies, day_is_set: args.today.is_some() };
    let app = App::new(store.clone(), config)?;
    nightly(store.clone(), list);
    let site = waymark_web::site(app).into_make_service_with_connect_info::<SocketAddr>();
    say_ready(&here, mode, &store)?;
    axum::serve(listener, site).with_graceful_shutdown(asked_to_stop()).await?;
    Ok(())
}

/// Says where the site is. Somebody who stopped listening does not stop the server.
fn say_ready(here: &SocketAddr, mode: Mode, store: &Store) -> anyhow::Result<()> {
    let lines = match mode {
        Mode::Demonstration => crate::demo::sign_in_lines(&format!("http://{here}"), store)?,
        Mode::Live => Vec::new(),
    };
    let ready = format!(
        "Waymark is ready at http://{here}\n{}",
        lines.iter().map(|line| format!("{line}\n")).collect::<String>()
    );
    let mut out = std::io::stdout().lock();
    if let Err(error) = out.write_all(ready.as_bytes()).and_then(|()| out.flush()) {
        tracing::warn!(%error, "nobody is listening to where the site is");
    }
    Ok(())
}

/// Does the nightly work once a day, at the latest some minutes after midnight.
fn nightly(store: Store, list: String) {
    let work = move || {
        let mut done_on = None;
        loop {
            let today = store.clock().today();
            if done_on != Some(today) {
                match one_night(&store) {
                    Ok(done) => tracing::info!(
                        people = done.people,
                        accounts_warned = done.accounts.warned.len(),
                        accounts_closed = done.accounts.disabled.len(),
                        "did the nightly work"
                    ),
                    Err(error) => tracing::error!(%error, "the nightly work did not finish"),
                }
                match monday(&store, &list) {
                    Ok(0) => {}
                    Ok(sent) => tracing::info!(sent, "sent the Monday summaries"),
                    Err(error) => tracing::error!(%error, "the Monday summaries were not sent"),
                }
                done_on = Some(today);
            }
            std::thread::sleep(EACH);
        }
    };
    std::thread::Builder::new().name("nightly".into()).spawn(work).expect("a thread for the nightly work");
}

fn one_night(store: &Store) -> waymark_cases::Result<waymark_cases::nightly::Done> {
    let asking = Asking::new(By::System("nightly"), store.clock().now());
    store.write(&asking, waymark_cases::nightly::run)
}

fn monday(store: &Store, list: &str) -> waymark_cases::Result<usize> {
    let asking = Asking::new(By::System("monday"), store.clock().now());
    store.write(&asking, |tx| waymark_cases::monday::send(tx, list))
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(error) => {
            tracing::warn!(%error, "only an interrupt will stop the server");
            let _ = interrupt.await;
            return;
        }
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}

fn log_to_stderr() {
    let filter =
        tracing_subscriber::EnvFilter::try_from_env("WAYMARK_LOG").unwrap_or_else(|_| "warn,waymark=info".into());
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
