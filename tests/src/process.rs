//! The service as a process: started, listened to, and stopped.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Generous, as the machine may be busy with many tests; a healthy start takes a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs the service as long as the shell's input is open, and removes the folder afterwards: the input
/// closes with the process that holds its other end, however that ends. `TERM` is passed on. Only the
/// service holds its output, so that whoever listens hears at once that it has ended.
const GUARD: &str = r#"
folder=$1; shift
exec 3<&0
"$@" 3<&- </dev/null &
service=$!
exec >/dev/null
told=
trap 'told=yes; kill -TERM $service' TERM
cat <&3 >/dev/null &
wait $!
if [ $told ]; then wait $service; exit $?; fi
kill -KILL $service 2>/dev/null
wait $service 2>/dev/null
rm -rf "$folder"
"#;

/// A running `accord`. Dropped, it is killed, which a database must survive at any moment.
pub struct Process {
    child: Child,
    // Locked, so that tests may share the process.
    said: Mutex<Receiver<String>>,
    // A file, in which a line stands as soon as the service has written it.
    log: PathBuf,
}

impl Process {
    /// Starts `accord serve` with these settings, and none of the caller's own. Its log lies in the
    /// folder, which is gone when the process is.
    pub fn serve(settings: &[(&str, String)], folder: &Path) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", GUARD, "sh"]).arg(folder).arg(binary()).arg("serve");
        Self::spawn(set(command, settings), folder.join("log"), Stdio::piped())
    }

    fn spawn(mut command: Command, log: PathBuf, input: Stdio) -> Self {
        let into = File::create(&log).unwrap();
        command.stdin(input).stdout(Stdio::piped()).stderr(into);
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
        let written = std::fs::read(&self.log).unwrap();
        String::from_utf8_lossy(&written).into_owned()
    }

    /// Asks it to stop, and tells how it ended.
    pub fn stop(&mut self) -> ExitStatus {
        // No crate for one signal: the shell's `kill` is everywhere.
        let term = format!("kill -TERM {}", self.child.id());
        Command::new("sh").args(["-c", &term]).status().unwrap();
        self.ended().unwrap_or_else(|| panic!("accord goes on:\n{}", self.log()))
    }

    /// How it ended; none where it goes on.
    fn ended(&mut self) -> Option<ExitStatus> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Some(ended) = self.child.try_wait().unwrap() {
                return Some(ended);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        None
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        match self.child.stdin.take() {
            Some(input) => drop(input),
            None => drop(self.child.kill()),
        }
        let _ = self.child.wait();
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
    let folder = TempDir::new().unwrap();
    let command = accord(arguments, settings);
    let mut process = Process::spawn(command, folder.path().join("log"), Stdio::null());
    let ended = process.ended();
    let said = process.log();
    match ended {
        None => panic!("accord {arguments:?} goes on:\n{said}"),
        Some(ended) => assert!(!ended.success(), "accord {arguments:?} succeeded:\n{said}"),
    }
    said
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
    command.args(arguments);
    set(command, settings)
}

/// Gives a command these settings, and none of the caller's own.
fn set(mut command: Command, settings: &[(&str, String)]) -> Command {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ACCORD_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command.envs(settings.iter().map(|(name, value)| (name, value)));
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
