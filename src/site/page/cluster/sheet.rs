//! The page of a cluster on paper: what only says that there is no figure, or that a step is not done, is named in one
//! line and not row by row.

use crate::site::document::{Block, Cell, Fact, Mark, Rung, Step, TableRow, Words};
use crate::site::show::Show;

/// Marks in a block what paper leaves out, and adds the lines that paper has instead; the page on a screen has all.
pub(super) fn on_paper(show: &Show<'_>, mut block: Block) -> Vec<Block> {
    let lines = match &mut block {
        Block::Table(table) => vec![("cluster.no-figure", rows(show, &mut table.rows))],
        Block::Facts { rows } => vec![("cluster.no-figure", facts(show, rows))],
        Block::Ladder { rungs } => {
            vec![("cluster.not-done", steps(rungs, Step::Open)), ("cluster.no-figure", steps(rungs, Step::Unknown))]
        }
        _ => Vec::new(),
    };
    let said = lines.into_iter().filter(|(_, names)| !names.is_empty()).map(|(term, names)| {
        let names = Words::join(names.into_iter().map(Words::unlinked), show.signs().items);
        Block::Paper { words: show.sentence(term, &[("names", names)]) }
    });
    let said: Vec<Block> = said.collect();
    [block].into_iter().chain(said).collect()
}

/// Whether there is no figure; what is kept back is another thing.
fn is_missing(show: &Show<'_>, words: &Words) -> bool {
    let ask = Words::marked(show.term("contact-developer"), Mark::Unknown);
    [show.unknown(), Cell::gap().words, ask].contains(words)
}

fn rows(show: &Show<'_>, rows: &mut [TableRow]) -> Vec<Words> {
    for row in rows.iter_mut() {
        row.cells.iter_mut().for_each(|cell| cell.bare = is_missing(show, &cell.words));
        row.bare = row.cells.len() > 1 && row.cells[1..].iter().all(|cell| cell.bare);
    }
    rows.iter().filter(|row| row.bare).map(|row| row.cells[0].words.clone()).collect()
}

fn facts(show: &Show<'_>, facts: &mut [Fact]) -> Vec<Words> {
    let bare = facts.iter_mut().filter(|fact| is_missing(show, &fact.words) && fact.note.is_empty()).map(|fact| {
        fact.bare = true;
        fact.label.clone()
    });
    bare.collect()
}

/// A ladder marks its steps by their state.
fn steps(rungs: &[Rung], state: Step) -> Vec<Words> {
    rungs.iter().filter(|rung| rung.state == state).map(|rung| Words::plain(rung.label.clone())).collect()
}
