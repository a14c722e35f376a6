//! The service as a process: started, listened to, and stopped.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

/// Generous, as the machine may be busy with many tests; a healthy start takes a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running `accord`.
pub struct Process {
    child: Child,
    // Locked, so that tests may share the process.
    said: Mutex<Receiver<String>>,
    // A file, in which a line stands as soon as the service has written it.
    log: NamedTempFile,
}

impl Process {
    /// Starts `accord` with these arguments and settings, and none of the caller's own.
    pub fn spawn(arguments: &[&str], settings: &[(&str, String)]) -> Self {
        let mut command = accord(arguments, settings);
        let log = NamedTempFile::new().unwrap();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log.reopen().unwrap());
        let mut child = command.spawn().unwrap_or_else(|e| panic!("{command:?}: {e}"));
        let said = Mutex::new(listen(child.stdout.take().unwrap()));
        Self { child, said, log }
    }

    /// Waits for a line on its output that has something after these words.
    pub fn hears(&self, words: &str) -> String {
        let said = self.said.lock().unwrap();
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match said.recv_timeout(left) {
                Ok(line) => {
                    if let Some((_, rest)) = line.split_once(words) {
                        return rest.trim().to_owned();
                    }
                }
                Err(_) => panic!("accord never said `{words}`:\n{}", self.log()),
            }
        }
    }

    /// Everything it wrote to its log so far.
    pub fn log(&self) -> String {
        let written = std::fs::read(self.log.path()).unwrap();
        String::from_utf8_lossy(&written).into_owned()
    }

    /// Asks it to stop, and makes it stop if it does not.
    fn stop(&mut self) {
        // No crate for one signal: the shell's `kill` is everywhere.
        let term = format!("kill -TERM {}", self.child.id());
        let _ = Command::new("sh").args(["-c", &term]).stderr(Stdio::null()).status();
        // Its output ends when it does.
        let said = self.said.get_mut().unwrap_or_else(PoisonError::into_inner);
        let until = Instant::now() + PATIENCE;
        let left = || until.saturating_duration_since(Instant::now());
        while said.recv_timeout(left()).is_ok() {}
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Runs `accord` to its end, says this to it, and expects it to succeed.
pub fn run(arguments: &[&str], settings: &[(&str, String)], say: &str) -> String {
    let mut command = accord(arguments, settings);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    child.stdin.take().unwrap().write_all(say.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "accord {arguments:?} failed:\n{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs `accord` to its end, expects it to fail, and gives what it says of that.
pub fn fails(arguments: &[&str], settings: &[(&str, String)]) -> String {
    let mut process = Process::spawn(arguments, settings);
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if let Some(ended) = process.child.try_wait().unwrap() {
            let said = process.log();
            assert!(!ended.success(), "accord {arguments:?} succeeded:\n{said}");
            return said;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("accord {arguments:?} goes on:\n{}", process.log());
}

/// The binary under test: `ACCORD_BIN`, or the one built beside the running test.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("ACCORD_BIN") {
        return path.into();
    }
    let own = std::env::current_exe().unwrap();
    let mut beside = own.ancestors().skip(1).map(|it| it.join("accord"));
    beside.find(|it| it.is_file()).expect("no accord beside the tests: run `cargo build -p accord`")
}

fn accord(arguments: &[&str], settings: &[(&str, String)]) -> Command {
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ACCORD_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command.args(arguments).envs(settings.iter().map(|(name, value)| (name, value)));
    command
}

/// The lines that it says, one by one.
fn listen(out: ChildStdout) -> Receiver<String> {
    let (tell, said) = channel();
    std::thread::spawn(move || {
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        lines.for_each(|line| drop(tell.send(line)));
    });
    said
}
