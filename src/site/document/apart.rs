//! Blocks of several pages on one page: each keeps its anchors below a name of its own.

use super::Block;

impl Block {
    /// The same block a level deeper, with a name in front of every anchor that it has or leads to on its page.
    #[must_use]
    pub fn apart(self, name: &str) -> Self {
        let below = |id: String| format!("{name}-{id}");
        match self {
            Self::Heading { level, id, text } => Self::Heading { level: level + 1, id: below(id), text },
            Self::Table(mut table) => {
                table.id = below(table.id);
                for row in &mut table.rows {
                    row.id = row.id.take().map(below);
                }
                Self::Table(table)
            }
            Self::Chart(mut chart) => {
                chart.id = below(chart.id);
                chart.data = chart.data.apart(name);
                Self::Chart(chart)
            }
            Self::Map(mut map) => {
                map.id = below(map.id);
                Self::Map(map)
            }
            Self::Sketch(mut sketch) => {
                sketch.id = below(sketch.id);
                Self::Sketch(sketch)
            }
            other => other,
        }
    }
}
