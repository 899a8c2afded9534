//! A file system that fills up under the running program, and empties again (REL-06).
//!
//! The file system is a real one of a few megabytes, mounted where only the program sees it: as root, or as anybody where
//! user namespaces are allowed. A limit on the size of files would not do: it answers with another error than a full disk.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::council::{Council, assert_sound, audited};
use crate::site::{Answer, PROGRAM, SERVE, Visitor, port_when_ready};

const MEGABYTES: usize = 24;
/// Saves before a full disk must be felt: the log has some room of its own that it fills first.
const MOST_SAVES: usize = 3000;
/// Exit of the shell when no file system may be mounted.
const NO_MOUNT: i32 = 77;

/// Mounts, serves from there, fills and frees on request, and brings the records back at the end.
const SHELL: &str = r#"
small=$1 records=$2; shift 2
mount -t tmpfs -o size=$SIZE waymark "$small" || exit 77
cp -a "$records/." "$small/"
"$@" "$small" &
while read -r order; do
    case $order in
    fill) dd if=/dev/zero of="$small/filler" bs=4096 2>/dev/null ;;
    free) rm "$small/filler" ;;
    esac
    echo "done: $order"
done
kill $! && wait $!
rm -f "$small/filler"
cp -a "$small/." "$records/"
"#;

struct SmallDisk {
    shell: Child,
    orders: ChildStdin,
    said: BufReader<ChildStdout>,
    port: u16,
}

impl SmallDisk {
    fn under(council: &Council, mount: &Path) -> Self {
        let mut shell = namespace(SHELL)
            .arg(mount)
            .arg(council.path())
            .arg(PROGRAM)
            .args(SERVE)
            .arg("--data")
            .env("SIZE", format!("{MEGABYTES}m"))
            .env("WAYMARK_LOG", "off")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("unshare runs");
        let mut said = BufReader::new(shell.stdout.take().expect("what it prints"));
        let orders = shell.stdin.take().expect("where it listens");
        let port = port_when_ready(&mut said);
        Self { shell, orders, said, port }
    }

    fn order(&mut self, what: &str) {
        writeln!(self.orders, "{what}").expect("the shell listens");
        let done = format!("done: {what}");
        // The served program says more than its address on the same line out; those lines are passed over.
        let mut answers = (&mut self.said).lines().map(|line| line.expect("the shell answers"));
        assert!(answers.any(|line| line.trim() == done), "the shell ended before “{done}”");
    }

    /// The program ended by its own will and the records copied back.
    fn end(self) {
        let Self { mut shell, orders, said, .. } = self;
        drop(orders);
        assert!(shell.wait().expect("the shell ends").success());
        drop(said);
    }
}

/// A shell with mounts of its own; anybody but root needs a user namespace for that.
fn namespace(script: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(if may_mount("-m") { "-m" } else { "-rm" }.split(' ')).args(["sh", "-c", script, "sh"]);
    command
}

fn may_mount(how: &str) -> bool {
    let script = format!("mount -t tmpfs waymark /mnt || exit {NO_MOUNT}");
    let tried = Command::new("unshare").args([how, "sh", "-c", &script]).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}

fn form(person: &str) -> String {
    format!("/team/p/{person}/about/what_helps")
}

/// Saves a page of words that begins with a mark of its own.
fn save(adviser: &Visitor, person: &str, token: &str, mark: &str) -> Answer {
    let words = format!("{mark} {}", "What helps is time, and one person to ask. ".repeat(50));
    let fields =
        [("form_token", token), ("form_key", mark), ("answer", &words), ("how", "given"), ("said_by", "worker")];
    adviser.post(&form(person), &fields).expect("the site answers")
}

#[test]
fn rel_06_a_full_disk_refuses_saves_honestly_and_is_forgotten_when_there_is_space() {
    if !(may_mount("-m") || may_mount("-rm")) {
        assert!(std::env::var_os("CI").is_none(), "a small file system must be mountable where CI runs");
        eprintln!("skipped: no file system may be mounted here");
        return;
    }
    let council = Council::embedded(1);
    let person = council.supports[0].clone();
    let mount = tempfile::tempdir().expect("a folder");
    let mut disk = SmallDisk::under(&council, mount.path());
    let adviser = Visitor::new(disk.port, &council.token);
    let token = adviser.get(&form(&person)).expect("a form").hidden("form_token").to_owned();

    disk.order("fill");
    let (mut acknowledged, refused, last) = save_until_refused(&adviser, &person, &token);
    assert_says_not_confirmed(&last);
    let mut read = Vec::new();
    for _ in 0..20 {
        read.push(a_page_or_an_honest_refusal(&adviser, &person));
        assert_says_not_confirmed(&save(&adviser, &person, &token, &refused));
    }

    disk.order("free");
    // The same process goes on, and the form that was refused may be sent again.
    assert_eq!(save(&adviser, &person, &token, &refused).status, 303, "space is back");
    assert_eq!(adviser.get(&format!("/team/p/{person}")).expect("a page").status, 200);
    acknowledged.push(refused);
    let history = adviser.get(&form(&person)).expect("the answers");
    for mark in &acknowledged {
        assert_eq!(history.body.matches(mark.as_str()).count(), 1, "{mark} was acknowledged");
    }
    disk.end();
    assert_sound(&council.records);
    let audited = audited(&council.records);
    assert!(read.iter().flatten().all(|from| audited.contains(from)), "a page was shown without its audit row");
}

/// The marks that were saved, the one that was not, and how the site said so.
fn save_until_refused(adviser: &Visitor, person: &str, token: &str) -> (Vec<String>, String, Answer) {
    let mut saved = Vec::new();
    for number in 0..MOST_SAVES {
        let mark = format!("helps-{number}.");
        let answer = save(adviser, person, token, &mark);
        if answer.status != 303 {
            return (saved, mark, answer);
        }
        saved.push(mark);
    }
    panic!("{MOST_SAVES} saves on a full disk, all acknowledged");
}

fn assert_says_not_confirmed(answer: &Answer) {
    assert_eq!(answer.status, 503, "{}", answer.body);
    let says = ["We could not confirm that", "What you typed is still in your browser if you go back"];
    assert!(says.iter().all(|words| answer.body.contains(words)), "{}", answer.body);
}

/// Reading needs an audit row (AUD-02), so a full disk may refuse that too; then it says so. The address, if it was shown.
fn a_page_or_an_honest_refusal(adviser: &Visitor, person: &str) -> Option<String> {
    let answer = adviser.get(&format!("/team/p/{person}")).expect("the site answers");
    if answer.status == 200 {
        return Some(answer.from);
    }
    assert_says_not_confirmed(&answer);
    assert!(!answer.body.contains("wm-identity"), "nothing of the record is in a refusal");
    None
}
