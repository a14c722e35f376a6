//! `accord contract`: the contract as files, kept beside the code.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::Ended;
use crate::graphql::schema;
use crate::policy::matrix;
use crate::render::errors;
use crate::rest;

/// Where the contract lies, and what to do with it.
#[derive(Debug, Args)]
pub struct ContractArgs {
    /// Write nothing; fail where a file is not what the service would write
    #[arg(long)]
    check: bool,
    /// The folder of the files
    #[arg(long, value_name = "FOLDER", default_value = "openapi")]
    folder: PathBuf,
}

impl ContractArgs {
    /// Writes the files, or holds them against what would be written.
    pub fn run(self) -> Ended {
        let files = files()?;
        if self.check {
            return self.differing(&files);
        }
        fs::create_dir_all(&self.folder)?;
        for (name, text) in files {
            let path = self.folder.join(name);
            fs::write(&path, text)?;
            println!("{}", path.display());
        }
        Ok(())
    }

    fn differing(&self, files: &[(&str, String)]) -> Ended {
        let differs = |(name, text): &&(&str, String)| {
            fs::read_to_string(self.folder.join(name)).ok().as_ref() != Some(text)
        };
        let differing: Vec<String> = files
            .iter()
            .filter(differs)
            .map(|(name, _)| self.folder.join(name).display().to_string())
            .collect();
        if differing.is_empty() {
            return Ok(());
        }
        let said = "not what the service says; write them anew with `accord contract`";
        Err(format!("{}: {said}", differing.join(", ")).into())
    }
}

fn files() -> Ended<[(&'static str, String); 4]> {
    let openapi = serde_json::to_string_pretty(rest::contract().json())?;
    Ok([
        ("openapi.json", openapi + "\n"),
        ("schema.graphql", schema().sdl()),
        ("policy.md", matrix()),
        ("errors.md", errors::table()),
    ])
}
